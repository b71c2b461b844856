"""Markdown as plain text of 72 columns: its source already reads well, so it is only wrapped."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from textwrap import wrap
from typing import Protocol

from retro.content import Claim, Slot, claims, slots
from retro.outline.words import NBSP

WIDTH = 72

VERBATIM = "\0"
"""Begins a line that stands as it is; no text of others has this character."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"(?P<mark> *(?:[-*+]|\d+[.)]|>|\[\^[^]]+\]:|:) +)(?P<text>.*)")
_VERBATIM = re.compile(r"\||#{1,6} | {4}|(?:[-*_] *){3,}$")


class Sayer(Protocol):
    """Who knows what to say in the place of a slot, and after the words of a claim."""

    def said(self, slot: Slot) -> str:
        """Return what stands in a slot's place."""

    def judged(self, claim: Claim) -> str:
        """Return what follows the words of a claim."""


def filled(text: str, sayer: Sayer) -> str:
    """Return Markdown with slots replaced by words, claims by theirs, escaped braces bare."""
    out, end = [], 0
    for start, stop, words in sorted(_edits(text, sayer), key=itemgetter(0)):
        out += [text[end:start], words]
        end = stop
    return re.sub(r"\\([{}])", r"\1", "".join([*out, text[end:]]))


def _edits(text: str, sayer: Sayer) -> Iterator[tuple[int, int, str]]:
    for slot in slots(text):
        yield slot.start, slot.end, sayer.said(slot)
    for claim in claims(text):
        yield claim.start, claim.words_start, ""
        yield claim.words_end, claim.end, sayer.judged(claim)


def wrapped(text: str) -> str:
    """Return Markdown with its paragraphs, items and quotes wrapped; the rest stands as it is."""
    blocks = (line for lines in _blocks(text) for line in _block(lines))
    return "\n".join(blocks).strip("\n").replace(NBSP, " ")


def paragraph(text: str, mark: str = "") -> list[str]:
    """Return one paragraph as lines, the later ones under the text that follows its mark."""
    under = "> " if mark.strip() == ">" else " " * len(mark)
    return wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=under,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _blocks(text: str) -> Iterator[list[str]]:
    """Cut a text into runs of lines that are wrapped together, or kept together."""
    fence, number = "", 0
    keyed: list[tuple[int, str]] = []
    for line in text.splitlines():
        opens = _FENCE.match(line)
        inside = bool(fence)
        if opens and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else opens[1]
        alone = inside or bool(opens) or _stands_alone(line)
        starts = alone or not keyed or _stands_alone(keyed[-1][1]) or bool(_ITEM.match(line))
        number += starts
        keyed.append((number, f"{VERBATIM}{line}" if inside or opens else line))
    for _, run in groupby(keyed, key=lambda pair: pair[0]):
        yield [line for _, line in run]


def _stands_alone(line: str) -> bool:
    return not line.strip() or line.startswith(VERBATIM) or bool(_VERBATIM.match(line))


def _block(lines: list[str]) -> list[str]:
    if _stands_alone(lines[0]):
        return [line.removeprefix(VERBATIM) for line in lines]
    item = _ITEM.match(lines[0])
    first = item["text"] if item else lines[0]
    rest = [line.strip() for line in lines[1:]]
    return paragraph(" ".join([first, *rest]), item["mark"] if item else "")
