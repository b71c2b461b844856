"""One chapter of a person's words, which is read once for all who show it or judge it."""

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from retro.content.marks import Claim, Mark, Slot
from retro.content.reading import Reading

if TYPE_CHECKING:  # loaded by the first chapter that is read
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class Answer(Struct, frozen=True, kw_only=True):
    """What a person says to a claim that the measure does not bear out, and where it stands."""

    text: str
    line: int = 1


class Prose(Struct, frozen=True, kw_only=True):
    """Markdown, read: its tokens (see `markdown.reader`), which nobody may change, and its marks.

    The marks are in the order of the text, as the slots and the claims among them.
    """

    text: str
    tokens: "tuple[Token, ...]"
    marks: tuple[Mark, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the slots, those in the words of claims among them."""
        return tuple(mark for mark in self.marks if isinstance(mark, Slot))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims."""
        return tuple(mark for mark in self.marks if isinstance(mark, Claim))


class Chapter(Struct, frozen=True, kw_only=True):
    """One file of the writer's own words (content/TEAM/CYCLE/KEY.md), read.

    No `editions` means every edition. `answers` are by the claim's comparison in its normal form.
    `drafted` words are made from the numbers, since nobody wrote any.
    """

    key: str
    title: str
    prose: Prose
    path: str
    editions: tuple[str, ...] = ()
    answers: dict[str, Answer] = {}
    drafted: bool = False


def read(text: str, path: str = "", line: int = 1) -> Prose:
    """Read Markdown.

    Args:
        text: What was written.
        path: Its file, for messages.
        line: The number of the text's first line in its file.

    Raises:
        ContentError: A brace is neither a slot nor part of a claim, or stands where nothing would
            be shown of it, or a picture is from elsewhere; the message names file and line.
    """
    reading = Reading(path, line)
    tokens = _reader().parse(text, {"reading": reading})
    reading.end(text, tokens)
    blocks = [token for token in tokens if token.type == "inline" and token.map]
    blocks.sort(key=lambda block: block.map or [])
    marks = tuple(mark for block in blocks for mark in block.meta["marks"])
    return Prose(text=text, tokens=tuple(tokens), marks=marks)


@cache
def _reader() -> "MarkdownIt":
    from retro.content.markdown import reader

    return reader()
