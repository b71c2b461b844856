"""The days of a cycle that are still to come."""

from collections.abc import Iterable
from datetime import date

from retro.measure.ground.case import Case
from retro.model.ahead import Ahead
from retro.model.team import Freeze

Labelled = tuple[date, str]
"""A day, and what it is."""


def every_day(case: Case) -> tuple[Ahead, ...]:
    """Return the days to come: milestones, freezes, the team's own days, and the cycle's end."""
    own = [(day, one.title or one.kind) for one in case.notes.rhythm or () for day in one.days]
    return _to_come(case, [*_scheduled(case), *own])


def deadlines(case: Case) -> tuple[Ahead, ...]:
    """Return the milestones, freezes and the cycle's end that are to come."""
    return _to_come(case, _scheduled(case))


def _scheduled(case: Case) -> list[Labelled]:
    days = [(one.day, one.name) for one in case.cycle.milestones]
    days += [(one.day, _freeze(case, one)) for one in case.notes.freezes]
    return [*days, (case.cycle.release, case.cycle.ending)]


def _to_come(case: Case, days: Iterable[Labelled]) -> tuple[Ahead, ...]:
    named: dict[date, dict[str, None]] = {}
    for day, label in sorted(days):
        if case.as_of < day <= case.cycle.release:
            named.setdefault(day, {})[label] = None
    return tuple(Ahead(day, ", ".join(labels)) for day, labels in named.items())


def _freeze(case: Case, freeze: Freeze) -> str:
    """Name a freeze; where it matters by when it was known, and no day tells, say so."""
    dated = freeze.announced or not case.undated.get("announced")
    return freeze.name if dated else f"{freeze.name} (its announcement has no day)"
