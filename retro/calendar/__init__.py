"""The schedule of cycles: when each began, its milestones and freezes, and its release."""

from retro.calendar.cycles import after, before, find, known, name_of, spec_freezes, weeks

__all__ = ["after", "before", "find", "known", "name_of", "spec_freezes", "weeks"]
