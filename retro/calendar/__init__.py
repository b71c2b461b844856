"""The schedule of cycles: when each began, its milestones and freezes, and its end."""

from retro.calendar.cycles import after, before, find, known, name_of, spec_freezes, weeks
from retro.calendar.rules import part
from retro.calendar.slurp import is_slurp, skipped_by

__all__ = [
    "after",
    "before",
    "find",
    "is_slurp",
    "known",
    "name_of",
    "part",
    "skipped_by",
    "spec_freezes",
    "weeks",
]
