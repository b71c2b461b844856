"""What the pages that are open wait for: the next build, or what is wrong with it."""

from threading import Condition

from msgspec import Struct


class Seen(Struct, frozen=True):
    """How many builds there were, and what was at fault in the last one; empty for nothing."""

    version: int
    fault: str


class State:
    """The last build, shared by whoever builds and whoever shows."""

    def __init__(self, fault: str = "") -> None:
        """Begin after the first build, and with what was at fault in it."""
        self._seen = Seen(1, fault)
        self._moved = Condition()

    @property
    def now(self) -> Seen:
        """Return the last build."""
        return self._seen

    def built(self, fault: str) -> None:
        """Tell of a build to everybody who waits."""
        with self._moved:
            self._seen = Seen(self._seen.version + 1, fault)
            self._moved.notify_all()

    def after(self, version: int, patience: float) -> Seen:
        """Return the last build once it is none that was seen, or when patience ends (seconds)."""
        with self._moved:
            self._moved.wait_for(lambda: self._seen.version != version, timeout=patience)
            return self._seen
