"""The way of the cycle before under that of a cycle that runs, day for day before the release."""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from retro.model.facts import Line, Report, Series
from retro.model.origin import Origin, weakest
from retro.outline import words
from retro.outline.key_numbers import AHEAD


class Way(Struct, frozen=True, kw_only=True):
    """The way of a cycle through some days, or in `why` the reason for which it is not known."""

    values: tuple[int | None, ...] = ()
    origin: Origin
    why: str = ""


def days(report: Report, later: timedelta) -> dict[str, tuple[date, ...]]:
    """Return the days of a running cycle's pictures, as they were so much earlier."""
    found = {name: one for name in AHEAD if isinstance(one := report.series.get(name), Series)}
    return {name: tuple(day - later for day in _days(one)) for name, one in found.items()}


def under(report: Report, title: str, ways: Mapping[str, Way]) -> Report:
    """Add to a running cycle's pictures the line of the cycle before, up to its release."""
    every = {name: one for name, one in report.series.items() if isinstance(one, Series)}
    drawn = {name: _under(every[name], report.as_of, title, way) for name, way in ways.items()}
    return replace(report, series={**report.series, **drawn})


def _under(series: Series, as_of: date, title: str, way: Way) -> Series:
    """Add the numbers of another cycle; or say what lacks."""
    if way.why:
        return replace(series, sentence=f"{series.sentence} {title} is not shown: {way.why}")
    there = dict(zip(_days(series), way.values, strict=True))[as_of]
    said = f" In {title} it was {words.number(there or 0)} as long before its end."
    return replace(
        series,
        lines=(*series.lines, Line(label=title, role="others", values=way.values)),
        sentence=series.sentence if there is None else series.sentence + said,
        origin=weakest(series.origin, way.origin),
    )


def _days(series: Series) -> list[date]:
    return [day for day in series.x if isinstance(day, date)]
