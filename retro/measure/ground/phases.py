"""The phases of a cycle, from milestone to milestone, and the feature freeze in it."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Missing
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


def freeze_past(case: Case) -> datetime | Missing:
    """Return when the feature freeze's day was over, or why there is nothing after it."""
    freeze = case.cycle.day_of(FREEZE)
    if freeze is None:
        return Missing(case.cycle.lacks(FREEZE))
    if case.window[1] <= end_of(freeze):
        return Missing(f"The feature freeze of {words.day(freeze)} is not past.")
    return end_of(freeze)


def phases(case: Case) -> tuple[Phase, ...]:
    """Return the phases that have begun; none where the calendar has no milestones."""
    named = _ends(case.cycle)
    if not named:
        return ()
    days = (*named, (case.cycle.release, f"the {case.cycle.ending}"))
    firsts = (case.cycle.start, *(day + DAY for day, _ in named))
    every = (Phase(name, first, day) for first, (day, name) in zip(firsts, days, strict=True))
    return tuple(phase for phase in every if phase.first <= case.as_of)


def no_phase(case: Case) -> Missing:
    """Say why no phase has begun."""
    if any(map(_MILESTONE.fullmatch, case.cycle.without)) and not _ends(case.cycle):
        return Missing("This team has no milestones M-1, M-2 and so on.")
    return Missing(
        "The cycle's calendar has no milestones M-1, M-2 and so on, or it has not begun."
    )


def by_phase(begun: Iterable[Phase], days: Iterable[date]) -> tuple[Part, ...]:
    """Count days by phase."""
    found = tuple(days)
    return tuple(
        Part(
            phase.name,
            f"up to {phase.name}",
            sum(phase.first <= day <= phase.last for day in found),
        )
        for phase in begun
    )


def _ends(cycle: Cycle) -> list[tuple[date, str]]:
    """Return the milestones that end a phase, with their days, in order."""
    inside = (one for one in cycle.milestones if cycle.start <= one.day < cycle.release)
    return sorted((one.day, one.name) for one in inside if _MILESTONE.fullmatch(one.name))
