"""Reviews: what a person said on a patch set of somebody else."""

from collections.abc import Callable, Iterable, Iterator
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
    counted: bool = True
    """Whether the change was on a branch that the team counts."""

    @property
    def code(self) -> bool:
        """Tell whether it was given to code, on a branch that the team counts."""
        return self.counted and not self.spec


def reviews_of(
    change: Change, *, spec: bool = False, covers: Callable[[str], bool] = bool
) -> tuple[Review, ...]:
    """Return a change's reviews in time order: one for a person and a patch set.

    Args:
        change: The change.
        spec: Whether it is a spec.
        covers: Tells whether a branch counts.
    """
    firsts: dict[tuple[int, int], Review] = {}
    for event in words_on(change):
        assert event.account is not None, "a review has somebody who gave it"
        if (event.account, event.patch_set) not in firsts:
            counted = covers(change.branch_at(event.at))
            firsts[event.account, event.patch_set] = Review(
                event.at, event.account, change.number, event.patch_set, spec, counted
            )
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
