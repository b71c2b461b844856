"""The schedule of cycles: when each began, its milestones and freezes, and its release."""

from retro.calendar.cycles import before, find, known, name_of, spec_freezes

__all__ = ["before", "find", "known", "name_of", "spec_freezes"]
