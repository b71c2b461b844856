"""What stands in a block of prose besides its words: slots, claims, links, ends of lines.

Each mark knows its place: content[start:end], of the block's text as Markdown reads it.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct

from retro.content.comparison import Comparison
from retro.content.slot import Named

Edit = tuple[int, int, str]
"""A stretch of a text, from where to where, and what to write in its place."""


class Slot(Named, frozen=True, kw_only=True):
    """One place to fill; `where` is its file and line, for messages."""

    start: int
    end: int
    where: str


class Claim(Struct, frozen=True, kw_only=True):
    """Words in brackets and their comparison; `where` is the file and line of the comparison.

    `source` is the words as they were written; they may hold slots.
    """

    comparison: Comparison
    source: str
    slots: tuple[Slot, ...]
    start: int
    end: int
    where: str

    def __str__(self) -> str:
        return str(self.comparison)

    @property
    def words_start(self) -> int:
        """Return where the words begin, after their bracket."""
        return self.start + 1

    @property
    def words_end(self) -> int:
        """Return where the words end, before their bracket."""
        return self.words_start + len(self.source)

    def words(self, say: Callable[[Slot], str] | None = None) -> str:
        """Return the words in one line, their slots as they were written or as `say` says them."""
        slots, at = self.slots if say else (), self.words_start
        edits = ((slot.start - at, slot.end - at, say(slot)) for slot in slots if say)
        return " ".join(spliced(self.source, edits).split())


class BareBrace(Struct, frozen=True):
    r"""A brace that says itself, `\{` or `\}`, which a reader sees without its backslash."""

    start: int
    end: int


class LineEnd(Struct, frozen=True):
    """A line that ends where the writer ended it: by two spaces, or by a backslash."""

    start: int
    end: int


class Link(Struct, frozen=True):
    """Words in brackets and the address that stands in parentheses after them."""

    start: int
    words_end: int
    end: int
    address: str


Mark = Slot | Claim | Link | BareBrace | LineEnd


def spliced(text: str, edits: Iterable[Edit], between: Callable[[str], str] = str) -> str:
    """Return a text with stretches of it, in order and apart, replaced, and the others changed."""
    out, end = [], 0
    for start, stop, words in edits:
        out += [between(text[end:start]), words]
        end = stop
    return "".join([*out, between(text[end:])])
