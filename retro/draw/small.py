"""Small pictures that stand side by side: one measure, one cycle each, all on the same scales."""

from collections.abc import Sequence
from math import nan

from msgspec.structs import replace

from retro.draw.axes import base, ground
from retro.draw.canvas import Box, Canvas, Ink, runs, stroked
from retro.draw.look import Look
from retro.draw.numbers import Row, alone, top
from retro.draw.scale import Scale
from retro.draw.spacing import width
from retro.draw.ticks import Tick, rounded
from retro.outline.digest import Weekly

BREADTH, HEIGHT = 190, 118
_FOOT, _RIGHT, _HEAD = 20, BREADTH - 14, HEIGHT - 10
_SIZE = 11
_STRIDES = (1, 2, 4, 8, 13, 26, 52)
_MOST_LABELS = 3


def small(weekly: Weekly, beside: Sequence[Weekly], look: Look, *, week: int = 0) -> Canvas:
    """Draw a measure by weeks to the release, and faintly behind it the same in other cycles.

    The first line ends in a full dot, a second one in a ring: there is no room for names.

    Args:
        weekly: What is drawn; a week without a value is a gap.
        beside: The other cycles'; they have their say in the scales, so that all are alike.
        look: The theme's colours and style sheet.
        week: Where the cycles are compared; an upright stands there, unless it is the last one.
    """
    every = (weekly, *beside)
    heights = rounded(top([row for one in every for row in _rows(one)]), unit=weekly.unit, steps=2)
    longest = max([1, *(week for one in every for week in one.weeks)])
    canvas = Canvas(breadth=BREADTH, height=HEIGHT, sheet=replace(look.sheet, size=_SIZE))
    plot = 10 + max(width(tick.label, _SIZE) for tick in heights), _FOOT, _RIGHT, _HEAD
    scale = _scale(plot, longest, heights[-1].at)
    ground(
        canvas,
        plot,
        [Tick(scale.place(-week, 0)[0], f"R-{week}") for week in _named(longest)],
        [Tick(scale.place(0, tick.at)[1], tick.label) for tick in heights],
    )
    base(canvas, plot)
    lines = canvas.layer(scale)
    canvas.layer()
    if week:
        lines.add(Ink(stroke="muted", breadth=0.75), [((-week, 0), (-week, heights[-1].at))])
    for other in beside:
        for row in _rows(other):
            lines.add(stroked(look.sheet, "muted", 1, opacity=0.4), runs(_places(other), row))
    for place, (line, row) in enumerate(zip(weekly.lines, _rows(weekly), strict=True)):
        lines.add(stroked(look.sheet, line.role, 2), runs(_places(weekly), row))
        dot = Ink(fill="paper" if place else line.role, stroke=line.role)
        for n in alone(row):
            canvas.dot(scale.place(-weekly.weeks[n], row[n]), 2.5, dot)
    return canvas


def _scale(plot: Box, longest: int, highest: float) -> Scale:
    """Count the weeks down to the release, and the heights up from zero."""
    left, foot, right, head = plot
    across, up = (right - left) / longest, (head - foot) / highest
    return Scale(first=-longest, left=left, foot=foot, right=across, up=up)


def _named(longest: int) -> range:
    """Return the weeks that have a tick."""
    strides = (n for n in _STRIDES if longest / n <= _MOST_LABELS)
    return range(0, longest + 1, next(strides, _STRIDES[-1]))


def _places(weekly: Weekly) -> list[float]:
    """Return the weeks as they stand on the axis: none is the last."""
    return [float(-week) for week in weekly.weeks]


def _rows(weekly: Weekly) -> list[Row]:
    return [
        [nan if value is None else float(value) for value in line.values] for line in weekly.lines
    ]
