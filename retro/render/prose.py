"""The PTL's words as HTML: every slot filled, every claim held against the record."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from markdown_it.token import Token
from markupsafe import Markup
from msgspec import Struct

from retro.content import Claim, Slot, claims, place, slots
from retro.errors import ContentError
from retro.model.team import Chapter
from retro.render.markdown import reader


class Judged(Struct, frozen=True):
    """What is said of a claim: its outcome in a word, a mark after its words, a note below."""

    outcome: str
    mark: Markup
    note: Markup


class Filler(Protocol):
    """Who knows what stands in a slot, and what a claim is worth; a ContentError says `where`."""

    def number(self, slot: Slot, where: str) -> Markup:
        """Return the markup of a number."""

    def text(self, slot: Slot, where: str) -> str:
        """Return a number as plain text."""

    def block(self, slot: Slot, where: str) -> Markup:
        """Return the markup of a figure, a table or a list."""

    def judged(self, claim: Claim, words: str, chapter: Chapter, where: str) -> Judged:
        """Return what is said of a claim."""


def prose(chapter: Chapter, filler: Filler) -> Markup:
    """Return a chapter's words as HTML.

    What is to be said of a claim stands after the outermost block that holds it: below its
    paragraph, list or table.

    Raises:
        ContentError: A slot or a claim names nothing that is known, or stands where it can't.
    """
    markdown = reader()
    env = {"docId": f"_{chapter.key}"}  # no chapter's name has an underscore
    scribe = _Scribe(chapter, filler)
    tokens = list(scribe.filled(markdown.parse(chapter.text, env)))
    return Markup(markdown.renderer.render(tokens, markdown.options, env))


class _Scribe:
    """Fills the tokens of one chapter."""

    def __init__(self, chapter: Chapter, filler: Filler) -> None:
        self._chapter = chapter
        self._filler = filler
        self._met: Counter[str] = Counter()
        self._notes: list[Markup] = []

    def filled(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """Yield the tokens filled, and notes on claims between the outermost blocks."""
        depth = 0
        for token in tokens:
            self._fill(token)
            yield token
            depth += token.nesting
            if self._notes and not depth:
                yield Token("findings", "", 0, content=Markup("\n").join(self._notes))
                self._notes.clear()
        self._refuse_lost()

    def _fill(self, block: Token) -> None:
        first = self._chapter.line + (block.map[0] if block.map else 0)
        children = block.children or []
        linked = 0
        for index, token in enumerate(children):
            linked += token.nesting if token.type.startswith("link_") else 0
            found = token.meta.get("slot") or token.meta.get("claim")
            where = f"{self._chapter.path}:{first + (found.line - 1 if found else 0)}"
            if token.type == "image":
                raise _no_image(token, where)
            if not found:
                continue
            if linked:
                raise _linked(found, where)
            self._met[_key(found)] += 1
            if isinstance(found, Slot):
                token.content = self._slot(token, found, where)
            else:
                end = next(n for n in range(index, len(children)) if children[n].type == "check")
                self._claim(children[index : end + 1], found, where)

    def _slot(self, token: Token, slot: Slot, where: str) -> Markup:
        if slot.kind == "fact":
            return self._filler.number(slot, where)
        if "alone" not in token.meta:
            raise ContentError(
                f"{token.content} stands inside a sentence",
                where=where,
                hint="give it a paragraph of its own",
            )
        return self._filler.block(slot, where)

    def _claim(self, tokens: Sequence[Token], claim: Claim, where: str) -> None:
        """Mark a claim, whose tokens these are, its check the last."""
        words = "".join(self._text(token, where) for token in tokens)
        judged = self._filler.judged(claim, " ".join(words.split()), self._chapter, where)
        tokens[0].attrSet("class", "claim")
        tokens[0].attrSet("data-outcome", judged.outcome)
        tokens[-1].content = judged.mark
        if judged.note:
            self._notes.append(judged.note)

    def _text(self, token: Token, where: str) -> str:
        if "slot" in token.meta:
            return self._filler.text(token.meta["slot"], where)
        return " " if token.type.endswith("break") else token.content

    def _refuse_lost(self) -> None:
        """Refuse words that nobody would read, such as those of a footnote without a mark."""
        text = self._chapter.text
        written: tuple[Slot | Claim, ...] = (*slots(text), *claims(text))
        for found in written:
            self._met[_key(found)] -= 1
            if self._met[_key(found)] < 0:
                raise ContentError(
                    f"{_key(found)} stands where nothing is shown of it",
                    where=place(self._chapter, found),
                    hint="take it out of code, a link's address, or a list's or line's end",
                )


def _key(found: Slot | Claim) -> str:
    """Return what is the same for a slot or a claim however its line is broken."""
    if isinstance(found, Claim):
        return str(found.comparison)
    kind = "" if found.kind == "fact" else f"{found.kind} "
    return f"{kind}{found.name} @ {found.when}" if found.when else f"{kind}{found.name}"


def _linked(found: Slot | Claim, where: str) -> ContentError:
    what = f"{_key(found)} stands inside a link"
    return ContentError(what, where=where, hint="end the link before: a number is one itself")


def _no_image(token: Token, where: str) -> ContentError:
    return ContentError(
        f"the picture {token.attrGet('src')} is not drawn from the record",
        where=where,
        hint="write {chart NAME} alone in a paragraph, or link to the picture",
    )
