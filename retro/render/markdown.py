"""How the PTL's Markdown is read: CommonMark with tables, footnotes, slots and claims, no HTML."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from retro.content import Claim, Slot, claims, slots

CHAPTER_LEVEL = 2

FILLED = ("slot", "block", "check", "findings")
"""Tokens whose content is markup made elsewhere: numbers, figures, what claims are worth."""


def reader() -> MarkdownIt:
    """Return a reader and writer of prose.

    A slot is a token `slot`, or `block` where it makes a figure, a table or a list; a claim is
    `claim_open`, its words, `claim_close` and `check`. Their `meta` holds the slot or the claim.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(footnote_plugin).use(deflist_plugin)
    markdown.inline.ruler.before("link", "slot", _slot)
    markdown.inline.ruler.before("link", "claim", _claim)
    markdown.core.ruler.push("headings", _headings)
    markdown.core.ruler.push("blocks", _lone_blocks)
    markdown.core.ruler.push("outside", _outside)
    markdown.validateLink = _harmless  # type: ignore[method-assign,assignment]
    for kind in FILLED:
        markdown.add_render_rule(kind, _filled)
    return markdown


def _harmless(address: str) -> bool:
    """Allow http, https and relative addresses; no mail, no script, no data."""
    return urlsplit(address).scheme in {"", "http", "https"} and not address.startswith("//")


def _slot(state: StateInline, silent: bool) -> bool:
    """Read one slot; code and escapes never get here, other rules have taken them."""
    slot = _slots(state.src).get(state.pos) if state.src[state.pos] == "{" else None
    if slot is None:
        return False
    if not silent:
        token = state.push("slot" if slot.kind == "fact" else "block", "", 0)
        token.content = state.src[slot.start : slot.end]
        token.meta = {"slot": slot}
    state.pos = slot.end
    return True


def _claim(state: StateInline, silent: bool) -> bool:
    """Read one claim, its words as Markdown."""
    claim = _claims(state.src).get(state.pos) if state.src[state.pos] == "[" else None
    if claim is None or claim.end > state.posMax:
        return False
    if not silent:
        last = state.posMax
        state.push("claim_open", "span", 1).meta = {"claim": claim}
        state.pos, state.posMax = claim.words_start, claim.words_end
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push("claim_close", "span", -1)
        state.push("check", "", 0)
    state.pos = claim.end
    return True


@lru_cache(maxsize=1)
def _slots(text: str) -> Mapping[int, Slot]:
    """Return the slots of a paragraph by where they start; it is asked once for each of them."""
    return {slot.start: slot for slot in slots(text)}


@lru_cache(maxsize=1)
def _claims(text: str) -> Mapping[int, Claim]:
    """Return the claims of a paragraph by where they start."""
    return {claim.start: claim for claim in claims(text)}


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


def _lone_blocks(state: StateCore) -> None:
    """Lift a figure that fills a paragraph out of it: it is no part of a sentence."""
    for index, token in enumerate(state.tokens):
        children = token.children or []
        if [child.type for child in children] == ["block"]:
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


def _filled(
    _renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: object
) -> str:
    return tokens[index].content
