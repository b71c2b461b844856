"""Which series of a project belong to a cycle, and to those before and after it."""

from collections.abc import Iterable

from retro import calendar
from retro.model.cycle import Cycle

STAR = "*"
"""In a tag of interest, the name of the cycle's series."""


def neighbours(cycle: Cycle) -> tuple[Cycle, ...]:
    """Return the cycle before, this one and the next, as far as the calendar knows them."""
    known = calendar.known()
    place = next((n for n, one in enumerate(known) if one.name == cycle.name), None)
    return (cycle,) if place is None else known[max(0, place - 1) : place + 2]


def series_of(cycle: Cycle, there: Iterable[str]) -> str:
    """Return the series of a cycle among those of a project, or nothing where there is none.

    Series are called as the cycle is, by name or, in later years, perhaps by number.
    """
    called = {cycle.name, cycle.id}
    return next((name for name in there if name in called), "")


def tags(patterns: Iterable[str], cycle: Cycle) -> tuple[str, ...]:
    """Return the tags of interest; a star stands for the cycle's name."""
    return tuple(dict.fromkeys(pattern.replace(STAR, cycle.name) for pattern in patterns))
