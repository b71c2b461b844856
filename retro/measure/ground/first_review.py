"""The wait of a change for its first review by a person."""

from retro.measure.ground.case import Case
from retro.measure.ground.survival import Wait
from retro.model.change import Change, Kind
from retro.model.time import DAY

_CLOSING = frozenset({Kind.MERGE, Kind.ABANDON})


def first_review_wait(case: Case, change: Change) -> Wait:
    """Return how long a change waited for its first review, or until it was lost from sight."""
    reviewed = next((r.at for r in case.reviews_by_change.get(change.number, ())), None)
    closed = next((e.at for e in change.events if e.kind in _CLOSING), case.moment)
    happened = reviewed is not None and reviewed <= closed
    end = reviewed if reviewed is not None and happened else closed
    return Wait((end - change.created) / DAY, happened)
