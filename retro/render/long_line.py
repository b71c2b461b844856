"""A measure over all cycles of a team: one line, broken where no cycle tells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from retro.model.origin import Origin, weakest
from retro.model.time import WEEK
from retro.outline.digest import Weekly, at_week
from retro.outline.words import day, number
from retro.render.cycle_before import MARKS
from retro.render.many_cycles import Volume
from retro.render.sparkline import Point, path

BREADTH, HEIGHT = 1000, 200
APART = timedelta(days=14)
"""What lies closer is joined: the weeks of a cycle, and its first to the release before it."""

_NARROW, _LETTER = 288, 7.5
"""How many pixels a small phone has for the line, and how many a letter takes at most."""

_STEPS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


class Told(Struct, frozen=True):
    """A day's value, None where it is not known; and that in words."""

    at: date
    value: float | int | None
    words: str


class Stretch(Struct, frozen=True):
    """One cycle of the line, with what is told that no cycle before it tells."""

    name: str
    origin: Origin
    points: tuple[Told, ...]


class Upright(Struct, frozen=True):
    """Where a cycle begins, in hundredths of the breadth; and its name, where there is room."""

    left: float
    name: str


class LongLine(Struct, frozen=True, kw_only=True):
    """A line over all cycles, from zero to `top`, and what it says in words, with their mark."""

    path: str
    uprights: tuple[Upright, ...]
    top: str
    sentence: str
    mark: str
    origin: str


def long_line(name: str, volumes: Sequence[Volume]) -> LongLine | None:
    """Join a measure of all cycles; None where fewer than two of them tell it.

    Args:
        name: Of the measure.
        volumes: A team's retrospectives, the newest first.
    """
    cycles = list(_stretches(name, volumes))
    if len(cycles) < 2:
        return None
    points = [point for one in cycles for point in one.points]
    field = Field(points)
    origin = weakest(*(one.origin for one in cycles))
    return LongLine(
        path=path(field.placed(points)),
        uprights=tuple(_uprights([(field.across(o.points[0].at), o.name) for o in cycles])),
        top=number(field.top),
        sentence=_sentence([point for point in points if point.value is not None]),
        mark=MARKS[origin],
        origin=origin.value,
    )


class Field:
    """Where the points of a line lie: days from left to right, values up from zero."""

    def __init__(self, points: Sequence[Told]) -> None:
        self.first = points[0].at
        self.days = max((points[-1].at - self.first).days, 1)
        self.top = rounded_up(max(point.value for point in points if point.value is not None))

    def across(self, at: date) -> float:
        """Return where a day lies, 0 to 1."""
        return (at - self.first).days / self.days

    def placed(self, points: Iterable[Told]) -> Iterator[Point | None]:
        """Yield the points; None where one is not known, and before one that is too far."""
        before = self.first
        for point in points:
            if point.at - before > APART:
                yield None
            before = point.at
            up = None if point.value is None else HEIGHT - HEIGHT * point.value / self.top
            yield None if up is None else (BREADTH * self.across(point.at), up)


def rounded_up(value: float) -> float | int:
    """Return the round number that is the next above a value: 200 for 165."""
    ten = 1
    while 10 * ten < value:
        ten *= 10
    return next(step * ten for step in _STEPS if step * ten >= value)


def _stretches(name: str, volumes: Sequence[Volume]) -> Iterator[Stretch]:
    """Yield the cycles of which anything is known, the oldest first; each day once."""
    reached = date.min
    for volume in reversed(volumes):
        weekly = volume.weekly(name)
        told = tuple(one for one in _told(volume, weekly) if one.at > reached)
        if any(one.value is not None for one in told):
            reached = told[-1].at
            yield Stretch(volume.cover.cycle_title, weekly.origin, told)


def _told(volume: Volume, weekly: Weekly) -> Iterator[Told]:
    values = weekly.lines[0].values if weekly.lines else ()
    for week, value in zip(weekly.weeks, values, strict=False):
        words = "" if value is None else at_week(weekly, week, value, weekly.unit)
        yield Told(volume.cover.release - week * WEEK, value, words)


def _uprights(starts: Sequence[tuple[float, str]]) -> Iterator[Upright]:
    """Yield where cycles begin; a name is left out where it would meet the one before it."""
    free = 0.0
    for left, name in starts:
        breadth = (len(name) + 1) * _LETTER / _NARROW
        room = free <= left and left + breadth <= 1
        free = left + breadth if room else free
        yield Upright(round(100 * left, 2), name if room else "")


def _sentence(known: Sequence[Told]) -> str:
    """Say where the line begins and ends, and its farthest points."""
    most, least = max(known, key=_value), min(known, key=_value)
    first, last, highest, lowest = (
        f"{one.words} on {day(one.at)}" for one in (known[0], known[-1], most, least)
    )
    return f"From {first} to {last}; at most {highest}, at least {lowest}."


def _value(point: Told) -> float | int:
    return 0 if point.value is None else point.value
