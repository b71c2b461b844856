"""Texts for other places, seeded from facts: each is to be read, and edited, by a person."""

from collections.abc import Callable

from retro.draft.forms.board import board
from retro.draft.forms.etherpad import etherpad
from retro.draft.forms.highlights import highlights
from retro.draft.forms.reno import reno
from retro.model.facts import Report

__all__ = ["FORMS"]

FORMS: dict[str, Callable[[Report], str]] = {
    "highlights": highlights,
    "etherpad": etherpad,
    "reno": reno,
    "board": board,
}
"""What makes each text of a report, by the name that a user knows."""
