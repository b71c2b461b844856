"""Braces that make nothing: each is an error that says what to write."""

from collections.abc import Iterator

from msgspec import Struct

from retro.content.brace import Brace, braces
from retro.content.claim import EXAMPLE, Claim, attempts
from retro.content.slot import slot


class Stray(Struct, frozen=True):
    """A brace that makes neither a slot nor a claim, with what to write."""

    line: int
    what: str
    hint: str


def first_stray(text: str) -> Stray | None:
    """Return the first brace of a Markdown text that makes nothing, or None."""
    return min(_strays(text), key=lambda stray: stray.line, default=None)


def _strays(text: str) -> Iterator[Stray]:
    tried = set()
    for found in attempts(text):
        if isinstance(found, Claim):
            tried.add(found.words_end + 1)
        else:
            brace, fault = found
            tried.add(brace.start)
            yield Stray(brace.line, f"{_shown(brace)}: {fault.what}", fault.hint)
    for brace in braces(text):
        if brace.start not in tried and not slot(brace):
            yield Stray(
                brace.line,
                f"{_shown(brace)} is neither a number nor a picture",
                "write {backlog.verified}, {backlog.verified @ M-2}, "
                r"{chart backlog.by_state_daily}, "
                rf"{EXAMPLE}, or \{{ for a brace",
            )


def _shown(brace: Brace) -> str:
    return brace.text.splitlines()[0]
