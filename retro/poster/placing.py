"""Where the words of the first screen's picture stand: in sight, and no two upon each other."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from retro.poster.shapes import Label


class Room(Struct, frozen=True, kw_only=True):
    """The size of the picture in CSS pixels; a narrow one leaves out what labels say further."""

    width: float
    height: float
    narrow: bool = False


ROOMS = (
    Room(width=520, height=211),
    Room(width=870, height=211),
    Room(width=370, height=211, narrow=True),
    Room(width=540, height=211, narrow=True),
    Room(width=225, height=150, narrow=True),
    Room(width=530, height=150, narrow=True),
)
"""The least and the greatest picture of each kind that poster.css makes.

Words keep their size between two of a kind, so what is apart at both ends is apart everywhere.
"""

_BIG, _PLAIN, _SMALL = (18.5, 20.8), (13.0, 15.6), (12.0, 14.4)
_LETTERS = {"start": _BIG, "end": _BIG, "day": _SMALL, "zero": _SMALL}
"""The size of letters and the height of a line; the big figures are of a slimmer face."""
_SLIM, _LETTER, _CAPITAL, _WIDE = 0.38, 0.58, 0.74, 1.0
"""How broad letters are at most in the faces of themes/default, as a share of their size."""
_GAP, _ASIDE, _APART = 7.0, 11.0, 3.0
_BEYOND = (-3.0, -27.0, 46.0, 24.0)
"""How far words may stand out on the left, above, on the right and below."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Boxes = tuple[Box | None, ...]
"""What a label takes in each of the rooms."""


def placed(
    wishes: Iterable[Sequence[Label]], points: Sequence[tuple[float, float]]
) -> list[Label]:
    """Return of each wish the best of its labels that has room, or none.

    Args:
        wishes: Places for the same words, the dearest first; earlier wishes go first.
        points: Of the lines, in hundredths; words had better not stand on them.
    """
    return list(_chosen(tuple(map(tuple, wishes)), tuple(sorted(points))))


@lru_cache(maxsize=64)  # the same screen is made to be checked, to be shown, and for the card
def _chosen(
    wishes: tuple[tuple[Label, ...], ...], points: tuple[tuple[float, float], ...]
) -> tuple[Label, ...]:
    chosen: list[tuple[Label, Boxes]] = []
    for places in wishes:
        each = ((label, tuple(box(label, room) for room in ROOMS)) for label in places)
        free = [place for place in each if _free(place[1], [taken for _, taken in chosen])]
        chosen += sorted(free, key=lambda place: _covered(place[1], points))[:1]
    return tuple(label for label, _ in chosen)


def around(label: Label, *downs: str) -> Iterator[Label]:
    """Yield a label at each side of its point: above it, below it or beside it, as asked for."""
    for down in downs:
        for across in ("rightward", "leftward", *(["amid"] if down != "beside" else [])):
            yield replace(label, across=across, down=down)


def box(label: Label, room: Room) -> Box | None:
    """Return what a label takes of a picture, if it is shown there."""
    text = label.text + ("" if room.narrow else label.more)
    size, high = _LETTERS.get(label.kind, _PLAIN)
    broad = size * _broad(text) + (2 * _GAP if label.kind == "occasion" else 0)
    aside = _ASIDE if label.down == "beside" else 0
    x, y = room.width * label.left / 100, room.height * label.top / 100
    left = x + {"rightward": aside, "leftward": -aside - broad, "amid": -broad / 2}[label.across]
    top = y + {"above": -_GAP - high, "below": _GAP, "beside": -high / 2}[label.down]
    return (left, top, left + broad, top + high) if text else None


def meet(one: Box | None, other: Box | None, apart: float = 0) -> bool:
    """Tell whether two boxes overlap, or are nearer to each other than they should be."""
    if one is None or other is None:
        return False
    return all(one[n] < other[n + 2] + apart and other[n] < one[n + 2] + apart for n in (0, 1))


@lru_cache(maxsize=256)  # words have many places, in rooms of several sizes
def _broad(text: str) -> float:
    return sum(map(_breadth, text))


@cache
def _breadth(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    if letter in "fijlrt ,.:":
        return _SLIM
    return _CAPITAL if letter.isupper() or letter in "→±%" else _LETTER


def _free(here: Boxes, chosen: Sequence[Boxes]) -> bool:
    return all(
        _inside(one, room) and not any(meet(one, taken[n], _APART) for taken in chosen)
        for n, (one, room) in enumerate(zip(here, ROOMS, strict=True))
    )


def _inside(here: Box | None, room: Room) -> bool:
    left, above, right, below = _BEYOND
    return here is None or (
        here[0] >= left
        and here[1] >= above
        and here[2] <= room.width + right
        and here[3] <= room.height + below
    )


def _covered(here: Boxes, points: Sequence[tuple[float, float]]) -> int:
    """Count the points of lines that a label would hide."""
    return sum(_within(one, room, points) for one, room in zip(here, ROOMS, strict=True))


def _within(here: Box | None, room: Room, points: Sequence[tuple[float, float]]) -> int:
    """Count the points in a box, of points in the order of their days."""
    if here is None:
        return 0
    left, right = (100 * here[n] / room.width for n in (0, 2))
    top, bottom = (100 * here[n] / room.height for n in (1, 3))
    first, last = bisect_right(points, (left, inf)), bisect_left(points, (right,))
    return len([y for _, y in points[first:last] if top < y < bottom])
