"""The wait of new changes for their first review by a person."""

from retro.measure.ground.case import Case
from retro.measure.ground.survival import Wait
from retro.model.change import Change, Kind
from retro.model.time import DAY

_CLOSING = frozenset({Kind.MERGE, Kind.ABANDON})


def first_review_wait(case: Case, change: Change) -> Wait:
    """Return how long a change waited for its first review, or until it was lost from sight."""
    reviewed = next((review.at for review in case.reviews_of(change)), None)
    closed = next((e.at for e in change.events if e.kind in _CLOSING), case.moment)
    happened = reviewed is not None and reviewed <= closed
    end = reviewed if reviewed is not None and happened else closed
    return Wait((end - change.created) / DAY, happened)


def first_reviews(case: Case) -> list[tuple[Change, Wait]]:
    """Return how long each of the window's changes by people waited for its first review."""
    return [(change, first_review_wait(case, change)) for change in new_changes(case)]


def new_changes(case: Case) -> list[Change]:
    """Return the changes of code that people created in the window, in the order of time."""
    people = (c for c in case.changes if not c.owner_is_bot and case.covers(c.branch))
    cohort = (change for change in people if case.inside(change.created))
    return sorted(cohort, key=lambda change: (change.created, change.number))
