"""The backlog at a moment with its evidence, and at every midnight in one sweep."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate, pairwise, repeat
from operator import attrgetter

from msgspec import Struct

from retro.measure.ground.case import Case, once
from retro.measure.ground.shared import of_change
from retro.measure.ground.standing import Standing, standing, verified
from retro.model.change import Change, State

_SINCE = attrgetter("since")


class Waiting(Struct, frozen=True):
    """An open change at a moment: where it stands, and since which day without a pause.

    It is `verified` where it is in the verified backlog.
    """

    change: Change
    state: State
    standing: Standing
    since: date
    verified: bool


@once
def waiting(case: Case, moment: datetime, *, specs: bool = False) -> tuple[Waiting, ...]:
    """Return the changes, or specs, open just before a moment, longest standing first."""
    until = None if moment == case.moment else moment
    found = filter(None, _waiting.each(case, case.specs if specs else case.changes, until))
    return tuple(
        sorted(found, key=lambda entry: (entry.since, entry.change.project, entry.change.number))
    )


@of_change
def _waiting(case: Case, change: Change, until: datetime | None) -> Waiting | None:
    """Return an open change as it stood just before a moment, or at last."""
    end = bisect_left(change.states, until or case.moment, key=_SINCE)
    if not end or not change.states[end - 1].open:
        return None
    past = change.states[:end]
    where = standing(case, past[-1])
    if not where:
        return None
    since = _since(case, past, where)
    return Waiting(change, past[-1], where, since, verified(case, past[-1]))


def sweep(case: Case, moments: Sequence[datetime]) -> dict[Standing, tuple[int, ...]]:
    """Count the open changes by state just before each of the moments, which are in order.

    It equals asking `change.at` at every moment, but looks at each state once.
    """
    steps = {which: [0] * (len(moments) + 1) for which in Standing}
    for _, state, places in stretches(case, moments):
        where = standing(case, state)
        if where:
            steps[where][places.start] += 1
            steps[where][places.stop] -= 1
    return {which: tuple(accumulate(step[:-1])) for which, step in steps.items()}


def stretches(case: Case, moments: Sequence[datetime]) -> Iterator[tuple[Change, State, range]]:
    """Yield each open state with the places of the moments just before which it was in force.

    The moments are in order. States that none of them falls to are left out.
    """
    for change in case.changes:
        if not moments or _away(change, moments):
            continue
        # A state is in force at the moments after its start, up to the next one's start.
        starts = map(bisect_right, repeat(moments), map(_SINCE, change.states))
        for state, (first, end) in zip(
            change.states, pairwise([*starts, len(moments)]), strict=True
        ):
            if first < end and state.open:
                yield change, state, range(first, end)


def _away(change: Change, moments: Sequence[datetime]) -> bool:
    """Tell whether a change began after some moments, or was closed before them for good."""
    last = change.states[-1]
    return change.states[0].since >= moments[-1] or (not last.open and last.since < moments[0])


def _since(case: Case, past: Sequence[State], where: Standing) -> date:
    """Return the day since which a change has stood where it stands."""
    since = past[-1].since
    for state in reversed(past):
        if standing(case, state) is not where:
            break
        since = state.since
    return since.date()
