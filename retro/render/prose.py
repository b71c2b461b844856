"""The PTL's words: Markdown with slots for numbers and pictures, turned into HTML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from retro.content import Slot, slots
from retro.errors import ContentError
from retro.model.team import Chapter

CHAPTER_LEVEL = 2


class Filler(Protocol):
    """Who knows what stands in a slot."""

    def number(self, name: str, moment: str, where: str) -> Markup:
        """Return the markup of a number; ContentError names `where`."""

    def chart(self, name: str, where: str) -> Markup:
        """Return the markup of a figure; ContentError names `where`."""


def asked(chapters: Iterable[Chapter]) -> set[tuple[str, str]]:
    """Return the numbers that prose wants at a moment of their own: (name, moment)."""
    found = (slot for chapter in chapters for slot in slots(chapter.text))
    return {(slot.name, slot.moment) for slot in found if slot.kind == "fact" and slot.moment}


def prose(chapter: Chapter, filler: Filler) -> Markup:
    """Return a chapter's words as HTML, every slot filled.

    Raises:
        ContentError: A slot names nothing that is known, or stands where it can't.
    """
    markdown = _markdown()
    env = {"docId": f"_{chapter.key}"}  # no chapter's name has an underscore
    tokens = markdown.parse(chapter.text, env)
    _fill(tokens, filler, chapter)
    return Markup(markdown.renderer.render(tokens, markdown.options, env))


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(footnote_plugin).use(deflist_plugin)
    markdown.inline.ruler.before("link", "slot", _slot)
    markdown.core.ruler.push("headings", _headings)
    markdown.core.ruler.push("charts", _lone_charts)
    markdown.core.ruler.push("outside", _outside)
    markdown.validateLink = _harmless  # type: ignore[method-assign,assignment]
    for kind in ("slot", "chart"):
        markdown.add_render_rule(kind, _filled)
    return markdown


def _harmless(address: str) -> bool:
    """Allow http, https and relative addresses; no mail, no script, no data."""
    return urlsplit(address).scheme in {"", "http", "https"} and not address.startswith("//")


def _slot(state: StateInline, silent: bool) -> bool:
    """Read one slot; code and escapes never get here, other rules have taken them."""
    if state.src[state.pos] != "{":
        return False
    slot = _slots(state.src).get(state.pos)
    if slot is None:
        return False
    if not silent:
        token = state.push("chart" if slot.kind == "chart" else "slot", "", 0)
        token.content = state.src[slot.start : slot.end]
        token.meta = {"name": slot.name, "moment": slot.moment, "line": slot.line - 1}
    state.pos = slot.end
    return True


@lru_cache(maxsize=1)
def _slots(text: str) -> Mapping[int, Slot]:
    """Return the slots of a paragraph by where they start; it is asked once for each of them."""
    return {slot.start: slot for slot in slots(text)}


def _headings(state: StateCore) -> None:
    """Set a chapter's headings below the page's own, without a jump between levels."""
    heads = [token for token in state.tokens if token.type == "heading_open"]
    top = min((int(token.tag[1:]) for token in heads), default=1)
    level = CHAPTER_LEVEL
    for token in state.tokens:
        if token.type == "heading_open":
            wanted = int(token.tag[1:]) - top + CHAPTER_LEVEL + 1
            level = min(wanted, level + 1, 6)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"


def _lone_charts(state: StateCore) -> None:
    """Lift a picture that fills a paragraph out of it: a figure is no part of a sentence."""
    for index, token in enumerate(state.tokens):
        children = token.children or []
        if [child.type for child in children] == ["chart"]:
            before, after = state.tokens[index - 1], state.tokens[index + 1]
            if before.type == "paragraph_open":
                before.hidden = after.hidden = True
                children[0].meta["alone"] = True


def _outside(state: StateCore) -> None:
    """Keep servers that a link leads to from learning where the reader came from."""
    for token in _children(state.tokens):
        if token.type == "link_open" and urlsplit(str(token.attrGet("href"))).scheme:
            token.attrSet("rel", "noreferrer")


def _children(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _fill(tokens: Sequence[Token], filler: Filler, chapter: Chapter) -> None:
    for block in tokens:
        first = chapter.line + (block.map[0] if block.map else 0)
        for token in block.children or ():
            where = f"{chapter.path}:{first + token.meta.get('line', 0)}"
            if token.type == "image":
                raise _no_image(token, where)
            if token.type == "slot":
                token.content = filler.number(token.meta["name"], token.meta["moment"], where)
            if token.type == "chart":
                token.content = _chart(token, filler, where)


def _chart(token: Token, filler: Filler, where: str) -> Markup:
    if "alone" not in token.meta:
        raise ContentError(
            f"the picture {token.content} stands inside a sentence",
            where=where,
            hint="give it a paragraph of its own",
        )
    return filler.chart(token.meta["name"], where)


def _no_image(token: Token, where: str) -> ContentError:
    return ContentError(
        f"the picture {token.attrGet('src')} is not drawn from the record",
        where=where,
        hint="write {chart NAME} alone in a paragraph, or link to the picture",
    )


def _filled(
    _renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: object
) -> str:
    return tokens[index].content
