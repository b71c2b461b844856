"""A number that is known within bounds: a line for what is sure, a band for what may be."""

from collections.abc import Iterator, Sequence
from functools import partial
from math import isnan

from retro.draw.canvas import Canvas, Ink, Point, runs
from retro.draw.hints import strips
from retro.draw.look import Look
from retro.draw.numbers import Row, places, rows, span, top
from retro.draw.scene import End, over_days
from retro.draw.stage import stage
from retro.model.facts import Mark, Series
from retro.outline import words

_TINT = 0.3
_OUTLINE = 1.0


def banded_line(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Canvas:
    """Draw the lower bound as a line, and an outlined band from it to the upper bound.

    The end is named by its number, or by both where they differ. A day with a None is a gap.

    Args:
        series: Along days, with two lines: the lower bound, and the upper one.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    days, (low, high) = places(series), rows(series)
    role = series.lines[0].role
    name = _name(series, low, high)
    scene = over_days(series, span(series), top([low, high]), name, marks=marks, look=look)
    plot = stage(scene, narrow=narrow)
    areas = _between(days, low, high)
    plot.areas.add(Ink(fill=role, opacity=_TINT), areas, closed=True)
    plot.line(days, high, role, _OUTLINE)
    plot.ended(days, low, role)
    strips(plot, series, partial(_known, series.unit))
    return plot.canvas


def _between(days: Row, low: Row, high: Row) -> Iterator[list[Point]]:
    """Yield what lies between two rows that have the same gaps."""
    for foot, head in zip(runs(days, low), runs(days, high), strict=True):
        yield [*head, *reversed(foot)]


def _name(series: Series, low: Row, high: Row) -> tuple[End, ...]:
    """Name the last day that is known by what is known of it."""
    known = [pair for pair in zip(low, high, strict=True) if not any(map(isnan, pair))]
    if not known:
        return ()
    least, most = known[-1]
    return (End((least + most) / 2, _known(series.unit, (least, most)), series.lines[0].role),)


def _known(unit: str, bounds: Sequence[float | None]) -> str:
    """Say what is known within bounds."""
    least, most = bounds
    if least is None or most is None:
        return words.UNKNOWN
    exact = words.counted(most, unit)
    return exact if least == most else f"between {words.number(least)} and {exact}"
