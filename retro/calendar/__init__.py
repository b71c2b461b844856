"""The schedule of cycles: when each began, its milestones and freezes, and its release."""

from retro.calendar.cycles import find, known, spec_freezes

__all__ = ["find", "known", "spec_freezes"]
