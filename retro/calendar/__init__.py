"""The schedule of cycles: when each began, its milestones and freezes, and its end."""

from retro.calendar.cycles import after, before, find, known, name_of, spec_freezes, weeks
from retro.calendar.rules import part

__all__ = ["after", "before", "find", "known", "name_of", "part", "spec_freezes", "weeks"]
