"""The days that charts point out."""

from retro.model.cycle import Cycle
from retro.model.facts import Mark
from retro.model.team import Notes

MARKED = ("M-1", "M-2", "M-3", "M-4", "feature freeze", "RC1", "release")
"""The days of the common schedule that charts show; a team's own freezes come with them."""


def marks(cycle: Cycle, notes: Notes) -> tuple[Mark, ...]:
    """Return the days to point out on charts: milestones, freezes, and the team's own days."""
    days = [Mark(name, day) for name in MARKED if (day := cycle.day_of(name))]
    days += [Mark(freeze.name, freeze.day, "freeze") for freeze in notes.freezes]
    for happening in notes.rhythm or ():
        days += [
            Mark(happening.title or happening.kind, d, happening.kind) for d in happening.days
        ]
    return tuple(sorted(days, key=lambda mark: (mark.day, mark.label)))
