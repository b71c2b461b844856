"""Where words go so that none covers another; in pixels, without Matplotlib."""

import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from statistics import fmean as mean
from typing import Literal
from unicodedata import east_asian_width

from msgspec import Struct

ROWS = 3
LEADING = 1.2
_EM = 0.57  # the mean width of a letter in a wide sans-serif: readers' fonts are unknown
_SLIM, _BROAD = frozenset("fijlrtI.,:;'’!|()[]·- \N{NO-BREAK SPACE}"), frozenset("mwMW%@—")
_GAP = 4.0
_HAIR = 1e-6  # what is lost in adding and taking away


Side = Literal["left", "center", "right"]
"""Which end of some words stands at a place, or their middle."""


class Word(Struct, frozen=True):
    """Words in a picture: where they begin, end, or have their middle, on which base line.

    Without a size they are as large as most.
    """

    text: str
    x: float
    y: float
    ha: Side = "left"
    role: str = "muted"
    size: float = 0
    bold: bool = False
    serif: bool = False


class Flag(Struct, frozen=True):
    """Words that fly from an upright: in which row, and on which side of it."""

    row: int
    leftward: bool


_CHOICES = tuple(Flag(row, leftward) for row in range(ROWS) for leftward in (False, True))


@lru_cache(maxsize=4096)  # a layout asks for the same words again and again
def plain(text: str) -> str:
    """Return a text as one line of characters that XML and a page can show."""
    # XML 1.0 has no place for control characters, not even escaped.
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """Estimate how wide a line of text is in a reader's font."""
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    """Estimate the width of a letter; those of the widest scripts fill a square."""
    if east_asian_width(letter) in "FW":
        return 1.0
    if letter in _SLIM or letter in _BROAD:
        return 0.36 if letter in _SLIM else 0.95
    return 0.72 if letter.isupper() else 0.6


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """Break a text at its spaces into lines that fit a room."""
    columns = max(1, int(room / (size * _EM)))
    return tuple(textwrap.wrap(text, columns)) or ("",)


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Push labels apart: return their middles, in order, none below `low` or above `high`.

    Labels that want the same place share the push; if there is too little room for all, they
    leave at the bottom.
    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    below = dict(zip(order, accumulate((heights[n] for n in order), initial=0.0), strict=False))
    slack = high - sum(heights)
    starts = _rising(wanted[n] - heights[n] / 2 - below[n] for n in order)
    middles = list(wanted)
    for n, start in zip(order, starts, strict=True):
        middles[n] = min(max(start, low), slack) + below[n] + heights[n] / 2
    return middles


def _rising(values: Iterable[float]) -> list[float]:
    """Return the nearest numbers that never fall: neighbours in the wrong order share a mean."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and mean(pools[-2]) > mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    return [mean(pool) for pool in pools for _ in pool]


def flags(
    uprights: Sequence[tuple[float, float]], end: float, taken: float = 0.0
) -> list[Flag | None]:
    """Place words at uprights, in rows above a plot; None where there is no room.

    Args:
        uprights: For each its x and the width of its words; those that matter most first.
        end: How far words may reach to the right; to the left it is 0.
        taken: How much of the lowest row is taken already, from the left.
    """
    rows: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
    rows[0].append((0.0, taken))
    placed: list[Flag | None] = []
    for x, room in uprights:
        others = [(other, other) for other, _ in uprights if other != x]
        fitting = [flag for flag in _CHOICES if _fits(flag, x, room, end, rows)]
        flag = min(fitting, key=lambda f: _bars_way(f, x, room, others), default=None)
        placed.append(flag)
        if flag:
            for row in range(flag.row):
                rows[row].append((x, x))
            rows[flag.row].append(_extent(flag, x, room))
    return placed


def _extent(flag: Flag, x: float, room: float) -> tuple[float, float]:
    return (x - room - _GAP, x) if flag.leftward else (x, x + room + _GAP)


def _fits(
    flag: Flag, x: float, room: float, end: float, rows: list[list[tuple[float, float]]]
) -> bool:
    low, high = _extent(flag, x, room)
    if low < 0 or high > end:
        return False
    return _free(rows[flag.row], low, high) and all(_free(r, x, x) for r in rows[: flag.row])


def _bars_way(flag: Flag, x: float, room: float, others: list[tuple[float, float]]) -> bool:
    """Tell whether words in the lowest row would leave another upright no row at all."""
    return flag.row == 0 and not _free(others, *_extent(flag, x, room))


def _free(row: list[tuple[float, float]], low: float, high: float) -> bool:
    return all(high + _GAP <= first or last + _GAP <= low for first, last in row)


def elided(text: str, room: float, size: float) -> str:
    """Return a text that fits a room, cut at its end where it would not."""
    if width(text, size) <= room + _HAIR:
        return text
    cuts = (f"{text[:length].rstrip()}…" for length in range(len(text) - 1, 0, -1))
    return next((cut for cut in cuts if width(cut, size) <= room), "…")


def flowed(widths: Sequence[float], room: float, gap: float) -> list[tuple[float, int]]:
    """Place things in rows from left to right: return where each begins, and in which row."""
    placed: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for one in widths:
        if x and x + one > room:
            x, row = 0.0, row + 1
        placed.append((x, row))
        x += one + gap
    return placed


def thinned(extents: Sequence[tuple[float, float]]) -> list[int]:
    """Return which of some labels in a row can stand, from the left, so that none touch."""
    kept: list[int] = []
    for n, (low, _) in enumerate(extents):
        if not kept or extents[kept[-1]][1] + _GAP <= low:
            kept.append(n)
    return kept
