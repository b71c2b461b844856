"""A line over the cycle's days, with the fewest words that it needs beside it."""

from collections.abc import Iterator, Sequence
from datetime import date

from retro.model.facts import Mark, Report, Series
from retro.model.time import DAY
from retro.outline.words import day, number
from retro.poster.shapes import Label, Line

WIDTH, HEIGHT = 1000, 300
_HEADROOM = 1.06
_BEYOND = 0.1
"""An extreme is named that lies this share of the range beyond both ends."""
_NEAR = 7
"""A typed day is named that lies so many days from where the line turned, or fewer."""
_MONTH = 28
_ROOM = 0.09
"""Names of months keep this share of the width away from the ends."""

Point = tuple[float, float]
Counted = Sequence[tuple[date, int]]


def line(report: Report, series: Series, off: str = "") -> Line:
    """Prepare the line of a series, and that of the cycle before in the same weeks.

    Args:
        report: Of the cycle.
        series: The line's numbers, day by day.
        off: By how much the last of them may be off, in words.
    """
    now, before = _points(series), _before(report, series.name)
    field = _Field(report, [n for _, n in (*now, *before)])
    extreme = _extreme(now)
    turn = _turn(report, now)
    return Line(
        fact=series.name,
        path=field.path(now),
        words=_words(report, now, before, off),
        start=field.label(now[0], number(now[0][1])),
        end=field.label(now[-1], number(now[-1][1]) + off),
        days=tuple(field.days()),
        extreme=extreme
        and field.label(extreme, _named(now, extreme), f", on {_short(extreme[0])}"),
        lowest=bool(extreme and extreme[1] < now[0][1]),
        upright=field.label((turn.day, 0), turn.kind, f", {_short(turn.day)}") if turn else None,
        before=field.path(before),
        before_label=_compared(report, field, now, before) if before else None,
    )


class _Field:
    """The days and numbers that a picture shows, and where each lies in it."""

    def __init__(self, report: Report, numbers: Sequence[int]) -> None:
        self._first = report.start - DAY
        self._last = max(report.release, report.as_of)
        self._span = max((self._last - self._first).days, 1)
        self._top = max([*numbers, 1]) * _HEADROOM
        self._over = report.as_of >= report.release

    def across(self, at: date) -> float:
        return (at - self._first).days / self._span

    def down(self, value: float) -> float:
        return 1 - value / self._top

    def path(self, counted: Counted) -> str:
        points = (
            f"{WIDTH * self.across(at):.1f} {HEIGHT * self.down(n):.1f}" for at, n in counted
        )
        return "M" + " L".join(points) if counted else ""

    def label(self, point: tuple[date, int], text: str, more: str = "") -> Label:
        left, top = 100 * self.across(point[0]), 100 * self.down(point[1])
        return Label(text=text, left=round(left, 2), top=round(top, 2), more=more)

    def days(self) -> Iterator[Label]:
        """Yield the first day, the months between, and the last."""
        yield Label(text=_short(self._first + DAY), left=0, top=100)
        months = (self._first + DAY * n for n in range(self._span))
        for first in (at for at in months if at.day == 1):
            if 1.4 * _ROOM < self.across(first) < 1 - 2 * _ROOM:
                yield Label(text=f"{first:%b}", left=round(100 * self.across(first), 2), top=100)
        yield Label(text=f"release, {_short(self._last)}", left=100, top=100)


def _points(series: Series) -> list[tuple[date, int]]:
    values = zip(series.x, series.lines[0].values, strict=True)
    return [(at, int(n)) for at, n in values if isinstance(at, date) and n is not None]


def _before(report: Report, name: str) -> list[tuple[date, int]]:
    """Return the same line of the cycle before, moved so that both releases are one day."""
    series = report.before.series.get(name) if report.before else None
    if report.before is None or not isinstance(series, Series):
        return []
    shift = report.as_of - report.before.as_of
    moved = ((at + shift, n) for at, n in _points(series))
    return [(at, n) for at, n in moved if at >= report.start - DAY]


def _extreme(now: Counted) -> tuple[date, int] | None:
    """Return the lowest or the highest point, the farther from both ends, if it is far."""
    numbers = [n for _, n in now]
    ends, span = (numbers[0], numbers[-1]), max(numbers) - min(numbers)
    low, high = min(now, key=lambda p: p[1]), max(now, key=lambda p: p[1])
    beyond = {low: min(ends) - low[1], high: high[1] - max(ends)}
    point = max(beyond, key=lambda one: beyond[one])
    return point if span and beyond[point] >= _BEYOND * span else None


def _named(now: Counted, extreme: tuple[date, int]) -> str:
    which = "lowest" if extreme[1] < now[0][1] else "highest"
    return f"{which}: {number(extreme[1])}"


def _turn(report: Report, now: Counted) -> Mark | None:
    """Return the typed day nearest to where the line turned, if there is one near."""
    turned, last = now[_turned([n for _, n in now])][0], now[-1][0]
    typed = [one for one in report.marks if one.kind not in ("milestone", "freeze")]
    near = [one for one in typed if abs((one.day - turned).days) <= _NEAR and one.day <= last]
    return min(near, key=lambda one: abs((one.day - turned).days), default=None)


def _turned(numbers: Sequence[int]) -> int:
    """Return the place at which the line's way before and after it, over a month, differ most."""
    last = len(numbers) - 1

    def bend(place: int) -> float:
        before, after = max(place - _MONTH, 0), min(place + _MONTH, last)
        here = numbers[place]
        return abs(
            (numbers[after] - here) / (after - place) - (here - numbers[before]) / (place - before)
        )

    return max(range(_NEAR, last - _NEAR), key=bend, default=0)


def _compared(report: Report, field: _Field, now: Counted, before: Counted) -> Label:
    assert report.before
    first, last = number(before[0][1]), number(before[-1][1])
    above = before[-1][1] >= now[-1][1]
    edge = [n for _, n in before[-max(len(before) // 3, 1) :]]
    point = before[-1][0], max(edge) if above else min(edge)
    text = f"{report.before.cycle_title}, the cycle before"
    return field.label(point, text, f": {first} → {last}")


def _words(report: Report, now: Counted, before: Counted, off: str) -> str:
    (first, start), (last, end) = now[0], now[-1]
    said = [f"Day by day: {number(start)} on {_short(first + DAY)}"]
    if extreme := _extreme(now):
        said.append(f"{number(extreme[1])} on {_short(extreme[0])}")
    told = f"{', '.join(said)}, {number(end)}{off} on {_short(last)}."
    if not (before and report.before):
        return told
    ways = f"from {number(before[0][1])} to {number(before[-1][1])}"
    return f"{told} In the same weeks of {report.before.cycle_title}: {ways}."


def _short(at: date) -> str:
    """Say a day without its year."""
    return day(at).rpartition(" ")[0]
