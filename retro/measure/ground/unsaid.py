"""Open changes whose state rests on votes or flags that nothing in their records says outright."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from retro.measure.ground.case import Case, once
from retro.measure.ground.standing import counts
from retro.measure.ground.sweep import Waiting, stretches, waiting
from retro.model.change import Kind, Sure
from retro.outline import words

VOTES, FLAGS = "votes", "flags"
_READ = frozenset({VOTES, FLAGS})
"""What of a state decides where a change stands, and may be assumed."""

Where = TypeVar("Where", bound=StrEnum)


class Cause(StrEnum):
    """What is assumed, and why."""

    COPIES = "that a new patch set may have kept or lost, since nobody listed what was copied"
    SILENT = "that were cast or taken back silently"
    TURNED = "flags (work in progress, private) that were turned silently"


_CAUSES = {
    Kind.COPIED: Cause.COPIES,
    Kind.LAPSED: Cause.COPIES,
    Kind.VOTE: Cause.SILENT,
    Kind.REMOVED: Cause.SILENT,
}


@once
def unsaid(case: Case, moment: datetime, *, specs: bool = False) -> tuple[Waiting, ...]:
    """Return the open changes, or specs, whose votes or flags are assumed in part at a moment."""
    found = waiting(case, moment, specs=True) if specs else waiting(case, moment)
    return tuple(one for one in found if one.state.assumed & _READ)


def causes(backlog: Iterable[Waiting], moment: datetime) -> tuple[Cause, ...]:
    """Return why votes or flags of some changes are assumed, as they stand at a moment."""
    found = {
        _CAUSES[event.kind]
        for one in backlog
        if VOTES in one.state.assumed
        for event in one.change.events
        if event.sure is Sure.ASSUMED
        and event.kind in _CAUSES
        and event.patch_set == one.state.patch_set
        and event.at < moment
    }
    found |= {Cause.TURNED for one in backlog if FLAGS in one.state.assumed}
    return tuple(cause for cause in Cause if cause in found)


def rests_on(backlog: Sequence[Waiting], moment: datetime) -> str:
    """Say what the state of some changes rests on, and why that is assumed."""
    found = causes(backlog, moment)
    votes = ", or ".join(str(cause) for cause in found if cause is not Cause.TURNED)
    cast = any(VOTES in one.state.assumed for one in backlog)
    said = [f"votes{votes and ' '}{votes}"] if cast else []
    return " and on ".join([*said, *(str(cause) for cause in found if cause is Cause.TURNED)])


def maybe_private(entry: Waiting) -> bool:
    """Tell whether an open change may have been private, so that it would not count at all."""
    turned = any(event.kind in (Kind.PRIVATE, Kind.PUBLIC) for event in entry.change.events)
    return turned and FLAGS in entry.state.assumed


def off(doubted: Sequence[Waiting], found: Iterable[Waiting]) -> int:
    """Return by how many the number of some changes may be off, at most.

    Those in doubt that were counted might not belong there, and those that weren't might.
    """
    numbers = {one.change.number for one in doubted}
    inside = sum(one.change.number in numbers for one in found)
    return max(inside, len(numbers) - inside)


def off_by_kind(
    doubted: Sequence[Waiting], kinds: Iterable[Where], where: Callable[[Waiting], Where]
) -> dict[Where, int]:
    """Return the same for each of the kinds that changes are sorted by."""
    inside = Counter(map(where, doubted))
    return {kind: max(inside[kind], len(doubted) - inside[kind]) for kind in kinds}


def in_doubt(doubted: Sequence[Waiting], moment: datetime, what: str, most: int) -> str:
    """Say by how much a number may be off, and why; nothing where it rests on what is known."""
    if not most:
        return ""
    return (
        f"{what} may be off by up to {words.number(most)}: how "
        f"{words.counted(len(doubted), 'open changes')} stood rests on "
        f"{rests_on(doubted, moment)}."
    )


def unsaid_at(case: Case, moments: Sequence[datetime]) -> tuple[int, ...]:
    """Count such changes just before each of some moments, which are in order."""
    number = [0] * len(moments)
    for _, state, places in stretches(case, moments):
        if state.assumed & _READ and counts(case, state):
            for place in places:
                number[place] += 1
    return tuple(number)
