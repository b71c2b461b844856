"""The writer's words as HTML: every slot filled, every claim held against the record."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct

from retro.content import Chapter, Claim, Slot

CHAPTER_LEVEL = 2

FILLED = ("slot", "block", "check", "findings")
"""Tokens whose content is markup made elsewhere: numbers, figures, what claims are worth."""


class Judged(Struct, frozen=True):
    """What is said of a claim: its outcome in a word, a mark after its words, a note below."""

    outcome: str
    mark: Markup
    note: Markup


class Filler(Protocol):
    """Who knows what stands in a slot, and what a claim is worth."""

    def number(self, slot: Slot) -> Markup:
        """Return the markup of a number."""

    def text(self, slot: Slot) -> str:
        """Return a number as plain text."""

    def block(self, slot: Slot) -> Markup:
        """Return the markup of a figure, a table or a list."""

    def judged(self, claim: Claim, words: str, chapter: Chapter) -> Judged:
        """Return what is said of a claim."""


def prose(chapter: Chapter, filler: Filler) -> Markup:
    """Return a chapter's words as HTML.

    What is to be said of a claim stands after the outermost block that holds it: below its
    paragraph, list or table.

    Raises:
        ContentError: A slot or a claim names nothing that is known.
    """
    tokens = [*_Scribe(chapter, filler).filled()]
    writer, names = _writer(), {"docId": f"_{chapter.key}"}  # no chapter's name has an underscore
    return Markup(writer.renderer.render(tokens, writer.options, names))


def plain(chapter: Chapter, filler: Filler) -> str:
    """Return a chapter's first paragraph as plain text, slots filled; empty where it has none."""
    tokens = chapter.prose.tokens
    opened = next((n for n, one in enumerate(tokens) if one.type == "paragraph_open"), None)
    if opened is None or tokens[opened].level:
        return ""
    words = (_said(token, filler) for token in tokens[opened + 1].children or ())
    return " ".join("".join(words).split())


def _said(token: Token, filler: Filler) -> str:
    if slot := token.meta.get("slot"):
        return filler.text(slot) if token.type == "slot" else ""
    return " " if token.type.endswith("break") else token.content


@cache
def _writer() -> MarkdownIt:
    """Return a writer of tokens; what it could read nobody gives it."""
    markdown = MarkdownIt("commonmark").use(footnote_plugin)
    for kind in FILLED:
        markdown.add_render_rule(kind, _filled)
    return markdown


def _filled(
    _renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: object
) -> str:
    return tokens[index].content


class _Scribe:
    """Fills copies of a chapter's tokens: the chapter itself is read again by others."""

    def __init__(self, chapter: Chapter, filler: Filler) -> None:
        self._chapter = chapter
        self._filler = filler
        self._notes: list[Markup] = []

    def filled(self) -> Iterator[Token]:
        """Yield the tokens filled, and notes on claims between the outermost blocks."""
        depth = 0
        for token in _leveled(self._chapter.prose.tokens):
            children = token.children
            yield token.copy(children=[*self._line(children)]) if children else token
            depth += token.nesting
            if self._notes and not depth:
                yield Token("findings", "", 0, content=Markup("\n").join(self._notes))
                self._notes.clear()

    def _line(self, tokens: Sequence[Token]) -> Iterator[Token]:
        check = Markup()
        for index, token in enumerate(tokens):
            if slot := token.meta.get("slot"):
                fill = self._filler.number if token.type == "slot" else self._filler.block
                yield token.copy(content=fill(slot))
            elif claim := token.meta.get("claim"):
                judged = self._judged(claim, tokens[index:])
                check = judged.mark
                yield token.copy(attrs={"class": "claim", "data-outcome": judged.outcome})
            else:
                yield token.copy(content=check) if token.type == "check" else _guarded(token)

    def _judged(self, claim: Claim, tokens: Sequence[Token]) -> Judged:
        """Judge a claim, which the first of the tokens opens."""
        end = next(n for n, token in enumerate(tokens) if token.type == "check")
        words = "".join(_said(token, self._filler) for token in tokens[:end])
        judged = self._filler.judged(claim, " ".join(words.split()), self._chapter)
        if judged.note:
            self._notes.append(judged.note)
        return judged


def _guarded(token: Token) -> Token:
    """Keep servers that a link leads to from learning where the reader came from."""
    if token.type == "link_open" and urlsplit(str(token.attrGet("href"))).scheme:
        return token.copy(attrs=token.attrs | {"rel": "noreferrer"})
    return token


def _leveled(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens, headings set below the page's own and without a jump between levels."""
    heads = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    top, level = min(heads, default=1), CHAPTER_LEVEL
    for token in tokens:
        if token.type == "heading_open":
            wanted = int(token.tag[1:]) - top + CHAPTER_LEVEL + 1
            level = min(wanted, level + 1, 6)
        yield token.copy(tag=f"h{level}") if token.type.startswith("heading_") else token
