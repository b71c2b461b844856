"""Asking Gerrit for changes: an index of all, then the details of those in play."""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from retro.collect.patience import Patience
from retro.collect.reply import unpacked
from retro.collect.work import Work
from retro.errors import SourceChangedError, SourceRefusedError
from retro.snapshot.gerrit import IndexInfo

Kind = TypeVar("Kind")

PAGE = 500
BATCH = 25
OPTIONS = {
    "MESSAGES": (2, 7),
    "DETAILED_LABELS": (2, 6),
    "DETAILED_ACCOUNTS": (2, 6),
    "ALL_REVISIONS": (2, 5),
    "CURRENT_COMMIT": (2, 5),
    "SKIP_DIFFSTAT": (3, 1),
}
"""What details are asked with, and the first version that knows it: others answer 400."""

_GUARD = b")]}'"
_OLDEST = (2, 11)


class Asks(Protocol):
    """Whatever answers a request with a body, and counts how often it asked."""

    server: str
    requests: int

    def ask(self, path: str, query: Sequence[tuple[str, str]] = ()) -> bytes:
        """Return the answer's body as it came."""


class Row(IndexInfo, frozen=True):
    """A line of the index as the server sends it; only a page's last one tells of more."""

    _more_changes: bool = False


class _Numbered(Struct, frozen=True):
    _number: int


class Cursor(Struct, frozen=True):
    """Where the next page starts: at a last update, inclusive, less so many rows."""

    until: str = ""
    skip: int = 0

    def after(self, rows: Sequence[Row]) -> "Cursor":
        """Return the place of the page after these rows.

        Rows come newest first. Where one second fills a whole page, its time alone would ask
        for the same page for ever; only then are rows skipped by count.
        """
        first, last = rows[0].updated, rows[-1].updated
        if _second(first) != _second(last):
            return Cursor(last)
        if _second(last) == _second(self.until):
            return Cursor(self.until, self.skip + len(rows))
        return Cursor(first, len(rows))


class GerritChanges:
    """The changes of one server; bodies go to the work folder as they come."""

    def __init__(self, asker: Asks, work: Work) -> None:
        """Take what answers and what keeps the answers."""
        self._asker = asker
        self._work = work

    def version(self) -> str:
        """Return the server's version.

        Raises:
            SourceRefusedError: It is too old: before 2.11 accounts came without numbers.
        """
        version = self._get("version", "/config/server/version", (), str)
        if _numbers(version) < _OLDEST:
            raise SourceRefusedError(
                f"Gerrit {version} is too old: it doesn't tell accounts by number",
                hint="any Gerrit since 2.11 will do",
            )
        return version

    def index(self, query: str, stage: str) -> Iterator[Row]:
        """Yield every change that a query finds, each once, newest update first.

        Raises:
            SourceChangedError: A page brings nothing new though the server says there is more.
        """
        seen: set[int] = set()
        cursor = Cursor()
        for place in count(1):
            rows = self._page(f"{stage}-{place:05}", query, cursor)
            fresh = [row for row in rows if row._number not in seen]
            yield from fresh
            if not rows or not rows[-1]._more_changes:
                return
            if not fresh:
                raise SourceChangedError(
                    "the server repeats a page of the index",
                    where=f"{self._asker.server} {query} {cursor.until}",
                )
            seen.update(row._number for row in fresh)
            cursor = cursor.after(rows)

    def details(self, numbers: Sequence[int], version: str) -> Iterator[tuple[int, ...]]:
        """Fetch changes in full, in batches; yield after each batch the numbers not shown.

        A number that does not come with the others is asked for alone before it is given up.
        """
        options = [("o", name) for name, since in OPTIONS.items() if _numbers(version) >= since]
        for place, start in enumerate(range(0, len(numbers), BATCH), 1):
            batch = numbers[start : start + BATCH]
            found = self._numbered(f"details-{place:05}", batch, options)
            missing = [number for number in batch if number not in found]
            yield tuple(
                number
                for number in missing
                if number not in self._numbered(f"details-{place:05}-{number}", [number], options)
            )

    def _page(self, name: str, query: str, cursor: Cursor) -> list[Row]:
        until = f' until:"{cursor.until}"' if cursor.until else ""
        asked = [("q", query + until), ("n", str(PAGE))]
        if cursor.skip:
            asked.append(("S", str(cursor.skip)))
        return self._get(name, "/changes/", asked, list[Row])

    def _numbered(
        self, name: str, numbers: Sequence[int], options: list[tuple[str, str]]
    ) -> set[int]:
        query = " OR ".join(f"change:{number}" for number in numbers)
        asked = [("q", query), ("n", str(len(numbers))), *options]
        return {one._number for one in self._get(name, "/changes/", asked, list[_Numbered])}

    def _get(
        self, name: str, path: str, query: Sequence[tuple[str, str]], kind: type[Kind]
    ) -> Kind:
        body = self._asker.ask(path, query)
        asked = "".join(f"?{key}={value}" for key, value in query[:1])
        answer = decoded(body, kind, self._asker.server + path + asked)
        self._work.save(name, body)
        return answer


def decoded(body: bytes, kind: type[Kind], where: str) -> Kind:
    """Return what a body of Gerrit's says.

    Raises:
        SourceChangedError: The guard line is missing, or the rest is no such JSON.
    """
    text = unpacked(body, Patience().body, where)
    if not text.startswith(_GUARD):
        raise SourceChangedError(
            "the answer does not start with Gerrit's guard line",
            where=where,
            hint="check the server's address in team.yaml",
        )
    try:
        return msgspec.json.decode(text[len(_GUARD) :], type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceChangedError(f"the answer has another shape: {error}", where=where) from error


def _second(time: str) -> str:
    return time[:19]


def _numbers(version: str) -> tuple[int, ...]:
    match = re.match(r"(\d+)\.(\d+)", version)
    if match is None:
        raise SourceChangedError(f"the server calls its version {version!r}")
    return int(match[1]), int(match[2])
