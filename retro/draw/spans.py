"""The way of things along the calendar: a lane for each, and a sign for how it ended."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from math import nan
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from retro.draw.canvas import canvas, fly, rule, say
from retro.draw.hints import of_bars, strip
from retro.draw.lanes import LANE, SIGN, Lanes
from retro.draw.look import Look
from retro.draw.stage import styled
from retro.model.facts import Bar, Bars, Mark

_SIGNS: dict[str, dict[str, Any]] = {
    "landed": {"marker": "o", "markersize": 10},
    "deferred": {"marker": ">", "markersize": 13},
    "given up": {"marker": "X", "markersize": 12},
    "open": {"marker": "o", "markersize": 8.5},
}
"""How each kind of end is told by its shape; an end of another kind has no sign."""

_HOLLOW = ("open",)
_BEFORE = 1.5
_WAY = 5.0


def spans(shown: Bars, marks: Sequence[Mark], look: Look, *, narrow: bool = False) -> Figure:
    """Draw the way of each bar from its last day but one to its last, with a sign at its end.

    An earlier day, if there is one, is where a thin line begins that leads to the way.

    Args:
        shown: Bars whose values are days, in the order of time.
        marks: Days to point out; those outside the span are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen: then labels stand above their lanes.
    """
    span = shown.span or (shown.moment.date(), shown.moment.date())
    with styled(look):
        lanes = Lanes(
            shown=shown,
            span=span,
            marks=tuple(mark for mark in marks if span[0] <= mark.day <= span[1]),
            key=_key(shown),
            narrow=narrow,
            size=mpl.rcParams["font.size"],
        )
        figure = canvas(lanes.breadth, lanes.height)
        _ground(figure, lanes, look)
        for n, bar in enumerate(shown.bars):
            _way(figure, lanes, look, n, bar)
        _explain(figure, lanes, look)
        for word in lanes.words():
            say(figure, word, look)
        for n, told in enumerate(of_bars(shown)):
            strip(figure, (0, lanes.right), [lanes.y(n)] * 2, lanes.pitch, told)
    return figure


def _key(shown: Bars) -> tuple[str, ...]:
    """Return the words of the key: where the thin line begins, and each kind of end."""
    early = shown.heads[2:-2] if any(_days(bar)[:-2] for bar in shown.bars) else ()
    return (*early, *(kind for kind in _SIGNS if any(bar.kind == kind for bar in shown.bars)))


def _days(bar: Bar) -> list[date]:
    """Return the days of a bar that are known and in the order of time."""
    days = [day for day in bar.values if isinstance(day, date)]
    return days[-2:] if days != sorted(days) else days


def _ground(figure: Figure, lanes: Lanes, look: Look) -> None:
    """Draw what stands behind the ways: a hair for each lane, the uprights, and the axis."""
    grid, muted = look.colour("grid"), look.colour("muted")
    heights = [lanes.y(n) for n in range(len(lanes.shown.bars))]
    for y in heights:
        rule(figure, (lanes.left, lanes.right), (y, y), color=grid, linewidth=1)
    for one in lanes.uprights():
        fly(figure, one, lanes.head, lanes.over(one.flag.row), muted)
        parts = [(lanes.bottom, lanes.head)]
        if lanes.narrow:  # labels stand between the lanes
            parts = [(y - LANE / 2, y + LANE / 2) for y in heights]
        ys = list(chain.from_iterable((*part, nan) for part in parts))
        rule(figure, [one.x] * len(ys), ys, color=muted, linewidth=0.75)
    foot = lanes.bottom
    rule(figure, (lanes.left, lanes.right), (foot, foot), color=muted, linewidth=1)
    for x, _ in lanes.months():
        rule(figure, (x, x), (foot, foot - 5), color=muted, linewidth=1)


def _way(figure: Figure, lanes: Lanes, look: Look, n: int, bar: Bar) -> None:
    colour, y = look.colour(bar.role), lanes.y(n)
    *early, first, last = (lanes.noon(day) for day in _days(bar))
    for x in early:
        rule(figure, (x, first), (y, y), color=colour, linewidth=_BEFORE)
    rule(figure, (first, last), (y, y), color=colour, linewidth=_WAY, solid_capstyle="butt")
    _sign(figure, look, bar.kind, colour, (last, y))


def _sign(figure: Figure, look: Look, kind: str, colour: str, at: tuple[float, float]) -> None:
    """Draw the sign of an end, with a rim of paper that parts it from what is behind."""
    if kind not in _SIGNS:
        return
    paper = look.colour("paper")
    face, edge, breadth = (paper, colour, 2.25) if kind in _HOLLOW else (colour, paper, 1.25)
    rule(
        figure,
        *([value] for value in at),
        linestyle="none",
        markerfacecolor=face,
        markeredgecolor=edge,
        # Markers are measured in points, over all; the edge lies half outside of them.
        markeredgewidth=breadth,
        **_SIGNS[kind],
    )


def _explain(figure: Figure, lanes: Lanes, look: Look) -> None:
    """Draw the signs of the key."""
    roles = {bar.kind: bar.role for bar in lanes.shown.bars}
    for (x, y), words in zip(lanes.signs(), lanes.key, strict=True):
        if words in roles:
            _sign(figure, look, words, look.colour(roles[words]), (x + SIGN / 2 - 3, y))
        else:
            rule(figure, (x, x + SIGN - 5), (y, y), color=look.colour("muted"), linewidth=_BEFORE)
