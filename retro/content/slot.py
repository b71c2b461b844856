r"""Slots: the places in prose where a number, a picture, a table or a list goes.

    {backlog.verified}               a number, at the edition's moment
    {backlog.verified @ M-2}         the same at a milestone, `start`, `end`, a day, an edition
    {watch.nova-v2}                  a number of a thing that the team named itself
    {chart backlog.by_state_daily}   a picture
    {table backlog.by_state}         the parts of a number, the list behind it, or a series
    {list backlog.starved @ M-2}     the list behind a number

Pictures, tables and lists stand alone in a paragraph. A brace that is shown as code says itself,
and so does `\{`; one of which nothing would be shown, as in a link's address, is an error.
"""

import re
from typing import Literal, cast

from msgspec import Struct

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


class Named(Struct, frozen=True):
    """What a brace asks for.

    `when` is as it was written (`M-2`, `start`, a day, an edition), empty for the edition's own.
    """

    name: str
    when: str
    kind: Kind

    def __str__(self) -> str:
        kind = "" if self.kind == "fact" else f"{self.kind} "
        return f"{kind}{self.name} @ {self.when}" if self.when else f"{kind}{self.name}"


def named(inside: str) -> Named | None:
    """Return what stands between two braces as a slot, or None where it is none."""
    match = _SLOT.fullmatch(inside)
    if not match or (match["kind"] == "chart" and match["when"]):
        return None
    when = " ".join((match["when"] or "").split())
    return Named(match["name"], when, cast("Kind", match["kind"] or "fact"))
