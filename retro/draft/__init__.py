"""A draft of the hand-off letter: true sentences from facts, for a person to edit."""

from retro.draft.letter import chapters, letter, summary

__all__ = ["chapters", "letter", "summary"]
