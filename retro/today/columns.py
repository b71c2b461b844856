"""Columns of a terminal: what a text takes of them, and how it is made to fit."""

import unicodedata
from collections.abc import Iterable
from textwrap import wrap

from retro.progress import plain

WIDTH = 80
_CUT = "…"


def line(text: str) -> str:
    """Return a server's text as one line that can't steer a terminal."""
    return plain(" ".join(text.split()))


def width(text: str) -> int:
    """Return how many columns a text takes: two for wide characters, none for accents."""
    return sum(_columns(c) for c in text)


def fit(text: str, columns: int) -> str:
    """Return a text cut to some columns, with an ellipsis where something is left out."""
    text = line(text)
    if width(text) <= columns:
        return text
    kept, left = "", columns - width(_CUT)
    for character in text:
        left -= _columns(character)
        if left < 0:
            break
        kept += character
    return kept.rstrip() + _CUT


def right(text: str, columns: int) -> str:
    """Return a text set to the right of some columns."""
    return " " * (columns - width(text)) + text


def paragraph(text: str, indent: int = 0) -> Iterable[str]:
    """Return a text of ours as lines of a paragraph."""
    return wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def titled(title: str) -> tuple[str, ...]:
    """Return a section's title with a rule below it, and room above."""
    return "", title, "-" * width(title)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
