"""The way of the cycle before under that of a cycle that runs, day for day before the release."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from retro.measure import Case
from retro.measure.backlog.verified_ahead import verified_on
from retro.measure.features.counting import origin
from retro.measure.features.to_go import to_go
from retro.measure.ground.answer import Missing
from retro.model.facts import Line, Report, Series
from retro.model.origin import Origin, weakest
from retro.outline import words
from retro.outline.key_numbers import AHEAD
from retro.record.book import Book

Count = Callable[[Case, Sequence[date]], tuple[int | None, ...] | Missing]
Origins = Callable[[Case], Origin]

_COUNTS: dict[str, tuple[Count, Origins]] = dict(
    zip(AHEAD, ((to_go, origin), (verified_on, lambda case: case.origin)), strict=True)
)
"""How each picture's numbers are counted on other days, and where they come from."""


def under(report: Report, past: Book) -> Report:
    """Add to a running cycle's pictures the line of the cycle before, up to its release."""
    ways = {name: one for name in AHEAD if isinstance(one := report.series.get(name), Series)}
    if not ways:
        return report
    later = report.release - past.target.cycle.release
    case = past.case(min(past.target.cycle.release, past.moments.last))
    drawn = {name: _under(one, report.as_of, case, later) for name, one in ways.items()}
    return replace(report, series={**report.series, **drawn})


def _under(series: Series, as_of: date, case: Case, later: timedelta) -> Series:
    """Add the numbers of another case, whose release was so much earlier; or say what lacks."""
    count, where = _COUNTS[series.name]
    days = [day for day in series.x if isinstance(day, date)]
    counted, title = count(case, [day - later for day in days]), case.cycle.title
    if isinstance(counted, Missing):
        return replace(series, sentence=f"{series.sentence} {title} is not shown: {counted.why}")
    there = dict(zip(days, counted, strict=True))[as_of]
    said = f" In {title} it was {words.number(there or 0)} as long before the release."
    return replace(
        series,
        lines=(*series.lines, Line(label=title, role="others", values=counted)),
        sentence=series.sentence if there is None else series.sentence + said,
        origin=weakest(series.origin, where(case)),
    )
