"""The gate of one server, which all that ask it pass: so many at once, one after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import BoundedSemaphore, Lock

from retro.model.time import Sleep, Tick


class Gate:
    """Lets through so many requests at once and so many a second, and none while it is shut.

    It is shut for as long as the server asked, to whoever asks: each lane, and each team.
    """

    def __init__(
        self,
        tick: Tick,
        sleep: Sleep,
        *,
        lanes: int = 1,
        rate: float = 0,
        heard: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the clock from outside, one that goes on whatever the time of day is set to.

        Args:
            tick: The clock.
            sleep: Waits so many seconds.
            lanes: How many requests may be under way at once.
            rate: How many may begin in a second; 0 is as many as the server answers.
            heard: Called whenever there was an answer, or none came.
        """
        self._tick = tick
        self._sleep = sleep
        self._heard = heard
        self._lock = Lock()
        self._lanes = BoundedSemaphore(lanes)
        self._apart = 1 / rate if rate else 0.0
        self._turn = 0.0
        self._until: float | None = None
        self._off: tuple[float, str] | None = None
        self.asked = 0
        self._busy = 0.0
        self.begun = tick()

    @contextmanager
    def lane(self) -> Iterator[None]:
        """Have one of the lanes while something is asked."""
        with self._lanes:
            begun = self._tick()
            try:
                yield
            finally:
                with self._lock:
                    self.asked += 1
                    self._busy += self._tick() - begun
                self._heard()

    @property
    def mean(self) -> float:
        """Return how many seconds an answer took so far; one where nothing was asked."""
        return self._busy / self.asked if self.asked else 1.0

    def shut(self, seconds: float) -> None:
        """Hold all lanes back for so many seconds, or as long as they are held already."""
        until = self._tick() + seconds
        with self._lock:
            self._until = max(self._until or until, until)

    def close(self) -> None:
        """Let nobody ask any more."""
        self.put_off(inf, "the run was stopped")

    def put_off(self, seconds: float, why: str) -> None:
        """Let nobody ask for so many seconds, more than anybody would wait."""
        self._off = self._tick() + seconds, why

    @property
    def off(self) -> str:
        """Return why nobody may ask now; nothing where one may."""
        return self._off[1] if self._off and self._tick() < self._off[0] else ""

    def wait(self) -> None:
        """Pass, once the gate is open and it is one's turn."""
        self._opened()
        if self._apart:
            self._await_turn()
            while self._opened():
                self._await_turn()

    def _opened(self) -> bool:
        """Wait as long as it is shut, and tell whether it was; whoever did opens it for others."""
        until = self._until
        if until is None:
            return False
        left = until - self._tick()
        if left > 0:
            self._sleep(left)
        with self._lock:
            if self._until == until:
                self._until = None
        return left > 0

    def _await_turn(self) -> None:
        with self._lock:
            now = self._tick()
            turn = max(now, self._turn)
            self._turn = turn + self._apart
        if turn > now:
            self._sleep(turn - now)
