"""What the collections of one run have in common: their beginning, gates, and answers."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from retro.collect.common import Common
from retro.collect.gate import Gate
from retro.collect.options import Options
from retro.collect.shared import Asks, Locks, Shared
from retro.collect.work import Work
from retro.model.team import Team
from retro.model.time import Sleep, Tick


class Round:
    """One run over any number of teams.

    All of its collections begin at one moment, so that what one was answered is new enough for
    each other; and each server sees one asker, however many teams ask it.
    """

    def __init__(
        self,
        started: datetime,
        sleep: Sleep,
        options: Options,
        *,
        teams: Sequence[Team] = (),
        folder: Path | None = None,
        tick: Tick = time.monotonic,
    ) -> None:
        """Begin.

        Args:
            started: The moment from which on servers may have moved.
            sleep: Waits so many seconds.
            options: How to ask.
            teams: Who takes part; alone nobody has anything in common.
            folder: Where answers lie that several need; without one nothing is shared.
            tick: A clock that nobody sets.
        """
        self.started = started
        self.heard: Callable[[], None] = lambda: None
        self.common = Common(teams)
        self._folder = folder
        self._locks: Locks = {}
        self._sleep = sleep
        self._options = options
        self._tick = tick
        self._lock = Lock()
        self._gates: dict[str, Gate] = {}
        self._done: set[str] = set()
        self._askers: dict[tuple[str, str], list[Asks]] = {}

    @property
    def alone(self) -> bool:
        """Tell whether it is one collection, which shares no answer with others."""
        return self._folder is None

    def met(self, team: str, asker: Asks) -> None:
        """Learn who asks for a team."""
        self._askers.setdefault((team, asker.server), []).append(asker)

    def asked(self, team: str, server: str) -> int:
        """Return how many requests a team has made of a server in this run."""
        return sum(asker.requests for asker in self._askers.get((team, server.rstrip("/")), ()))

    def gate(self, server: str) -> Gate:
        """Return the gate of a server, the same whoever asks and below whatever path."""
        host = urlsplit(server).netloc.lower()
        with self._lock:
            if host not in self._gates:
                self._gates[host] = self._new()
            return self._gates[host]

    def shared(self, team: str) -> Shared:
        """Return a team's way to the answers that several need."""
        if self._folder is None:
            return Shared()
        return Shared(Work(self._folder, team), self._locks, self.common.takes)

    def stop(self) -> None:
        """Ask nothing any more, whoever is still at it."""
        with self._lock:
            for gate in self._gates.values():
                gate.close()

    def did(self, what: str) -> bool:
        """Tell whether something was done in this round."""
        return what in self._done

    def first(self, what: str) -> bool:
        """Do something in this round, and tell whether it is for the first time."""
        with self._lock:
            new = what not in self._done
            self._done.add(what)
        return new

    def _new(self) -> Gate:
        lanes, rate = self._options.lanes, self._options.rate
        heard = lambda: self.heard()  # noqa: E731 - as it is then, not now
        return Gate(self._tick, self._sleep, lanes=lanes, rate=rate, heard=heard)
