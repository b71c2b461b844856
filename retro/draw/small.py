"""Small pictures that stand side by side: one measure, one cycle each, all on the same scales."""

from collections.abc import Sequence
from math import nan

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from retro.draw.canvas import PIXELS, canvas
from retro.draw.look import Look
from retro.draw.numbers import Row, alone, top
from retro.draw.spacing import width
from retro.draw.stage import styled
from retro.draw.ticks import Tick, rounded
from retro.outline.digest import Weekly

BREADTH, HEIGHT = 190, 118
_RIGHT, _FOOT, _HEAD = 14, 20, 10
_SIZE = 11
_STRIDES = (1, 2, 4, 8, 13, 26, 52)
_MOST_LABELS = 3


def small(weekly: Weekly, beside: Sequence[Weekly], look: Look, *, week: int = 0) -> Figure:
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
    # rc_context goes inside, since styled begins by a reset.
    with styled(look), mpl.rc_context({"font.size": _SIZE}):
        figure = canvas(BREADTH, HEIGHT)
        left = 10 + max(width(tick.label, _SIZE) for tick in heights)
        axes = _axes(figure, (left, _RIGHT, _FOOT, _HEAD))
        _scaled(axes, longest, heights)
        if week:
            axes.axvline(week, color=look.colour("muted"), linewidth=0.75)
        for other in beside:
            for row in _rows(other):
                _behind(axes, other.weeks, row, look)
        for place, (line, row) in enumerate(zip(weekly.lines, _rows(weekly), strict=True)):
            dot = look.colour("paper" if place else line.role)
            _stroke(axes, weekly.weeks, row, look.colour(line.role), dot)
    return figure


def _axes(figure: Figure, edges: tuple[float, float, float, float]) -> Axes:
    """Make axes that leave so many pixels free: left, right, at the foot, at the head."""
    breadth, height = (float(inches) * PIXELS for inches in figure.get_size_inches())
    left, right, foot, head = edges
    room = (breadth - left - right) / breadth, (height - foot - head) / height
    axes = figure.add_axes((left / breadth, foot / height, *room))
    axes.patch.set_visible(False)
    return axes


def _scaled(axes: Axes, longest: int, heights: Sequence[Tick]) -> None:
    """Count the weeks down to the release, and the heights up from zero."""
    stride = next(n for n in _STRIDES if longest / n <= _MOST_LABELS or n == _STRIDES[-1])
    weeks = list(range(0, longest + 1, stride))
    axes.set_xlim(longest, 0)
    axes.set_xticks(weeks, [f"R-{week}" for week in weeks])
    axes.set_ylim(0, heights[-1].at)
    axes.set_yticks([tick.at for tick in heights], [tick.label for tick in heights])


def _rows(weekly: Weekly) -> list[Row]:
    return [
        [nan if value is None else float(value) for value in line.values] for line in weekly.lines
    ]


def _behind(axes: Axes, weeks: Sequence[int], row: Row, look: Look) -> None:
    axes.plot(weeks, row, color=look.colour("muted"), linewidth=1, alpha=0.4)


def _stroke(axes: Axes, weeks: Sequence[int], row: Row, colour: str, dot: str) -> None:
    axes.plot(
        weeks,
        row,
        color=colour,
        linewidth=2,
        clip_on=False,
        marker="o",
        markersize=5,
        markevery=alone(row),
        markerfacecolor=dot,
    )
