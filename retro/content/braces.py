"""How one brace is read inside a line: as a slot, with the words before it as a claim, or not."""

import re
from typing import cast

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from retro.content.comparison import EXAMPLE, Comparison, Fault, compares, comparison
from retro.content.marks import Claim, Slot
from retro.content.reading import BRACE, Reading
from retro.content.slot import Named, named
from retro.outline.chapters import CHAPTERS

_NEITHER = (
    "write {backlog.verified}, {backlog.verified @ M-2}, {chart backlog.by_state_daily}, "
    rf"{EXAMPLE}, or \{{ for a brace"
)


_ADDRESS = re.compile(r"\(\s*([^()]*?)\s*\)")
_FILES = (".html", ".csv", ".json", ".md")
_PREFIXES = {outline.prefix for outline in CHAPTERS if outline.prefix}


def reading(state: StateCore | StateInline) -> Reading:
    """Return what is known of the chapter that is read."""
    return cast("Reading", state.env["reading"])


def slot(state: StateInline, silent: bool) -> bool:
    """Read one brace, as a rule of markdown-it; code, escapes and claims have taken theirs."""
    brace = BRACE.match(state.src, state.pos, state.posMax)
    if brace is None:
        return False
    if not silent:
        reading(state).show("{", state.pos)
        inside = _inside(brace)
        name = None if compares(inside) else named(inside)
        if name:
            _slot(state, name, brace.end())
        else:
            what, hint = _neither(brace.group().splitlines()[0], inside)
            reading(state).fault(state.pos, what, hint)
    state.pos = brace.end()
    return True


def claim(state: StateInline, silent: bool) -> bool:
    """Read one claim, its words as Markdown, as a rule of markdown-it."""
    if state.src[state.pos] != "[" or not reading(state).has_claims:
        return False
    close = state.md.helpers.parseLinkLabel(state, state.pos)
    words = state.src[state.pos + 1 : max(close, 0)]
    brace = BRACE.match(state.src, close + 1, state.posMax) if words.strip() else None
    if brace is None or isinstance(compared := comparison(_inside(brace)), Fault):
        return False
    if not silent:
        _claim(state, words, compared, brace)
    state.pos = brace.end()
    return True


def meant(state: StateInline, silent: bool) -> bool:
    """Note a number or a comparison that stands as a link's address, as a rule of markdown-it.

    It takes nothing: Markdown would show a link to nowhere, or the signs as they were typed.
    """
    if state.src[state.pos] != "[" or silent or "](" not in state.src:
        return False
    close = state.md.helpers.parseLinkLabel(state, state.pos)
    address = _ADDRESS.match(state.src, close + 1, state.posMax) if close >= 0 else None
    if address and (form := _form(state.src[state.pos : close + 1], address[1])):
        what = f"{address.group()}: a number stands where a link's address would"
        reading(state).fault(address.start(), what, f"you mean {form}?")
    return False


def _form(words: str, address: str) -> str:
    """Return what was meant by words in brackets and an address, or nothing if a link was."""
    if compares(address):
        compared = comparison(address)
        return "" if isinstance(compared, Fault) else f"{words}{{{compared}}}"
    name = named(address)
    if not name or name.name.endswith(_FILES):
        return ""
    return f"{{{name}}}" if name.name.partition(".")[0] in _PREFIXES else ""


def _inside(brace: re.Match[str]) -> str:
    return brace.group()[1:-1].strip()


def _neither(shown: str, inside: str) -> tuple[str, str]:
    """Say why a brace is neither slot nor claim, and what to write."""
    if not compares(inside):
        return f"{shown} is neither a number nor a picture", _NEITHER
    fault = comparison(inside)
    if isinstance(fault, Fault):
        return f"{shown}: {fault.what}", fault.hint
    hint = f"write the words in brackets right before it: {EXAMPLE}"
    return f"{shown}: a comparison stands here without words", hint


def _slot(state: StateInline, name: Named, end: int) -> None:
    read, start = reading(state), state.pos
    if state.linkLevel:
        hint = "end the link before: a number is one itself"
        read.fault(start, f"{name} stands inside a link", hint)
    elif name.kind != "fact" and not read.fills(start, end):
        hint = "give it a paragraph of its own"
        read.fault(start, f"{{{name}}} stands inside a sentence", hint)
    slot = Slot(
        name=name.name,
        when=name.when,
        kind=name.kind,
        start=start + read.offset,
        end=end + read.offset,
        where=read.where(start),
    )
    read.marks.append(slot)
    state.push("slot" if name.kind == "fact" else "block", "", 0).meta = {"slot": slot}


def _claim(state: StateInline, words: str, compared: Comparison, brace: re.Match[str]) -> None:
    read, start, last = reading(state), state.pos, state.posMax
    if read.in_claim:
        what = f"{brace.group()}: a claim stands inside the words of another"
        read.fault(brace.start(), what, "make two claims of it")
    read.show("{", brace.start())
    before, read.in_claim = len(read.marks), True
    opened = state.push("claim_open", "span", 1)
    state.pos, state.posMax = start + 1, start + 1 + len(words)
    state.md.inline.tokenize(state)
    state.posMax, read.in_claim = last, False
    state.push("claim_close", "span", -1)
    state.push("check", "", 0)
    claim = Claim(
        comparison=compared,
        source=words,
        slots=tuple(mark for mark in read.marks[before:] if isinstance(mark, Slot)),
        start=start + read.offset,
        end=brace.end() + read.offset,
        where=read.where(brace.start()),
    )
    read.marks.append(claim)
    opened.meta = {"claim": claim}
