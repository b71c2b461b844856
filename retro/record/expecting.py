"""What a record expects of the end of its cycle, by the courses of others."""

from collections.abc import Sequence
from datetime import date

from retro.ledger.features.outcomes import FeatureRecords
from retro.ledger.features.then import Specs
from retro.measure.forecast import fared, forecast
from retro.measure.forecast.week import LAST, of_specs, weeks_left
from retro.model.ahead import Forecast
from retro.model.forecast import Course, Past
from retro.model.origin import weakest
from retro.model.time import end_of
from retro.record.book import Book
from retro.record.seasons import Seasons

DAYS = 56
"""So many days before their ends past cycles are looked at where nothing is expected."""


def expect(
    book: Book, as_of: date, courses: Sequence[Course], *, running: bool
) -> Forecast | None:
    """Return what is expected of the end of a cycle that runs, else how such forecasts fared."""
    case = book.case(as_of)
    used = [one for one in courses if end_of(one.cycle.release) <= case.moment]
    origin = weakest(case.origin, *(one.origin for one in used))

    def past(days: int, *, specs: bool = True) -> Past:
        known = book.feature_records if specs else FeatureRecords()
        told = Specs(known, book.target.team, case.everything)
        return Seasons(told, days).past(used, case.moment)

    if not running:
        return fared(past(DAYS), origin)
    # folders of specs are looked at on those days alone for which they tell
    due = past(DAYS) if used and weeks_left(case) < LAST else None
    left = (case.cycle.release - as_of).days
    return forecast(case, past(left, specs=of_specs(case)), origin, due)
