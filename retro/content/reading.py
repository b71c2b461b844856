"""Where the reader of a chapter is, and what it has found so far: marks, and faults to tell."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from retro.content.marks import Mark
from retro.errors import ContentError
from retro.faults import refuse

if TYPE_CHECKING:  # loaded by the first chapter that is read
    from markdown_it.token import Token

BRACE = re.compile(r"\{(?:[^{}]*\})?")
"""A brace and what it encloses; one that is never closed encloses nothing."""

_UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\{")
_CODE = {"fence", "code_block"}
_LOST = (
    "take it out of the link's address, the footnote that nothing points to or the row's end; "
    "a brace in an address is %7B"
)


class Fault(Struct, frozen=True):
    """What can't stay as it is, by its line in the prose, and what to do."""

    line: int
    what: str
    hint: str


class Reading:
    """Collects the marks and the faults of one chapter, block after block.

    `offset` is where in its block the text begins that is read now, since a footnote inside a
    sentence is read as a text of its own. `in_claim` says that the words of a claim are read.
    """

    def __init__(self, path: str, first: int) -> None:
        """Begin a file whose prose begins in the line `first`."""
        self.offset = 0
        self.in_claim = False
        self.marks: list[Mark] = []
        self._path = path
        self._first = first
        self._faults: list[Fault] = []

    def enter(self, block: "Token", *, lone: bool) -> None:
        """Begin a block; `lone` says that a picture, a table or a list may fill it."""
        assert block.map, "as long as no footnote is moved, a block knows its lines"
        self.has_claims = "]{" in block.content
        self.marks = []
        self._lone, self._content, self._line = lone, block.content, block.map[0]
        self._ends = [match.start() for match in re.finditer("\n", block.content)]
        self._shown: list[int] = []
        block.meta = {"marks": self.marks, "shown": self._shown}

    def fills(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text is all of a paragraph."""
        return self._lone and not self.offset and (start, end) == (0, len(self._content))

    def show(self, text: str, start: int) -> None:
        """Note a stretch of the text that a reader sees, braces and all."""
        self._shown += (self._at(start + match.end() - 1) for match in _UNESCAPED.finditer(text))

    def where(self, start: int) -> str:
        """Return the file and the line of a place in the text."""
        return f"{self._path}:{self._first + self._at(start)}"

    def fault(self, start: int, what: str, hint: str) -> None:
        """Note a fault at a place in the text."""
        self._faults.append(Fault(self._at(start), what, hint))

    def end(self, text: str, tokens: "Iterable[Token]") -> None:
        """Refuse a chapter with faults, or with braces of which nobody would see anything.

        Raises:
            ContentError: There are some; it carries each with its line.
        """
        faults = sorted([*self._faults, *_lost(text, tokens)], key=lambda fault: fault.line)
        refuse(self._error(fault) for fault in faults)

    def _error(self, fault: Fault) -> ContentError:
        where = f"{self._path}:{self._first + fault.line}"
        return ContentError(fault.what, where=where, hint=fault.hint)

    def _at(self, start: int) -> int:
        return self._line + bisect_left(self._ends, start + self.offset)


def _lost(text: str, tokens: "Iterable[Token]") -> Iterator[Fault]:
    """Yield a fault for each line of which a brace is not shown.

    Markdown drops link addresses, definitions, footnotes that nothing points to, what a table's
    row has beyond its head, and what is nested too deep.
    """
    lines = text.split("\n")
    left = Counter({n: len(_UNESCAPED.findall(line)) for n, line in enumerate(lines)})
    for token in tokens:
        if token.type in _CODE and token.map:
            left.subtract({n: left[n] for n in range(*token.map)})
        left.subtract(token.meta.get("shown", ()))
    for number in (number for number, count in left.items() if count > 0):
        braces = BRACE.findall(lines[number])
        what = braces[0] if len(braces) == 1 else "a brace"
        yield Fault(number, f"{what} stands where nothing is shown of it", _LOST)
