"""The features that the cycle before left, and what became of each in the one that follows."""

from collections.abc import Iterator
from enum import StrEnum

from retro.measure.features.counting import spec_item
from retro.measure.ground.case import Case
from retro.model.facts import Item
from retro.model.feature import GIVEN_UP, Leftover, Outcome


class Fate(StrEnum):
    """What became of a leftover feature in the cycle that follows."""

    LANDED = "landed"
    DEFERRED = "deferred"
    UNDONE = "approved again and not done"
    UNKNOWN = "approved again, and no source tells more"
    GIVEN_UP = "given up"
    ELSEWHERE = "approved for another cycle"
    NOT_AGAIN = "not taken up again"


_AGAIN = {
    Outcome.LANDED: Fate.LANDED,
    Outcome.DEFERRED: Fate.DEFERRED,
    Outcome.UNKNOWN: Fate.UNKNOWN,
}


def leftovers(case: Case) -> tuple[Leftover, ...]:
    """Return what is known to have been left; what was approved again had not been done."""
    return tuple(one for one in _every(case) if one.sure or one.again)


def doubtful(case: Case) -> int:
    """Return of how many other features nobody knows whether they were left."""
    return len(_every(case)) - len(leftovers(case))


def names(case: Case) -> frozenset[str]:
    """Return the names of what was left, in small letters."""
    return frozenset(name for one in leftovers(case) for name in one.feature.names)


def fates(case: Case) -> Iterator[tuple[Fate, Item]]:
    """Yield what became of each leftover, with its line."""
    for one in leftovers(case):
        yield _fate(one), spec_item(one.again or one.feature)


def _every(case: Case) -> tuple[Leftover, ...]:
    return (case.features and case.features.left) or ()


def _fate(one: Leftover) -> Fate:
    if one.again:
        return _AGAIN.get(one.again.outcome, Fate.UNDONE)
    if one.feature.outcome in GIVEN_UP:
        return Fate.GIVEN_UP
    return Fate.ELSEWHERE if one.feature.outcome is Outcome.DEFERRED else Fate.NOT_AGAIN
