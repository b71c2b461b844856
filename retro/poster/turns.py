"""Where a line went farthest, and what was on when it turned."""

from collections.abc import Sequence
from datetime import date

from retro.model.facts import Mark, Report
from retro.poster.field import Counted

_BEYOND = 0.1
"""An extreme is named that lies this share of the range beyond both ends."""
_NEAR = 7
"""A typed day is named that lies so many days from where the line turned, or fewer."""
_MONTH = 28


def extreme(now: Counted) -> tuple[date, int] | None:
    """Return the lowest or the highest point, the farther from both ends, if it is far."""
    numbers = [n for _, n in now]
    ends, span = (numbers[0], numbers[-1]), max(numbers) - min(numbers)
    low, high = min(now, key=lambda p: p[1]), max(now, key=lambda p: p[1])
    beyond = {low: min(ends) - low[1], high: high[1] - max(ends)}
    point = max(beyond, key=lambda one: beyond[one])
    return point if span and beyond[point] >= _BEYOND * span else None


def turn(report: Report, now: Counted) -> Mark | None:
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
