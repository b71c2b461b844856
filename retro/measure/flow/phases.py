"""The phases of a cycle, from milestone to milestone, and what was merged in each of them."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from retro.measure.flow.merges import counted, told_apart
from retro.measure.ground.case import Case, Merged
from retro.measure.ground.definition import Answer, Missing, metric
from retro.model.cycle import Cycle
from retro.model.facts import Part
from retro.model.time import DAY, end_of
from retro.outline import words

FREEZE = "feature freeze"
_MILESTONE = re.compile(r"M-\d+", re.IGNORECASE)


class Phase(Struct, frozen=True):
    """A part of the cycle: the days up to and with a milestone's, since the one before."""

    name: str
    first: date
    last: date


@metric("flow.merged_by_milestone", "Merged changes by milestone")
def merged_by_milestone(case: Case) -> Answer | Missing:
    """Sum the changes merged during the cycle by the milestone that they were merged for.

    A merge belongs to the first milestone whose day is not over: from the day after the
    milestone before, or the start of the cycle, up to 24:00 UTC of its day. The milestones are
    M-1, M-2 and so on; what comes after the last of them belongs to the release. Code, on the
    team's branches, by people and bots.

    Returns:
        The number of merged changes, with one part for each phase that has begun. Unit: changes.

    Source:
        Gerrit: the time of each merge; the calendar of the cycle.

    Blind spots:
        Phases are not equally long, and holidays lie in one of them.
    """
    begun = phases(case)
    if not begun:
        return Missing(
            "The cycle's calendar has no milestones M-1, M-2 and so on, or it has not begun."
        )
    return counted(case, case.merges, parts=by_phase(begun, (at.date() for at, _ in case.merges)))


@metric("flow.merged_after_freeze", "Changes merged after the feature freeze")
def merged_after_freeze(case: Case) -> Answer | Missing:
    """Count the changes that were merged during the cycle after its feature freeze.

    From 00:00 UTC of the day after the freeze. Code, on the team's branches.

    Returns:
        A whole number, with one part for people's changes and one for bots'. Unit: changes.

    Source:
        Gerrit: the time of each merge; the calendar of the cycle.

    Blind spots:
        Fixes are welcome after a freeze; what is a feature is not told here. Once the release
        has a branch of its own, the main branch is open for the next cycle and counts still.
    """
    since = freeze_past(case)
    if isinstance(since, Missing):
        return since
    late: tuple[Merged, ...] = tuple(pair for pair in case.merges if pair[0] >= since)
    return counted(case, late, since=since, parts=told_apart(late))


def freeze_past(case: Case) -> datetime | Missing:
    """Return when the feature freeze's day was over, or why there is nothing after it."""
    freeze = case.cycle.day_of(FREEZE)
    if freeze is None:
        return Missing("The cycle's calendar has no feature freeze.")
    if case.window[1] <= end_of(freeze):
        return Missing(f"The feature freeze of {words.day(freeze)} is not past.")
    return end_of(freeze)


def phases(case: Case) -> tuple[Phase, ...]:
    """Return the phases that have begun; none where the calendar has no milestones."""
    ends = [(one.day, one.name) for one in case.cycle.milestones if _inside(case.cycle, one.day)]
    named = sorted(pair for pair in ends if _MILESTONE.fullmatch(pair[1]))
    if not named:
        return ()
    days = (*named, (case.cycle.release, "the release"))
    firsts = (case.cycle.start, *(day + DAY for day, _ in named))
    every = (Phase(name, first, day) for first, (day, name) in zip(firsts, days, strict=True))
    return tuple(phase for phase in every if phase.first <= case.as_of)


def by_phase(some: Iterable[Phase], days: Iterable[date]) -> tuple[Part, ...]:
    """Count days by phase."""
    found = tuple(days)
    return tuple(
        Part(f"up to {phase.name}", sum(phase.first <= day <= phase.last for day in found))
        for phase in some
    )


def _inside(cycle: Cycle, day: date) -> bool:
    return cycle.start <= day < cycle.release
