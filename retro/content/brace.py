r"""Braces: where prose may name a number, and the brackets right before them.

Nothing between backticks or inside a fence is a brace, and `\{` is one that says itself. Brackets
pair within their paragraph, as links do.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

_MARK = re.compile(
    r"""
    \\[\s\S]                                                    # an escaped character
    | ^[ >]* (?P<fence>`{3,}|~{3,}) [^`\n]* $                    # a fence opens …
      [\s\S]*? (?: ^[ >]* (?P=fence) [`~]* [ \t]* $ | \Z )      # … and closes, or never does
    | (?P<ticks>`+)                                             # perhaps code in a line
    | (?P<bracket>[\[\]])
    | (?P<end>\n (?= [ \t]*\n ))                                # a paragraph ends
    | (?P<brace>\{ (?: (?: (?!\n[ \t]*\n) [^{}] )* \} )? )
    """,
    re.VERBOSE | re.MULTILINE,
)
_TICKS = re.compile("`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


class Brace(Struct, frozen=True, kw_only=True):
    """A brace and what it encloses: text[start:end], on a line of the text counted from 1.

    `words` is where the bracket opens that closes right before the brace; None without one. A
    brace that is never closed encloses nothing.
    """

    text: str
    start: int
    end: int
    line: int
    words: int | None = None

    @property
    def inside(self) -> str:
        """Return what stands between the braces."""
        return self.text[1:-1].strip()


def braces(text: str) -> Iterator[Brace]:
    """Yield the braces of a Markdown text, in order."""
    code, end, line, read = _Code(text), 0, 1, 0
    open_at: list[int] = []
    closed: tuple[int, int] | None = None
    while found := _MARK.search(text, end):
        end = code.end(found.start(), found.end()) if found["ticks"] else found.end()
        if found["bracket"] == "[":
            open_at.append(found.start())
        elif found["bracket"] and open_at:
            closed = found.end(), open_at.pop()
        elif found["end"]:
            open_at.clear()
        elif found["brace"]:
            line, read = line + text.count("\n", read, found.start()), found.start()
            words = closed[1] if closed and closed[0] == found.start() else None
            yield Brace(text=found["brace"], start=read, end=end, line=line, words=words)


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
