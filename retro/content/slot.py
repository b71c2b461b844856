r"""Slots: the places in prose where a number, a picture, a table or a list goes.

    {backlog.verified}               a number, at the edition's moment
    {backlog.verified @ M-2}         the same at a milestone, `start`, a day or another edition
    {watch.nova-v2}                  a number of a thing that the team named itself
    {chart backlog.by_state_daily}   a picture
    {table backlog.by_state}         the parts of a number, the list behind it, or a series
    {list backlog.starved @ M-2}     the list behind a number

Pictures, tables and lists stand alone in a paragraph. Nothing between backticks or inside a fence
is a slot, and `\{` is a brace.
"""

import re
from typing import Literal, cast

from msgspec import Struct

from retro.content.brace import Brace, braces

NAME = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)+"
"""What a number or a series may be named."""

SIGNS = "<>=!≤≥≠"
"""What compares: a brace with one of these is none of a slot, but of a claim."""

_SLOT = re.compile(
    rf"""
    (?: (?P<kind> chart | table | list ) \s+ )?
    (?P<name> {NAME} )
    (?: \s* @ \s* (?P<when> [^\s{SIGNS}] (?: [^{SIGNS}]* [^\s{SIGNS}] )? ) )?
    """,
    re.VERBOSE,
)


Kind = Literal["fact", "chart", "table", "list"]


class Slot(Struct, frozen=True, kw_only=True):
    """One place to fill: text[start:end], on a line of the text counted from 1.

    `when` is as it was written (`M-2`, `start`, a day, an edition), empty for the edition's own.
    """

    name: str
    when: str
    kind: Kind
    start: int
    end: int
    line: int


def slots(text: str) -> tuple[Slot, ...]:
    """Return the slots of a Markdown text, in order; braces that make no slot are left alone."""
    return tuple(found for brace in braces(text) if (found := slot(brace)))


def slot(brace: Brace) -> Slot | None:
    """Return the slot that a brace makes, or None."""
    found = _SLOT.fullmatch(brace.inside)
    if not found or (found["kind"] == "chart" and found["when"]):
        return None
    return Slot(
        name=found["name"],
        when=" ".join((found["when"] or "").split()),
        kind=cast("Kind", found["kind"] or "fact"),
        start=brace.start,
        end=brace.end,
        line=brace.line,
    )
