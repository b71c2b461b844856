"""In which weeks of a cycle something is expected of its end."""

from retro.measure.ground.case import Case
from retro.model.time import monday_of

FIRST, LAST = 12, 6
"""From so many weeks before the release until so many it is told how many specs may land."""


def weeks_left(case: Case) -> int:
    """Return the number of a case's week, R-n; below zero once the release week is over."""
    return (monday_of(case.cycle.release) - monday_of(case.as_of)).days // 7


def of_specs(case: Case) -> bool:
    """Tell whether it is a week in which it is told how many specs may land."""
    return LAST <= weeks_left(case) <= FIRST


def of_changes(case: Case) -> bool:
    """Tell whether it is a week in which it is told where the backlog may end."""
    return case.as_of < case.cycle.release and weeks_left(case) <= FIRST
