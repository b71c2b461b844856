"""What a picture shows besides its data; where it stands is for `layout` to say."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from retro.draw.look import Look
from retro.draw.spacing import plain
from retro.draw.ticks import Tick, calendar, rounded
from retro.model.facts import Mark, Series, Stretch


class End(Struct, frozen=True):
    """The name of a line, with its role, at the height where the line ends.

    One that is `apart` stands beside its colour, and points at nothing: some band has no end
    that could be seen.
    """

    at: float
    name: str
    role: str
    apart: bool = False


class Scene(Struct, frozen=True, kw_only=True):
    """All that stands around the data.

    `across` gives the ticks of the x axis for its length and the size of letters, in pixels;
    `heights` are the ticks of the y axis, from zero. `foot` is the unit of an x axis that has
    no days.
    """

    look: Look
    span: tuple[float, float]
    across: Callable[[float, float], tuple[Tick, ...]]
    heights: tuple[Tick, ...]
    unit: str
    ends: tuple[End, ...]
    marks: tuple[Mark, ...] = ()
    foot: str = ""
    stretches: tuple[Stretch, ...] = ()


def over_days(
    series: Series,
    span: tuple[float, float],
    top: float,
    ends: tuple[End, ...],
    *,
    marks: Sequence[Mark],
    look: Look,
) -> Scene:
    """Return the scene of numbers along the calendar, with those marks that lie in the span."""
    first, last = (date.fromordinal(int(day)) for day in span)
    return Scene(
        look=look,
        span=span,
        across=lambda room, size: calendar(first, last, room, size),
        heights=rounded(top, unit=series.unit),
        unit=_unit(series),
        ends=ends,
        marks=tuple(mark for mark in marks if first <= mark.day <= last),
        stretches=tuple(s for s in series.stretches if s.first < last and first <= s.last),
    )


def since_a_day(series: Series, ends: tuple[End, ...], look: Look) -> Scene:
    """Return the scene of shares along whole days since something happened."""
    last = series.x[-1] if series.x and isinstance(series.x[-1], int) else 0
    return Scene(
        look=look,
        span=(0, last or 1),
        across=lambda _room, _size: tuple(t for t in rounded(last, steps=6) if t.at <= last),
        heights=rounded(1, unit="share"),
        unit=_unit(series),
        ends=ends,
        foot=plain(series.x_unit),
    )


def _unit(series: Series) -> str:
    """Return what stands over the y axis: for a bare share, its ticks say enough."""
    return "" if series.unit == "share" else plain(series.unit)
