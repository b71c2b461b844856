"""The backlog of bugs day by day: a line as far as it is known, and a band for what is not."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate, pairwise

from msgspec import Struct

from retro.measure.bugs.tasks import every, missing, unread
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart
from retro.model.bug import BugTask, Standing
from retro.model.facts import Line
from retro.model.time import end_of
from retro.outline import words


class Bounds(Struct, frozen=True):
    """How many bugs were open at a moment, at least and at most."""

    least: int
    most: int

    def __str__(self) -> str:
        """Return the bounds in words: 12, or 12 to 15."""
        least, most = words.number(self.least), words.number(self.most)
        return least if self.least == self.most else f"{least} to {most}"


@chart("bugs.backlog_daily", "Open bugs, day by day", unit="bugs")
def backlog_daily(case: Case) -> Lines | Missing:
    """Count the bugs that were open as each day ended, at least and at most.

    As bugs.open. At least: those known to have been open. At most: with those that may have been,
    since of them the dates tell nothing for that day. Where the two are equal the number is
    exact. The last day ends at the moment, if that is earlier.

    Returns:
        Two whole numbers a day, the second never below the first. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task, and the log of bugs that were reopened.

    Blind spots:
        As for bugs.open.
    """
    if why := missing(case):
        return why
    begins, ends = case.window
    days = case.cycle.days(ends)
    if not days:
        return Missing("The cycle has not begun.")
    start, *counted = bounds(case, (begins, *(min(end_of(day), ends) for day in days)))
    return Lines(
        x=days,
        x_unit="days",
        lines=(
            Line(label="at least", role="bugs", values=tuple(day.least for day in counted)),
            Line(label="at most", role="bugs", values=tuple(day.most for day in counted)),
        ),
        sentence=f"{_sentence(start, counted)} {unread(case)}".strip(),
    )


def bounds(case: Case, moments: Sequence[datetime]) -> list[Bounds]:
    """Return how many bugs were open just before each of some moments, which are in order.

    It equals asking each bug at every moment, but looks at each of its spells once.
    """
    steps = {which: [0] * (len(moments) + 1) for which in (Standing.OPEN, Standing.UNKNOWN)}
    for bug in every(case):
        for standing, places in _stretches(bug, moments):
            if standing in steps:
                steps[standing][places.start] += 1
                steps[standing][places.stop] -= 1
    sure, unknown = (accumulate(step[:-1]) for step in steps.values())
    return [Bounds(least, least + more) for least, more in zip(sure, unknown, strict=True)]


def _stretches(bug: BugTask, moments: Sequence[datetime]) -> Iterator[tuple[Standing, range]]:
    """Yield how a bug stood, with the places of the moments just before which it did."""
    doubled = bug.duplicate_since
    gone = len(moments) if doubled is None else bisect_right(moments, doubled)
    starts = (bisect_right(moments, spell.since) for spell in bug.spells)
    ends = [*(min(start, gone) for start in starts), gone]
    for spell, (first, end) in zip(bug.spells, pairwise(ends), strict=True):
        if first < end:
            yield spell.standing, range(first, end)


def _sentence(start: Bounds, counted: list[Bounds]) -> str:
    unknown = max(day.most - day.least for day in counted)
    moved = f"Open bugs: {start} at the start, {counted[-1]} at the end."
    if not unknown:
        return f"{moved} Every day is exact, as far as Launchpad's dates go."
    return f"{moved} Of up to {words.counted(unknown, 'bugs')} a day the past is unknown."
