"""Answers that several teams of a run need, so that each is asked for once."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from threading import Lock
from typing import Protocol
from urllib.parse import urlencode

from retro.collect.reply import Answer
from retro.collect.work import Work

Locks = dict[str, Lock]
"""One for each question that is being asked."""


Query = Sequence[tuple[str, str]]


class Asks(Protocol):
    """Whatever answers a request with a body, and counts how often it asked."""

    server: str
    requests: int

    @property
    def sent(self) -> int:
        """Return how many requests the last question of this lane took."""

    def ask(self, path: str, query: Query = (), *, tries: int | None = None) -> Answer:
        """Return the answer as it came."""

    def close(self) -> None:
        """Try nothing again."""


class Shared:
    """One team's way to the answers of its run; alone it has none.

    What another team asked for is no request of its own. Answers of which it could make nothing
    are forgotten, or whoever comes later would end there too.
    """

    def __init__(
        self,
        work: Work | None = None,
        locks: Locks | None = None,
        takes: Callable[[str, str], bool] = lambda *_: False,
    ) -> None:
        """Take where answers lie, who is asking for which, and which projects are common."""
        self._work = work
        self._locks = {} if locks is None else locks
        self._used: set[str] = set()
        self.takes = takes

    def alone(self, asked: str) -> AbstractContextManager[object]:
        """Be the one who asks a question; others wait for the answer."""
        return self._locks.setdefault(asked, Lock())

    def answer(self, asked: str) -> Answer | None:
        """Return an answer that is there."""
        if self._work is None:
            return None
        self._used.add(asked)
        return self._work.answer(_name(asked), asked)

    def keep(self, asked: str, answer: Answer) -> None:
        """Keep an answer for others, and for oneself after an interruption."""
        if self._work is not None:
            self._used.add(asked)
            self._work.keep(_name(asked), asked, answer)

    def forget(self) -> None:
        """Let all be asked again that was used here."""
        if self._work is not None:
            self._work.drop(*map(_name, tuple(self._used)))
            self._used.clear()


class Once:
    """Asks a server what no other team of the run has asked; `found` counts what was."""

    def __init__(self, asker: Asks, shared: Shared) -> None:
        """Take who asks, and the way to what others were answered."""
        self._asker = asker
        self._shared = shared
        self._lock = Lock()
        self._before = 0
        self.server = asker.server
        self.found = 0

    @property
    def requests(self) -> int:
        """Return how many requests were for this team, those of a run before included."""
        return self._asker.requests + self._before

    @property
    def sent(self) -> int:
        """Return how many requests the last question of this lane took."""
        return self._asker.sent

    def ask(
        self,
        path: str,
        query: Query = (),
        *,
        tries: int | None = None,
        common: str | None = "",
    ) -> Answer:
        """Return the answer as it came: what is common to several teams is asked once.

        Args:
            path: What is asked for.
            query: Its parameters.
            tries: How often to ask at most.
            common: As of when, if that is told apart; None for what no other team asks.
        """
        if common is None:
            return self._asker.ask(path, query, tries=tries)
        asked = f"{self.server}{path}?{urlencode(query)} {common}"
        with self._shared.alone(asked):
            if found := self._shared.answer(asked):
                with self._lock:
                    self.found += 1
                    self._before += found.requests
                return found
            answer = self._asker.ask(path, query, tries=tries)
            self._shared.keep(asked, answer)
            return answer

    def close(self) -> None:
        """Try nothing again."""
        self._asker.close()


def _name(asked: str) -> str:
    return sha256(asked.encode()).hexdigest()[:32]
