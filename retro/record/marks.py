"""The days that charts point out."""

import re

from retro.model.cycle import Cycle
from retro.model.facts import Mark
from retro.model.team import Notes

MARKED = ("feature freeze", "RC1")
"""Days of the common schedule that charts show beside M-1, M-2 and so on, the cycle's end, and
the team's own."""

_MILESTONE = re.compile(r"M-\d+", re.IGNORECASE)


def marks(cycle: Cycle, notes: Notes) -> tuple[Mark, ...]:
    """Return the days to point out on charts: milestones, freezes, and the team's own days."""
    own = {
        name.casefold()
        for name in (*MARKED, cycle.ending, *(notes.dates.milestones if notes.dates else ()))
    }
    days = [
        Mark(one.name, one.day)
        for one in cycle.milestones
        if _MILESTONE.fullmatch(one.name) or one.name.casefold() in own
    ]
    days += [Mark(freeze.name, freeze.day, "freeze") for freeze in notes.freezes]
    for happening in notes.rhythm or ():
        days += [
            Mark(happening.title or happening.kind, d, happening.kind) for d in happening.days
        ]
    return tuple(sorted(days, key=lambda mark: (mark.day, mark.label)))
