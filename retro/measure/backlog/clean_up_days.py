"""Days of the team's own rhythm, as a person listed them."""

from datetime import date

from retro.model.team import HappeningKind, Notes


def days_of(notes: Notes, kind: HappeningKind) -> tuple[date, ...]:
    """Return the days of a kind, in order, each once."""
    entries = (entry for entry in notes.rhythm or () if entry.kind == kind)
    return tuple(sorted({day for entry in entries for day in entry.days}))


def clean_up_days(notes: Notes) -> tuple[date, ...]:
    """Return the days on which the team cleaned up its backlog, in order."""
    return days_of(notes, "clean-up day")
