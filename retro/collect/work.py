"""The work folder: every answer as it came, so that a collection that was cut short goes on."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from retro import disk
from retro.collect.plan import Plan
from retro.collect.reply import Answer

_PLAN = "plan.json"
KEPT = timedelta(days=7)
"""How long after its beginning a collection may be gone on with; later it begins anew."""


class _Head(Struct, frozen=True):
    """The first line of an answer's file: what was asked, and the proof of it and of the body."""

    request: str
    requests: int
    sha256: str
    by: str = ""


class Work:
    """A folder of answers, each named by its request's place in the plan.

    An answer appears under its name only when it is whole, so a collection may be killed at any
    point. One that does not fit its hash, or answers another question, is as good as none.
    """

    def __init__(self, folder: Path, by: str = "") -> None:
        """Take a folder of one's own, or one that is shared by others; nothing else lies in it.

        Args:
            folder: Its place.
            by: Who asks; what others asked for took this one no request.
        """
        self._folder = folder
        self._by = by

    def begin(self, plan: Plan) -> Plan:
        """Return the plan to follow: the one begun here, if it asks for the same, or a new one.

        The answers to any other plan, or to one of long ago, are deleted.
        """
        try:
            held = (self._folder / _PLAN).read_bytes()
            begun = msgspec.json.decode(disk.unsealed(held), type=Plan)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            begun = None
        if begun and begun.same(plan) and plan.started - begun.started < KEPT:
            return begun
        self.clear()
        self._write(_PLAN, disk.sealed(msgspec.json.encode(plan)))
        return plan

    def clear(self) -> None:
        """Delete the plan and every answer."""
        (self._folder / _PLAN).unlink(missing_ok=True)
        for path in self._folder.glob("*.body"):
            path.unlink()

    def keep(self, name: str, request: str, answer: Answer) -> None:
        """Keep an answer under its place's name."""
        head = _Head(request, answer.requests, _digest(request, answer), self._by)
        self._write(f"{name}.body", msgspec.json.encode(head) + b"\n" + answer.body)

    def answer(self, name: str, request: str) -> Answer | None:
        """Return the kept answer to a request, or None if it has to be asked."""
        try:
            head, answer = self._read(name)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        sound = head.request == request and head.sha256 == _digest(request, answer)
        if not sound:
            return None
        return answer if head.by == self._by else Answer(answer.body, 0)

    def forget(self, *stages: str) -> None:
        """Delete the answers of some stages: a later step could make nothing of them."""
        for stage in stages:
            for path in self._folder.glob(f"{stage}*.body"):
                path.unlink()

    def drop(self, *names: str) -> None:
        """Delete some answers."""
        for name in names:
            (self._folder / f"{name}.body").unlink(missing_ok=True)

    def bodies(self, names: tuple[str, ...]) -> Iterator[bytes]:
        """Yield the bodies of answers that were kept."""
        for name in names:
            yield self._read(name)[1].body

    def _read(self, name: str) -> tuple[_Head, Answer]:
        raw = (self._folder / f"{name}.body").read_bytes()
        line, _, body = raw.partition(b"\n")
        head = msgspec.json.decode(line, type=_Head)
        return head, Answer(body, head.requests)

    def _write(self, name: str, content: bytes) -> None:
        # a torn one does not fit its hash
        disk.put(self._folder / name, content, sync=False)


def _digest(request: str, answer: Answer) -> str:
    return sha256(f"{request}\n{answer.requests}\n".encode() + answer.body).hexdigest()
