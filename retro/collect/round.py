"""What the collections of one run have in common: when they began, and the gates of servers."""

import time
from datetime import datetime
from threading import Lock
from urllib.parse import urlsplit

from retro.collect.gate import Gate
from retro.collect.options import Options
from retro.model.time import Sleep, Tick


class Round:
    """One run over any number of teams.

    All of its collections begin at one moment, so that what one was answered is new enough for
    each other; and each server sees one asker, however many teams ask it.
    """

    def __init__(
        self, started: datetime, sleep: Sleep, options: Options, *, tick: Tick = time.monotonic
    ) -> None:
        """Begin; waits go by a clock that nobody sets."""
        self.started = started
        self._sleep = sleep
        self._options = options
        self._tick = tick
        self._lock = Lock()
        self._gates: dict[str, Gate] = {}
        self._done: set[str] = set()

    def gate(self, server: str) -> Gate:
        """Return the gate of a server, the same whoever asks and below whatever path."""
        host = urlsplit(server).netloc.lower()
        with self._lock:
            if host not in self._gates:
                self._gates[host] = self._new()
            return self._gates[host]

    def stop(self) -> None:
        """Ask nothing any more, whoever is still at it."""
        with self._lock:
            for gate in self._gates.values():
                gate.close()

    def first(self, what: str) -> bool:
        """Tell whether something is done for the first time in this round."""
        with self._lock:
            new = what not in self._done
            self._done.add(what)
        return new

    def _new(self) -> Gate:
        lanes, rate = self._options.lanes, self._options.rate
        return Gate(self._tick, self._sleep, lanes=lanes, rate=rate)
