"""The wait of new changes for their first review by a person."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import attrgetter

from retro.measure.ground.case import Case
from retro.measure.ground.shared import of_change
from retro.measure.ground.survival import Wait
from retro.model.change import Change, Kind
from retro.model.time import DAY

_CLOSING = frozenset({Kind.MERGE, Kind.ABANDON})


def first_review_wait(case: Case, change: Change) -> Wait:
    """Return how long a change waited for its first review, or until it was lost from sight."""
    return next(_waits(case, (change,)))


def first_reviews(case: Case) -> list[tuple[Change, Wait]]:
    """Return how long each of the window's changes by people waited for its first review."""
    some = new_changes(case)
    return list(zip(some, _waits(case, some), strict=True))


def new_changes(case: Case) -> list[Change]:
    """Return the changes of code that people created in the window, in the order of time."""
    begins, ends = case.window
    cohort = (change for change in case.changes if begins <= change.created < ends)
    people = (c for c in cohort if not c.owner_is_bot and case.covers(c.branch))
    return sorted(people, key=attrgetter("created", "number"))


def _waits(case: Case, changes: Sequence[Change]) -> Iterator[Wait]:
    for change, (reviewed, shut) in zip(changes, _ends.each(case, changes), strict=True):
        closed = case.moment if shut is None else shut
        happened = reviewed is not None and reviewed <= closed
        end = reviewed if reviewed is not None and happened else closed
        yield Wait((end - change.created) / DAY, happened)


@of_change
def _ends(case: Case, change: Change) -> tuple[datetime | None, datetime | None]:
    """Return when a change was first reviewed, and when it was first closed."""
    closed = next((event.at for event in change.events if event.kind in _CLOSING), None)
    return next((review.at for review in case.reviews_of(change)), None), closed
