"""The calendar: a box for each day, and signs at the days that stand out."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import isnan

from msgspec import Struct

from retro.draw.canvas import Box, Canvas, Ink
from retro.draw.hints import week_of
from retro.draw.look import Look
from retro.draw.numbers import floors
from retro.draw.spacing import plain
from retro.draw.steps import RAMP, Steps, steps
from retro.draw.uprights import UPRIGHT
from retro.draw.weeks import Narrow, Wide
from retro.model.facts import Mark, Series
from retro.model.time import DAY
from retro.outline import words

BOLD, DASHED, THIN = "bold ring", "dashed ring", "thin ring"
RINGS = {"review day": BOLD, "sprint": BOLD, "clean-up day": DASHED} | dict.fromkeys(UPRIGHT, THIN)
"""Which ring a day of each kind has; kinds that are not here have none."""

_NONE, _UNKNOWN = "none", "unknown"
_EDGES = {
    _NONE: Ink(stroke="muted", breadth=0.75, joint="miter"),
    _UNKNOWN: Ink(stroke="muted", breadth=0.75, joint="miter"),
    THIN: Ink(stroke="muted", joint="miter"),
    DASHED: Ink(stroke="ink", breadth=1.75, joint="miter", dash=(2.625, 2.1875)),
    BOLD: Ink(stroke="ink", breadth=1.75, joint="miter"),
}
"""What has an edge and is not filled, from the lowest to the uppermost."""

_PARTS = dict(zip((_NONE, *RAMP), (0.2, 0.45, 0.6, 0.74, 0.87, 1), strict=True))
"""How far a box fills the room of its day: size says again what colour says."""

_PITCH = 22.0
_KEY = 5.5
_AROUND = 1.75

Key = Sequence[tuple[str, str]]
"""What entries of the key show, and their words."""


class Drawn(Struct, frozen=True, kw_only=True):
    """The numbers of a calendar, its marks, and the steps of its ramp."""

    numbers: Mapping[date, float]
    marks: tuple[Mark, ...]
    scale: Steps

    def looks(self, day: date) -> str:
        """Return what the box of a day looks like: a role, empty, or unknown."""
        number = self.numbers[day]
        if isnan(number):
            return _UNKNOWN
        return self.scale.role(number) if number > 0 else _NONE

    def said(self, monday: date) -> str:
        """Say the numbers of a week's days."""
        days = [day for n in range(7) if (day := monday + n * DAY) in self.numbers]
        numbers = ((day, self.numbers[day]) for day in days)
        known = ((day, None if isnan(number) else number) for day, number in numbers)
        return ", ".join(f"{day:%a} {words.cell(number)}" for day, number in known)

    def key(self, unit: str) -> tuple[Key, Key, Key]:
        """Return what each entry of the key shows, with its words: title, boxes, signs."""
        boxes = [(_NONE, "0"), *self.scale.labels]
        if any(map(isnan, self.numbers.values())):
            boxes.append((_UNKNOWN, words.UNKNOWN))
        kinds = {
            sign: dict.fromkeys(mark.kind for mark in self.marks if RINGS[mark.kind] == sign)
            for sign in (BOLD, DASHED, THIN)
        }
        signs = [(sign, ", ".join(sorted(some))) for sign, some in kinds.items() if some]
        return [("", f"{plain(unit)} a day")], boxes, signs


def day_grid(series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False) -> Canvas:
    """Draw a box for each day, the further on a ramp of colours the more, week by week.

    The lines of the series are summed up. A day with a None is struck out; days that the series
    does not have stay empty.

    Args:
        series: Along days.
        marks: Days to point out; those outside the series, and meetings, are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen: then weeks are rows.
    """
    drawn = _drawn(series, marks)
    groups = drawn.key(series.unit)
    key = [entry for group in groups for entry in group]
    weeks = (Narrow if narrow else Wide)(
        days=tuple(drawn.numbers),
        marks=drawn.marks,
        release=series.release,
        key=tuple(tuple(words for _, words in group) for group in groups),
        size=look.sheet.size,
    )
    canvas = Canvas(breadth=weeks.breadth, height=weeks.height, sheet=look.sheet)
    _boxes(canvas, _spots(drawn, weeks, key))
    canvas.words += weeks.words()
    for one in weeks.uprights():
        canvas.fly(one, weeks.head + 2, weeks.over(one.flag.row))
    for monday in weeks.mondays:
        said = f"{week_of(monday, series.release)}: {drawn.said(monday)}"
        canvas.strip(said, *weeks.strip(monday))
    return canvas


def _spots(drawn: Drawn, weeks: Wide | Narrow, key: Key) -> dict[str, list[Box]]:
    """Return the boxes of each look: those of the days, those of the key, and rings."""
    found: dict[str, list[Box]] = {sign: [] for sign in ("", *RAMP, *_EDGES)}
    pitch = min(*weeks.pitch, _PITCH)
    half = (pitch - min(6, 0.3 * pitch)) / 2
    for day in drawn.numbers:
        look = drawn.looks(day)
        found[look].append(_around(*weeks.cell(day), half * _PARTS.get(look, 1)))
    for mark in drawn.marks:
        ring = _around(*weeks.cell(mark.day), half + _AROUND)
        found[RINGS[mark.kind]].append(ring)
    for (sign, _), (x, y) in zip(key, weeks.signs(), strict=True):
        found[sign].append(_around(x + _KEY, y, _KEY * _PARTS.get(sign, 1)))
    return found


def _around(x: float, y: float, half: float) -> Box:
    return x - half, y - half, x + half, y + half


def _boxes(canvas: Canvas, spots: dict[str, list[Box]]) -> None:
    """Draw all boxes: the ramp is filled, all others have an edge alone."""
    for role in RAMP:
        canvas.fill(spots[role], Ink(fill=role))
    for sign, edge in _EDGES.items():
        canvas.fill(spots[sign], edge)
    for left, foot, right, head in spots[_UNKNOWN]:
        canvas.rule((left, right), (foot, head), "muted", 0.75)


def _drawn(series: Series, marks: Sequence[Mark]) -> Drawn:
    days = [day for day in series.x if isinstance(day, date)]
    sums = floors(series)[-1]
    numbers = dict(zip(days, sums, strict=True)) or {series.moment.date(): float("nan")}
    return Drawn(
        numbers=numbers,
        marks=tuple(mark for mark in marks if mark.day in numbers and mark.kind in RINGS),
        scale=steps(max((n for n in sums if not isnan(n)), default=0)),
    )
