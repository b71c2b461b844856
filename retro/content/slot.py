r"""Slots: the places in prose where a number or a picture goes.

    {backlog.verified}               a number, at the edition's moment
    {backlog.verified @ M-2}         the same at a milestone, `start`, a day or another edition
    {watch.nova-v2}                  a number of a thing that the team named itself
    {chart backlog.by_state_daily}   a picture

Nothing between backticks or inside a fence is a slot, and `\{` is a brace.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

_MARK = re.compile(
    r"""
    \\[\s\S]                                                    # an escaped character
    | ^[ >]* (?P<fence>`{3,}|~{3,}) [^`\n]* $                    # a fence opens …
      [\s\S]*? (?: ^[ >]* (?P=fence) [`~]* [ \t]* $ | \Z )      # … and closes, or never does
    | (?P<ticks>`+)                                             # perhaps code in a line
    | (?P<brace>\{ (?: (?: (?!\n[ \t]*\n) [^{}] )* \} )? )
    """,
    re.VERBOSE | re.MULTILINE,
)
_TICKS = re.compile("`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_SLOT = re.compile(
    r"""
    \{ \s*
    (?: (?P<chart>chart) \s+ )?
    (?P<name> [a-z][a-z0-9_]* (?: \. [a-z0-9_-]+ )+ )
    (?: \s* @ \s* (?P<moment> [^\s{}] (?: [^{}]* [^\s{}] )? ) )?
    \s* \}
    """,
    re.VERBOSE,
)


class Slot(Struct, frozen=True, kw_only=True):
    """One place to fill: text[start:end], on a line of the text counted from 1.

    `moment` is as it was written (`M-2`, `start`, a day, an edition), empty for the edition's own.
    """

    name: str
    moment: str
    kind: Literal["fact", "chart"]
    start: int
    end: int
    line: int


def slots(text: str) -> tuple[Slot, ...]:
    """Return the slots of a Markdown text, in order; braces that make no slot are left alone."""
    return tuple(slot for brace in _braces(text) if (slot := _slot(text, brace)))


def first_stray(text: str) -> tuple[int, str] | None:
    """Return the line and the words of the first brace that makes no slot, or None."""
    for brace in _braces(text):
        if not _slot(text, brace):
            words = brace.group().splitlines()[0]
            return _line(text, brace.start()), words
    return None


def _braces(text: str) -> Iterator[re.Match[str]]:
    code, end = _Code(text), 0
    while found := _MARK.search(text, end):
        end = code.end(found.start(), found.end()) if found["ticks"] else found.end()
        if found["brace"]:
            yield found


class _Code:
    """Where code in a line ends: looked up, since a search for each backtick would take ages."""

    def __init__(self, text: str) -> None:
        self._runs: defaultdict[int, list[int]] = defaultdict(list)
        for run in _TICKS.finditer(text):
            self._runs[len(run.group())].append(run.start())
        self._paragraphs = [found.start() for found in _PARAGRAPH_END.finditer(text)]

    def end(self, start: int, end: int) -> int:
        """Return the end of the code that a run opens; its own end, if no equal run follows."""
        length = end - start
        closing = _after(self._runs[length], start)
        paragraph = _after(self._paragraphs, start)
        if closing is None or (paragraph is not None and paragraph < closing):
            return end
        return closing + length


def _after(places: list[int], start: int) -> int | None:
    index = bisect(places, start)
    return places[index] if index < len(places) else None


def _slot(text: str, brace: re.Match[str]) -> Slot | None:
    found = _SLOT.fullmatch(brace.group())
    if not found or (found["chart"] and found["moment"]):
        return None
    return Slot(
        name=found["name"],
        moment=" ".join((found["moment"] or "").split()),
        kind="chart" if found["chart"] else "fact",
        start=brace.start(),
        end=brace.end(),
        line=_line(text, brace.start()),
    )


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
