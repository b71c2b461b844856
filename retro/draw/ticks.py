"""Few, round ticks: for counts, shares, months and weeks."""

from collections.abc import Iterable
from datetime import date
from math import ceil, floor, log10

from msgspec import Struct

from retro.model.time import DAY, WEEK, monday_of
from retro.outline import words


class Tick(Struct, frozen=True):
    """A place on an axis and the words at it."""

    at: float
    label: str


def rounded(top: float, *, unit: str = "", steps: int = 4) -> tuple[Tick, ...]:
    """Return ticks from zero to the first round number that is not below `top`."""
    whole = float(top).is_integer() and not unit.startswith("share")
    step = round_step(top / steps, whole=whole) if top > 0 else 1.0
    return tuple(
        Tick(at, _say(at, unit))
        for at in (round(n * step, 12) for n in range(max(1, ceil(round(top / step, 9))) + 1))
    )


def round_step(
    least: float, *, whole: bool, among: tuple[float, ...] = (1, 2, 2.5, 5, 10)
) -> float:
    """Return the first round number that is not below `least`, which is above zero.

    Args:
        least: How long a step has to be.
        whole: Whether it has to be a whole number.
        among: The numbers from 1 to 10 that are called round.
    """
    ten = 10.0 ** floor(log10(least))
    steps = [k * ten for k in among if k * ten >= least * (1 - 1e-9)]
    return next(step for step in steps if step.is_integer() or not whole)


def _say(value: float, unit: str) -> str:
    if unit.startswith("share"):
        return words.share(value)
    return words.number(value) if round(value, 1) == value else f"{value:g}"


def calendar(first: date, last: date, room: float, size: float) -> tuple[Tick, ...]:
    """Return ticks at months, or at Mondays where two months are more than is there.

    Args:
        first: The axis begins with this day.
        last: The axis ends with this day.
        room: The length of the axis in pixels.
        size: The size of the letters in pixels.
    """
    pixels = room / max(1, (last - first).days)
    if (last - first).days > 9 * 7:
        return _dated((day, f"{day:%b}") for day in _months(first, last, pixels, size))
    days = _mondays(first, last, pixels, size) or [first]
    return _dated((day, f"{day.day} {day:%b}") for day in days)


def _months(first: date, last: date, pixels: float, size: float) -> list[date]:
    """Return the first days of every month, of every second, third … as many as fit."""
    every = next((n for n in (1, 2, 3, 6) if n * 30 * pixels >= 2.5 * size), 12)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [divmod(first.year * 12 + first.month - 1 + n, 12) for n in range(count)]
    days = [date(year, month + 1, 1) for year, month in months if month % every == 0]
    return [day for day in days if first <= day <= last]


def _mondays(first: date, last: date, pixels: float, size: float) -> list[date]:
    every = ceil(4.5 * size / (7 * pixels))
    start = monday_of(first + 6 * DAY)
    mondays = [start + n * WEEK for n in range(0, (last - start).days // 7 + 1, every)]
    return [day for day in mondays if day <= last]


def _dated(days: Iterable[tuple[date, str]]) -> tuple[Tick, ...]:
    """Put the year under the first day, and under the first of each later year."""
    ticks: list[Tick] = []
    year = 0
    for day, name in days:
        ticks.append(Tick(day.toordinal(), name if day.year == year else f"{name}\n{day.year}"))
        year = day.year
    return tuple(ticks)
