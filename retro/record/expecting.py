"""What a record expects of the end of its cycle, by the courses of others."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from retro.ledger.features.then import Specs
from retro.measure.forecast import fared, forecast
from retro.measure.forecast.week import of_specs
from retro.model.ahead import Forecast
from retro.model.forecast import Course
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
    days = (case.cycle.release - as_of).days if running else DAYS
    # folders of specs are looked at in those weeks alone in which they tell
    records = book.feature_records
    specs = records if not running or of_specs(case) else replace(records, specs=None)
    past = Seasons(Specs(specs, book.target.team, case.everything), days).past(used, case.moment)
    return forecast(case, past, origin) if running else fared(past, origin)
