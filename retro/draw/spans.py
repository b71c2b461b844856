"""The way of things along the calendar: a lane for each, and a sign for how it ended."""

from collections.abc import Sequence
from datetime import date

from retro.draw.canvas import Canvas, Ink, Point
from retro.draw.hints import of_bars
from retro.draw.lanes import LANE, SIGN, Lanes
from retro.draw.look import Look
from retro.draw.signs import ARROW, CROSS, Sign, sign
from retro.model.facts import Bar, Bars, Mark

_SIGNS: dict[str, tuple[Sign | None, float]] = {
    "landed": (None, 10),
    "deferred": (ARROW, 13),
    "given up": (CROSS, 12),
    "open": (None, 8.5),
}
"""The shape, or a disc, that tells each kind of end, and its size; other kinds have no sign."""

_HOLLOW = ("open",)
_BEFORE = 1.5
_WAY = 5.0


def spans(shown: Bars, marks: Sequence[Mark], look: Look, *, narrow: bool = False) -> Canvas:
    """Draw the way of each bar from its last day but one to its last, with a sign at its end.

    An earlier day, if there is one, is where a thin line begins that leads to the way.

    Args:
        shown: Bars whose values are days, in the order of time.
        marks: Days to point out; those outside the span are left out.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen: then labels stand above their lanes.
    """
    span = shown.span or (shown.moment.date(), shown.moment.date())
    lanes = Lanes(
        shown=shown,
        span=span,
        marks=tuple(mark for mark in marks if span[0] <= mark.day <= span[1]),
        key=_key(shown),
        narrow=narrow,
        size=look.sheet.size,
    )
    canvas = Canvas(breadth=lanes.breadth, height=lanes.height, sheet=look.sheet)
    _ground(canvas, lanes)
    for n, bar in enumerate(shown.bars):
        _way(canvas, lanes, n, bar)
    _explain(canvas, lanes)
    canvas.words += lanes.words()
    for n, said in enumerate(of_bars(shown)):
        canvas.strip(said, ((0, lanes.y(n)), (lanes.right, lanes.y(n))), lanes.pitch)
    return canvas


def _key(shown: Bars) -> tuple[str, ...]:
    """Return the words of the key: where the thin line begins, and each kind of end."""
    early = shown.heads[2:-2] if any(_days(bar)[:-2] for bar in shown.bars) else ()
    return (*early, *(kind for kind in _SIGNS if any(bar.kind == kind for bar in shown.bars)))


def _days(bar: Bar) -> list[date]:
    """Return the days of a bar that are known and in the order of time."""
    days = [day for day in bar.values if isinstance(day, date)]
    return days[-2:] if days != sorted(days) else days


def _ground(canvas: Canvas, lanes: Lanes) -> None:
    """Draw what stands behind the ways: a hair for each lane, the uprights, and the axis."""
    heights = [lanes.y(n) for n in range(len(lanes.shown.bars))]
    for y in heights:
        canvas.rule((lanes.left, lanes.right), (y, y), "grid", 1)
    for one in lanes.uprights():
        canvas.fly(one, lanes.head, lanes.over(one.flag.row))
        parts = [(lanes.bottom, lanes.head)]
        if lanes.narrow:  # labels stand between the lanes
            parts = [(y - LANE / 2, y + LANE / 2) for y in heights]
        for part in parts:
            canvas.rule((one.x, one.x), part, "muted", 0.75)
    foot = lanes.bottom
    canvas.rule((lanes.left, lanes.right), (foot, foot), "muted", 1)
    for x, _ in lanes.months():
        canvas.rule((x, x), (foot, foot - 5), "muted", 1)


def _way(canvas: Canvas, lanes: Lanes, n: int, bar: Bar) -> None:
    y = lanes.y(n)
    *early, first, last = (lanes.noon(day) for day in _days(bar))
    for x in early:
        canvas.rule((x, first), (y, y), bar.role, _BEFORE)
    canvas.layers[-1].add(Ink(stroke=bar.role, breadth=_WAY), [((first, y), (last, y))])
    _sign(canvas, bar.kind, bar.role, (last, y))


def _sign(canvas: Canvas, kind: str, role: str, at: Point) -> None:
    """Draw the sign of an end, with a rim of paper that parts it from what is behind."""
    if kind not in _SIGNS:
        return
    # The edge lies half outside.
    ink = Ink(fill=role, stroke="paper", breadth=1.25, joint="miter")
    if kind in _HOLLOW:
        ink = Ink(fill="paper", stroke=role, breadth=2.25, joint="miter")
    shape, size = _SIGNS[kind]
    if shape:
        sign(canvas.layers[-1], shape, at, size, ink)
    else:
        canvas.dot(at, size / 2, ink)


def _explain(canvas: Canvas, lanes: Lanes) -> None:
    """Draw the signs of the key."""
    roles = {bar.kind: bar.role for bar in lanes.shown.bars}
    for (x, y), words in zip(lanes.signs(), lanes.key, strict=True):
        if words in roles:
            _sign(canvas, words, roles[words], (x + SIGN / 2 - 3, y))
        else:
            canvas.rule((x, x + SIGN - 5), (y, y), "muted", _BEFORE)
