"""Open changes whose state rests on votes that nothing in their records says outright."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from retro.measure.ground.case import Case, once
from retro.measure.ground.standing import counts
from retro.measure.ground.sweep import Waiting, stretches, waiting
from retro.model.change import Kind, Sure

VOTES = "votes"


class Cause(StrEnum):
    """Why a vote is assumed."""

    COPIES = "that a new patch set may have kept or lost, since nobody listed what was copied"
    SILENT = "that were cast or taken back silently"


_CAUSES = {
    Kind.COPIED: Cause.COPIES,
    Kind.LAPSED: Cause.COPIES,
    Kind.VOTE: Cause.SILENT,
    Kind.REMOVED: Cause.SILENT,
}


@once
def unsaid(case: Case, moment: datetime) -> tuple[Waiting, ...]:
    """Return the open changes whose votes, just before a moment, are assumed in part."""
    return tuple(one for one in waiting(case, moment) if VOTES in one.state.assumed)


def causes(backlog: Iterable[Waiting], moment: datetime) -> tuple[Cause, ...]:
    """Return why votes of some changes are assumed, of the patch sets current at a moment."""
    found = {
        _CAUSES[event.kind]
        for one in backlog
        for event in one.change.events
        if event.sure is Sure.ASSUMED
        and event.kind in _CAUSES
        and event.patch_set == one.state.patch_set
        and event.at < moment
    }
    return tuple(cause for cause in Cause if cause in found)


def unsaid_at(case: Case, moments: Sequence[datetime]) -> tuple[int, ...]:
    """Count such changes just before each of some moments, which are in order."""
    number = [0] * len(moments)
    for _, state, places in stretches(case, moments):
        if VOTES in state.assumed and counts(case, state):
            for place in places:
                number[place] += 1
    return tuple(number)
