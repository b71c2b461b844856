"""The verified backlog, day by day: the line of the very number."""

from datetime import datetime
from itertools import accumulate

from retro.measure.backlog.verified import ungated
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart, unknown_before
from retro.measure.ground.standing import verified
from retro.measure.ground.sweep import stretches
from retro.model.facts import Line
from retro.model.time import DAY, end_of
from retro.outline import words


@chart("backlog.verified_daily", "The verified backlog, day by day", unit="changes")
def verified_daily(case: Case) -> Lines | Missing:
    """Count the verified backlog as each day ended.

    Counted as backlog.verified is. The first day is the one before the cycle, whose end is the
    cycle's start: it has the number of backlog.verified_at_start. The last day ends at the
    moment, if that is earlier, and has the number of backlog.verified while the cycle lasts.

    Returns:
        One whole number a day. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        end of each day.

    Blind spots:
        As for backlog.verified. Changes closed before the histories begin are unknown.
    """
    begins, ends = case.window
    days = case.cycle.days(ends)
    if not days:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, begins) or ungated(case):
        return missing
    counted = counted_at(case, [begins, *(min(end_of(day), ends) for day in days)])
    return Lines(
        x=(days[0] - DAY, *days),
        x_unit="days",
        lines=(Line(label="verified changes", role="reviewers", values=counted),),
        sentence=_sentence(counted),
    )


def counted_at(case: Case, moments: list[datetime]) -> tuple[int, ...]:
    """Count the verified changes just before each of the moments, which are in order."""
    steps = [0] * (len(moments) + 1)
    for _, state, places in stretches(case, moments):
        if verified(case, state):
            steps[places.start] += 1
            steps[places.stop] -= 1
    return tuple(accumulate(steps[:-1]))


def _sentence(counted: tuple[int, ...]) -> str:
    first, last = counted[0], counted[-1]
    low, high = (words.number(bound(counted)) for bound in (min, max))
    return (
        f"Verified changes: {words.number(first)} as the cycle began, {words.number(last)} at the "
        f"end; never fewer than {low}, nor more than {high}."
    )
