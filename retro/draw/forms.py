"""The forms of chart: each draws the numbers it is given and measures nothing."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from retro.draw.canvas import outline
from retro.draw.hints import strips
from retro.draw.look import Look
from retro.draw.numbers import Row, alone, band_ends, ends, floors, places, rows, span, top
from retro.draw.scene import over_days, since_a_day
from retro.draw.spacing import plain
from retro.draw.stage import stage, styled
from retro.model.facts import Line, Mark, Series

_WEEK = 7
_MIDWEEK = 3.5
_BAR = 5.6
_HALF = 0.5
_LATE = 0.6


def stacked_area(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Figure:
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
) -> Figure:
    """Draw bands as `stacked_area` does, each day's level up to the next day, then a step.

    Args:
        series: Along days, of numbers that hold for a while.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    return _bands(series, marks, look, narrow=narrow, step="post")


def stacked_bars(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Figure:
    """Draw a bar for each week, its lines one upon the other; a week with a None stays empty.

    Args:
        series: Along Mondays; a bar stands over its week.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    sums = floors(series)
    names = band_ends(series, sums)
    with styled(look):
        scene = over_days(series, span(series, _WEEK), top(sums), names, marks=marks, look=look)
        figure, axes = stage(scene, narrow=narrow)
        for line, (low, high) in zip(series.lines, pairwise(sums), strict=True):
            axes.add_artist(_bars(places(series), low, high, **_filled(line, look)))
        strips(axes, series)
    return figure


def weekly_line(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Figure:
    """Draw lines over the weeks; a week with a None is a gap.

    Args:
        series: Along Mondays; a point stands in the middle of its week.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    heights = rows(series)
    weeks = [monday + _MIDWEEK for monday in places(series)]
    names = ends(series, heights)
    with styled(look):
        scene = over_days(series, span(series, _WEEK), top(heights), names, marks=marks, look=look)
        figure, axes = stage(scene, narrow=narrow)
        for line, row in zip(series.lines, heights, strict=True):
            # Not-a-number breaks a line, and a point between two breaks would be drawn as nothing.
            axes.plot(weeks, row, marker="o", markevery=alone(row), **_stroked(line, look))
        strips(axes, series)
    return figure


def daily_line(
    series: Series, marks: Sequence[Mark], look: Look, *, narrow: bool = False
) -> Figure:
    """Draw lines over the days; a day with a None is a gap.

    Args:
        series: Along days.
        marks: Days to point out; those outside the series are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    heights, days = rows(series), places(series)
    names = ends(series, heights)
    with styled(look):
        scene = over_days(series, span(series), top(heights), names, marks=marks, look=look)
        figure, axes = stage(scene, narrow=narrow)
        for line, row in zip(series.lines, heights, strict=True):
            axes.plot(days, row, marker="o", markevery=alone(row), **_stroked(line, look))
        strips(axes, series)
    return figure


def curve(
    series: Series,
    marks: Sequence[Mark],  # noqa: ARG001 - every form is called alike
    look: Look,
    *,
    narrow: bool = False,
) -> Figure:
    """Draw shares that grow with the days, as steps, and point at the day that reaches half.

    Args:
        series: Along whole days since something happened; shares between 0 and 1.
        marks: Not drawn, since days of the calendar have no place on this axis.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    days, shares = places(series), rows(series)
    with styled(look):
        figure, axes = stage(since_a_day(series, ends(series, shares), look), narrow=narrow)
        for line, row in zip(series.lines, shares, strict=True):
            axes.plot(days, row, drawstyle="steps-post", **_stroked(line, look))
            _point_at_half(axes, days, row, look.colour(line.role))
        strips(axes, series)
    return figure


def _bands(
    series: Series,
    marks: Sequence[Mark],
    look: Look,
    *,
    narrow: bool,
    step: Literal["post"] | None = None,
) -> Figure:
    days, sums = places(series), floors(series)
    names = band_ends(series, sums)
    if len(days) == 1:  # a band needs two points to be seen
        days, sums = [days[0], days[0] + 1], [row * 2 for row in sums]
    with styled(look):
        scene = over_days(series, span(series), top(sums), names, marks=marks, look=look)
        figure, axes = stage(scene, narrow=narrow)
        # Each reaches down to zero, the lowest lies upon the others: so edges are drawn once.
        for line, sum_of in reversed(list(zip(series.lines, sums[1:], strict=True))):
            # `step` draws the level up to the next x, and nothing after the last one.
            axes.fill_between(days, sum_of, step=step, **_filled(line, look))
        strips(axes, series)
    return figure


def _point_at_half(axes: Axes, days: Row, shares: Row, colour: str) -> None:
    """Point at the first day by which half is reached; where it is not, say nothing."""
    day = next((day for day, share in zip(days, shares, strict=True) if share >= _HALF), None)
    if day is None:
        return
    late = day > _LATE * days[-1]
    axes.plot([day], [_HALF], "o", color=colour, clip_on=False)
    axes.annotate(
        f"half by day {int(day)}",  # a whole day, so as not to round what the text has exactly
        (day, _HALF),
        xytext=(-8, 6) if late else (8, -6),
        textcoords="offset points",
        ha="right" if late else "left",
        va="bottom" if late else "top",
    )


def _bars(mondays: Row, low: Row, high: Row, **drawn: Any) -> PathPatch:
    """Return all bars of a line as one artist: twice as fast as an artist for each."""
    boxes = [
        (left, foot, left + _BAR, head)
        for monday, foot, head in zip(mondays, low, high, strict=True)
        if head > foot
        for left in [monday + (_WEEK - _BAR) / 2]
    ]
    return PathPatch(outline(boxes), **drawn)


def _filled(line: Line, look: Look) -> dict[str, Any]:
    return {
        "facecolor": look.colour(line.role),
        # A hair of paper between neighbours: without an edge their colours bleed into each other.
        "edgecolor": look.colour("paper"),
        "label": plain(line.label),
        # A stroke on the edge of the axes would lose half its breadth.
        "clip_on": False,
    }


def _stroked(line: Line, look: Look) -> dict[str, Any]:
    return {"color": look.colour(line.role), "label": plain(line.label), "clip_on": False}
