"""What the record of a cycle that is over tells of its last weeks, for later cycles to go by."""

from collections.abc import Iterator
from datetime import datetime

from retro.measure.backlog.clean_up_days import clean_up_days
from retro.measure.forecast.week import FIRST
from retro.measure.ground.case import Case
from retro.measure.ground.definition import unknown_before
from retro.measure.ground.sweep import sweep
from retro.model.change import Kind
from retro.model.feature import named_by
from retro.model.forecast import Course
from retro.model.time import WEEK, days_between, end_of
from retro.record.book import Book


def course(book: Book) -> Course:
    """Return what a record tells, of changes and up to the release alone."""
    case = book.case(book.target.cycle.release)
    mixed = book.simulated and not book.feature_records.simulated
    return Course(
        cycle=case.cycle,
        code=None if mixed else tuple(sorted(_code(case).items())),
        backlog=_backlog(case),
        clean_ups=clean_up_days(case.notes),
        origin=case.origin,
    )


def _code(case: Case) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for name, at in _merges(case):
        found[name] = min(at, found.get(name, at))
    return found


def _merges(case: Case) -> Iterator[tuple[str, datetime]]:
    """Yield when code was merged in the cycle, by each blueprint that it names."""
    begins, ends = case.window
    for change in case.changes:
        merged = max((event.at for event in change.happened(Kind.MERGE)), default=None)
        if merged and begins <= merged < ends:
            for name in named_by(change):
                yield name, merged


def _backlog(case: Case) -> tuple[int, ...] | None:
    """Count the open changes as each of the last days ended, for longer than anybody asks."""
    release = case.cycle.release
    days = [*days_between(release - (FIRST + 1) * WEEK, release), release]
    moments = [end_of(day) for day in days]
    if case.moment < moments[-1] or unknown_before(case, moments[0]):
        return None
    return tuple(map(sum, zip(*sweep(case, moments).values(), strict=True)))
