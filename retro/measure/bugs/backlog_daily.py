"""The backlog of bugs day by day: a line as far as it is known, and a band for what is not."""

from datetime import datetime

from msgspec import Struct

from retro.measure.bugs.tasks import missing, standings, unread
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart
from retro.model.bug import Standing
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
    start, *counted = (bounds(case, at) for at in (begins, *(min(end_of(d), ends) for d in days)))
    return Lines(
        x=days,
        x_unit="days",
        lines=(
            Line(label="at least", role="bugs", values=tuple(day.least for day in counted)),
            Line(label="at most", role="bugs", values=tuple(day.most for day in counted)),
        ),
        sentence=f"{_sentence(start, counted)} {unread(case)}".strip(),
    )


def bounds(case: Case, moment: datetime) -> Bounds:
    """Return how many bugs were open just before a moment."""
    stood = standings(case, moment)
    sure = stood.count(Standing.OPEN)
    return Bounds(sure, sure + stood.count(Standing.UNKNOWN))


def _sentence(start: Bounds, counted: list[Bounds]) -> str:
    unknown = max(day.most - day.least for day in counted)
    moved = f"Open bugs: {start} at the start, {counted[-1]} at the end."
    if not unknown:
        return f"{moved} Every day is exact, as far as Launchpad's dates go."
    return f"{moved} Of up to {words.counted(unknown, 'bugs')} a day the past is unknown."
