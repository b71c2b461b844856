"""Reviews: what a person said on a patch set of somebody else."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter

from msgspec import Struct

from retro.model.change import Change, Event, Kind


class Review(Struct, frozen=True, gc=False):
    """One person's word on one patch set, dated by the first message."""

    at: datetime
    account: int
    change: int
    patch_set: int
    spec: bool = False


def reviews_of(change: Change, *, spec: bool = False) -> tuple[Review, ...]:
    """Return a change's reviews in time order: one for a person and a patch set."""
    firsts: dict[tuple[int, int], Review] = {}
    for event in words_on(change):
        assert event.account is not None, "a review has somebody who gave it"
        review = Review(event.at, event.account, change.number, event.patch_set, spec)
        firsts.setdefault((event.account, event.patch_set), review)
    return tuple(firsts.values())


def words_on(change: Change) -> Iterator[Event]:
    """Yield each message that reviews a change; what was said while it was closed is none."""
    shut = next((state.since for state in change.states if not state.open), None)
    for event in change.happened(Kind.REVIEW):
        if event.account is None or (shut and event.at > shut and _closed(change, event.at)):
            continue
        yield event


def in_order(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return reviews in time order."""
    return tuple(sorted(reviews, key=attrgetter("at", "change", "account")))


def _closed(change: Change, at: datetime) -> bool:
    state = change.at(at)
    return state is not None and not state.open
