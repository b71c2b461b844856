"""Prose as plain text of 72 columns: Markdown reads well as it is written, so it is only wrapped.

What is in no block of text stands as it was written: code, rules, empty lines, definitions.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from operator import itemgetter
from textwrap import wrap
from typing import Protocol

from markdown_it.token import Token

from retro.content import BareBrace, Claim, Edit, LineEnd, Link, Prose, Slot, spliced
from retro.outline.words import NBSP

WIDTH = 72

Lines = list[str]
Write = Callable[[Lines], Lines]
"""Makes the lines of a block from those of its source."""

_soft = partial(re.compile(r"[ \t]*\n[ \t]*").sub, " ")
_under = partial(re.compile(r"[^\s>]").sub, " ")


class Filler(Protocol):
    """Who knows what to say in the place of a slot, and after the words of a claim."""

    def number(self, slot: Slot) -> str:
        """Return what stands in a number's place."""

    def block(self, slot: Slot) -> Lines:
        """Return the lines of a picture, a table or a list."""

    def judged(self, claim: Claim) -> str:
        """Return what follows the words of a claim."""

    def linked(self, link: Link) -> str:
        """Return what follows the words of a link."""


def plain(prose: Prose, filler: Filler) -> str:
    """Return prose, slots and claims filled, its paragraphs, items and quotes wrapped."""
    lines, out, end = prose.text.split("\n"), [], 0
    for first, last, write in sorted(_blocks(prose.tokens, filler), key=itemgetter(0)):
        out += [*lines[end:first], *write(lines[first:last])]
        end = last
    return "\n".join([*out, *lines[end:]]).strip("\n").replace(NBSP, " ")


def wrapped(text: str) -> str:
    """Return one paragraph as plain text."""
    return "\n".join(paragraph(text)).replace(NBSP, " ")


def paragraph(text: str, mark: str = "") -> Lines:
    """Return one paragraph as lines, the later ones under the text that follows its mark."""
    return wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=_under(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _blocks(tokens: Sequence[Token], filler: Filler) -> Iterator[tuple[int, int, Write]]:
    """Yield each block of text by its lines.

    A footnote inside a sentence has no lines; it stands in its sentence. The term of a definition
    ends, by its map, on the line on which it begins (mdit_py_plugins 0.7, deflist/index.py).
    """
    walk, before = iter(tokens), ""
    for token in walk:
        if token.type == "tr_open" and token.map:
            cells = [t for t in takewhile(lambda t: t.type != "tr_close", walk) if t.children]
            yield token.map[0], token.map[1], partial(_row, cells, filler)
        elif token.type == "inline" and token.map:
            first, last = token.map
            write = _heading if before == "heading_open" else _words
            yield first, max(last, first + 1), partial(write, token, filler)
        before = token.type


def _words(block: Token, filler: Filler, source: Lines) -> Lines:
    """Wrap a paragraph, a list's item or a quote; lines that the writer ended end."""
    mark = _mark(block, source)
    if block.children and block.children[0].type == "block":
        lines = filler.block(block.children[0].meta["slot"])
        return [f"{_under(mark) if n else mark}{line}" for n, line in enumerate(lines)]
    first, *rest = _filled(block, filler, _soft).split("\n")
    lines = paragraph(first, mark) or [mark.rstrip()]
    return [*lines, *(line for text in rest for line in paragraph(text, _under(mark)))]


def _heading(block: Token, filler: Filler, source: Lines) -> Lines:
    """Fill a heading, whose lines stand as they are; what underlines it is in no block."""
    mark = _mark(block, source)
    filled = _filled(block, filler).split("\n")
    if len(source) == 1:
        filled[-1] += source[0][len(mark) + len(block.content) :]
    return [f"{_under(mark) if n else mark}{line}" for n, line in enumerate(filled)]


def _row(cells: Sequence[Token], filler: Filler, source: Lines) -> Lines:
    """Fill the cells of a table's row, in which a bar of the text is escaped."""
    edits, end = [], 0
    for cell in cells:
        text = cell.content.replace("|", r"\|")
        start = source[0].find(text, end)
        end = start + len(text)
        edits.append((start, end, _filled(cell, filler).replace("|", r"\|")))
    return [spliced(source[0], edits)]


def _mark(block: Token, source: Lines) -> str:
    """Return what stands before a block's text: the marks of quotes, items and headings."""
    text = block.content.partition("\n")[0]
    return source[0][: max(source[0].rfind(text), 0)].expandtabs(4)


def _filled(block: Token, filler: Filler, between: Callable[[str], str] = str) -> str:
    edits = sorted(_edits(block, filler), key=itemgetter(0))
    return spliced(block.content, edits, between)


def _edits(block: Token, filler: Filler) -> Iterator[Edit]:
    for mark in block.meta["marks"]:
        match mark:
            case Slot():
                yield mark.start, mark.end, filler.number(mark)
            case Claim():
                yield mark.start, mark.words_start, ""
                yield mark.words_end, mark.end, filler.judged(mark)
            case Link():
                yield mark.start, mark.start + 1, ""
                yield mark.words_end, mark.end, filler.linked(mark)
            case BareBrace():
                yield mark.start, mark.start + 1, ""
            case LineEnd():
                yield mark.start, mark.end, "\n"
