"""How prose is read: CommonMark with tables, footnotes, slots and claims, and without HTML.

What is said here of markdown-it-py holds for 4.3, and of its plugins for 0.7: both are locked.
"""

from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, backtick, escape, image, link, newline
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline

from retro.content import braces
from retro.content.braces import reading
from retro.content.marks import BareBrace, LineEnd, Link


def reader() -> MarkdownIt:
    """Return a reader of prose; its `env` must hold a `Reading` as `reading`.

    A slot is a token `slot`, or `block` where it makes a figure, a table or a list; a claim is
    `claim_open`, its words, `claim_close` and `check`. Their `meta` holds the slot or the claim;
    the `meta` of each block of prose holds all its `marks`, in order.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(footnote_plugin).use(deflist_plugin)
    markdown.core.ruler.at("inline", _blocks)
    inline = markdown.inline.ruler
    inline.before("link", "slot", braces.slot)
    inline.before("link", "claim", braces.claim)
    inline.before("link", "meant", braces.meant)
    inline.at("backticks", _code)
    inline.at("escape", _escape)
    inline.at("newline", _newline)
    inline.at("link", _link)
    inline.at("image", _image)
    inline.at("footnote_inline", _footnote)
    markdown.validateLink = _harmless  # type: ignore[method-assign,assignment]
    return markdown


def _harmless(address: str) -> bool:
    """Allow http, https and relative addresses; no mail, no script, no data."""
    return urlsplit(address).scheme in {"", "http", "https"} and not address.startswith("//")


def _blocks(state: StateCore) -> None:
    """Read the text of every block, in the place of markdown-it's own rule for it.

    That rule tells its inline rules nothing of the block: neither a StateInline nor an inline
    token knows a line (rules_core/inline.py). Footnotes are still where they were written; the
    plugin moves them after this, and gives those inside a sentence no lines (footnote_tail).
    """
    for before, block, after in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if block.type != "inline":
            continue
        read = reading(state)
        read.enter(block, lone=before.type == "paragraph_open")
        block.children = state.md.inline.parse(block.content, state.md, state.env, [])
        read.marks.sort(key=lambda mark: mark.start)
        if [child.type for child in block.children] == ["block"]:
            before.hidden = after.hidden = True


def _code(state: StateInline, silent: bool) -> bool:
    """Note the braces that a reader sees in code; a lone backtick is text, and has none."""
    start = state.pos
    taken = backtick(state, silent)
    if taken and not silent:
        reading(state).show(state.src[start : state.pos], start)
    return taken


def _escape(state: StateInline, silent: bool) -> bool:
    r"""Note braces that say themselves, and a line that a backslash ends (rules_inline/escape.py).

    No such brace counts as one of which nothing would be shown, so it need not be noted there.
    """
    start = state.pos
    taken = escape(state, silent)
    if taken and not silent:
        read, what = reading(state), state.src[start + 1]
        mark = LineEnd if what == "\n" else BareBrace if what in "{}" else None
        if mark:
            read.marks.append(mark(start + read.offset, state.pos + read.offset))
    return taken


def _newline(state: StateInline, silent: bool) -> bool:
    """Note a line that two spaces end: they are in no token (rules_inline/newline.py)."""
    start = state.pos
    taken = newline(state, silent)
    if taken and not silent and state.tokens[-1].type == "hardbreak":
        read = reading(state)
        read.marks.append(LineEnd(start + read.offset, state.pos + read.offset))
    return taken


def _link(state: StateInline, silent: bool) -> bool:
    """Note a link whose address stands behind its words; one by a name has it elsewhere."""
    start, opened = state.pos, len(state.tokens)
    taken = link(state, silent)
    if taken and not silent:
        words_end = state.md.helpers.parseLinkLabel(state, start, True)
        after = state.src[words_end + 1 : state.pos]
        if after.startswith("("):
            read, own = reading(state), state.tokens[opened:]
            address = next(one.attrGet("href") for one in own if one.type == "link_open")
            at = read.offset
            read.marks.append(Link(start + at, words_end + at, state.pos + at, str(address)))
    return taken


def _image(state: StateInline, silent: bool) -> bool:
    """Refuse pictures from elsewhere; an image's token has no line."""
    start = state.pos
    taken = image(state, silent)
    if taken and not silent:
        what = f"the picture {state.tokens[-1].attrGet('src')} is not drawn from the record"
        hint = "write {chart NAME} alone in a paragraph, or link to the picture"
        reading(state).fault(start, what, hint)
    return taken


def _footnote(state: StateInline, silent: bool) -> bool:
    """Note where a footnote inside a sentence begins: the plugin reads it as a text of its own."""
    read, before = reading(state), reading(state).offset
    read.offset += state.pos + len("^[")
    taken = footnote_inline(state, silent)
    read.offset = before
    return taken
