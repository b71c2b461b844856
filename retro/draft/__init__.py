"""Drafts for a person to edit: true sentences from facts, for a letter and for other places."""

from retro.draft.forms import FORMS
from retro.draft.letter import chapters, letter, summary

__all__ = ["FORMS", "chapters", "letter", "summary"]
