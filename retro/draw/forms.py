"""The forms of chart: each draws the numbers it is given and measures nothing."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retro.draw.axes import RISE
from retro.draw.canvas import Box, Canvas, Ink, corners, runs
from retro.draw.hints import strips
from retro.draw.look import Look
from retro.draw.numbers import Row, band_ends, ends, floors, places, rows, span, top
from retro.draw.scene import over_days, since_a_day
from retro.draw.sheet import Joint
from retro.draw.spacing import Word
from retro.draw.stage import Stage, stage
from retro.model.facts import Mark, Series

_WEEK = 7
_MIDWEEK = 3.5
_BAR = 5.6
_HALF = 0.5
_LATE = 0.6


def stacked_area(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Canvas:
    """Draw a band for each line, one upon the other; a day with a None stays empty.

    Args:
        series: Along days.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    return _bands(series, marks, look, narrow=narrow)


def stepped_area(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Canvas:
    """Draw bands as `stacked_area` does, each day's level up to the next day, then a step.

    Args:
        series: Along days, of numbers that hold for a while.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    return _bands(series, marks, look, narrow=narrow, held=True)


def stacked_bars(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Canvas:
    """Draw a bar for each week, its lines one upon the other; a week with a None stays empty.

    Args:
        series: Along Mondays; a bar stands over its week.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    sums = floors(series)
    names = band_ends(series, sums)
    scene = over_days(series, span(series, _WEEK), top(sums), names, marks=marks, look=look)
    plot = stage(scene, narrow=narrow)
    for line, (low, high) in zip(series.lines, pairwise(sums), strict=True):
        boxes = map(corners, _bars(places(series), low, high))
        plot.areas.add(_filled(line.role, look, joint="miter"), boxes, closed=True)
    strips(plot, series)
    return plot.canvas


def weekly_line(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Canvas:
    """Draw lines over the weeks; a week with a None is a gap.

    Args:
        series: Along Mondays; a point stands in the middle of its week.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    weeks = [monday + _MIDWEEK for monday in places(series)]
    return _lines(series, span(series, _WEEK), weeks, marks, look, narrow=narrow)


def daily_line(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Canvas:
    """Draw lines over the days; a day with a None is a gap.

    Args:
        series: Along days.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    return _lines(series, span(series), places(series), marks, look, narrow=narrow)


def curve(
    series: Series,
    marks: Sequence[Mark],  # noqa: ARG001 - every form is called alike
    look: Look,
    *,
    narrow: bool = False,
) -> Canvas:
    """Draw shares that grow with the days, as steps, and point at the day that reaches half.

    Args:
        series: Along whole days since something happened; shares between 0 and 1.
        marks: Not drawn, since days of the calendar have no place on this axis.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    days, shares = places(series), rows(series)
    plot = stage(since_a_day(series, ends(series, shares), look), narrow=narrow)
    for line, row in zip(series.lines, shares, strict=True):
        plot.line(*_held(days, row), line.role)
        _point_at_half(plot, days, row, line.role)
    strips(plot, series)
    return plot.canvas


def _lines(
    series: Series,
    days: tuple[float, float],
    xs: Row,
    marks: Sequence[Mark],
    look: Look,
    *,
    narrow: bool,
) -> Canvas:
    heights = rows(series)
    scene = over_days(series, days, top(heights), ends(series, heights), marks=marks, look=look)
    plot = stage(scene, narrow=narrow)
    for line, row in zip(series.lines, heights, strict=True):
        plot.ended(xs, row, line.role)
    strips(plot, series)
    return plot.canvas


def _bands(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool, held: bool = False
) -> Canvas:
    days, sums = places(series), floors(series)
    names = band_ends(series, sums)
    if len(days) == 1:  # a band needs two points to be seen
        days, sums = [days[0], days[0] + 1], [row * 2 for row in sums]
    scene = over_days(series, span(series), top(sums), names, marks=marks, look=look)
    plot = stage(scene, narrow=narrow)
    # Each reaches down to zero, the lowest lies upon the others: so edges are drawn once.
    for line, sum_of in reversed(list(zip(series.lines, sums[1:], strict=True))):
        heads = runs(*(_held(days, sum_of) if held else (days, sum_of)))
        areas = ([(head[0][0], 0.0), *head, (head[-1][0], 0.0)] for head in heads)
        plot.areas.add(_filled(line.role, look), areas, closed=True)
    strips(plot, series)
    return plot.canvas


def _held(days: Row, levels: Row) -> tuple[Row, Row]:
    """Return points at which each level is held up to the next day, and steps there."""
    xs = [day for pair in pairwise(days) for day in pair]
    ys = [level for level in levels[:-1] for _ in range(2)]
    return [*xs, *days[-1:]], [*ys, *levels[-1:]]


def _point_at_half(plot: Stage, days: Row, shares: Row, role: str) -> None:
    """Point at the first day by which half is reached; where it is not, say nothing."""
    day = next((day for day, share in zip(days, shares, strict=True) if share >= _HALF), None)
    if day is None:
        return
    plot.dot((day, _HALF), role)
    text = f"half by day {int(day)}"  # a whole day, so as not to round what the text has exactly
    (x, y), size = plot.scale.place(day, _HALF), plot.canvas.sheet.size
    late = day > _LATE * days[-1]
    words = (
        Word(text, x - 8, y + 6 + 0.22 * size, "right", "ink")
        if late
        else Word(text, x + 8, y - 6 - RISE * size, role="ink")
    )
    plot.canvas.words.append(words)


def _bars(mondays: Row, low: Row, high: Row) -> Iterator[Box]:
    """Yield the bars of a line, those alone that are seen."""
    for monday, foot, head in zip(mondays, low, high, strict=True):
        if head > foot:
            left = monday + (_WEEK - _BAR) / 2
            yield left, foot, left + _BAR, head


def _filled(role: str, look: Look, joint: Joint = "round") -> Ink:
    # A hair of paper between neighbours: without an edge their colours bleed into each other.
    return Ink(fill=role, stroke="paper", breadth=look.sheet.edge, joint=joint)
