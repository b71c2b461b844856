"""The numbers of a running cycle's pictures, counted on the days of the cycle before."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from retro.job.site.burndown import Way
from retro.measure import Case
from retro.measure.backlog.verified_ahead import verified_on
from retro.measure.features.counting import origin
from retro.measure.features.to_go import to_go
from retro.measure.ground.answer import Missing
from retro.model.origin import Origin
from retro.outline.key_numbers import AHEAD
from retro.record.book import Book

Count = Callable[[Case, Sequence[date]], tuple[int | None, ...] | Missing]
Origins = Callable[[Case], Origin]

_COUNTS: dict[str, tuple[Count, Origins]] = dict(
    zip(AHEAD, ((to_go, origin), (verified_on, lambda case: case.origin)), strict=True)
)
"""How each picture's numbers are counted on other days, and where they come from."""


def ways(past: Book, days: Mapping[str, tuple[date, ...]]) -> dict[str, Way]:
    """Count the numbers of some pictures on other days, up to the release."""
    if not days:
        return {}
    case = past.case(min(past.target.cycle.release, past.moments.last))
    return {name: _way(name, case, some) for name, some in days.items()}


def _way(name: str, case: Case, days: Sequence[date]) -> Way:
    count, where = _COUNTS[name]
    counted = count(case, days)
    if isinstance(counted, Missing):
        return Way(origin=where(case), why=counted.why)
    return Way(values=counted, origin=where(case))
