"""Kaplan and Meier's estimate: how long until an event, where some wait still."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct


class Wait(Struct, frozen=True):
    """How long one thing waited, and whether the event ended the wait or something else."""

    days: float
    happened: bool


class Survival(Struct, frozen=True):
    """The estimated share still waiting after each time at which an event happened."""

    steps: tuple[tuple[float, float], ...]
    longest: float

    def waiting(self, days: float) -> float | None:
        """Return the share still waiting after so many days, None where nobody was watched."""
        if days > self.longest and self._end > 0:
            return None
        return next((share for at, share in reversed(self.steps) if at <= days), 1.0)

    def reached(self, share: float) -> float | None:
        """Return the first time at which that share had the event, None where it is not reached.

        The share is of one; 0.5 asks for the median.
        """
        return next((at for at, still in self.steps if still <= 1 - share + 1e-12), None)

    @property
    def _end(self) -> float:
        return self.steps[-1][1] if self.steps else 1.0


def survival(waits: Iterable[Wait]) -> Survival:
    """Estimate how long things wait; at one time, events come before those lost from sight."""
    some = tuple(waits)
    leaving = Counter([wait.days for wait in some])
    lost = Counter([wait.days for wait in some if not wait.happened])
    at_risk, still, steps = len(some), 1.0, []
    for days in sorted(leaving):
        if events := leaving[days] - lost.get(days, 0):
            still *= 1 - events / at_risk
            steps.append((days, still))
        at_risk -= leaving[days]
    return Survival(tuple(steps), max(leaving, default=0.0))
