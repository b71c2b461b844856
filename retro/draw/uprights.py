"""Days that stand upright in a picture, with their words above it; without Matplotlib."""

from collections.abc import Callable, Iterable
from itertools import groupby

from msgspec import Struct

from retro.draw.spacing import Flag, flags, plain, width
from retro.model.facts import Mark

UPRIGHT = ("milestone", "freeze")
"""Kinds of marks that stand as uprights; every other kind is a small sign."""


class Upright(Struct, frozen=True):
    """The words of a day, its pixel on the x axis, and how its words fly."""

    words: str
    x: float
    flag: Flag


def uprights(
    marks: Iterable[Mark],
    x: Callable[[int], float],
    size: float,
    end: float,
    taken: float = 0.0,
) -> list[Upright]:
    """Return the days that stand as uprights, less those whose words find no room.

    Args:
        marks: Days of all kinds.
        x: Tells the pixel of a day's ordinal.
        size: The size of letters.
        end: How far words may reach to the right; to the left it is 0.
        taken: How much of the lowest row of words is taken already, from the left.
    """
    days = [(words, x(day)) for words, day in named(marks)]
    placed = flags([(at, width(words, size)) for words, at in days], end, taken)
    return [Upright(words, at, f) for (words, at), f in zip(days, placed, strict=True) if f]


def named(marks: Iterable[Mark]) -> list[tuple[str, int]]:
    """Return words and ordinal of each upright, milestones first, the latest before the others."""
    standing = sorted((m for m in marks if m.kind in UPRIGHT), key=lambda m: m.day, reverse=True)
    days = [(day, list(group)) for day, group in groupby(standing, key=lambda m: m.day)]
    days.sort(key=lambda pair: min(UPRIGHT.index(mark.kind) for mark in pair[1]))
    return [
        (" · ".join(dict.fromkeys(plain(mark.label) for mark in group)), day.toordinal())
        for day, group in days
    ]
