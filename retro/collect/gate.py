"""The gate that all lanes pass before a request: shut for as long as the server asked."""

from threading import Event, Lock

from retro.collect.held import Tick
from retro.model.time import Sleep


class Gate:
    """Holds every lane back while one of them was told to wait."""

    def __init__(self, tick: Tick, sleep: Sleep) -> None:
        """Take the clock from outside, one that goes on whatever the time of day is set to."""
        self._tick = tick
        self._sleep = sleep
        self._lock = Lock()
        self._until: float | None = None
        self._stopped = Event()

    @property
    def stopped(self) -> bool:
        """Tell whether nothing should be asked any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Let no lane try again."""
        self._stopped.set()

    def shut(self, seconds: float) -> None:
        """Hold all lanes back for so many seconds, or as long as they are held already."""
        until = self._tick() + seconds
        with self._lock:
            self._until = max(self._until or until, until)

    def wait(self) -> None:
        """Pass, once the gate is open; whoever waited it out opens it for the others."""
        until = self._until
        if until is None:
            return
        left = until - self._tick()
        if left > 0:
            self._sleep(left)
        with self._lock:
            if self._until == until:
                self._until = None
