"""The backlog at a moment with its evidence, and at every midnight in one sweep."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from itertools import accumulate, pairwise
from operator import attrgetter

from msgspec import Struct

from retro.measure.case import Case
from retro.measure.standing import Standing, standing
from retro.model.change import Change, State


class Waiting(Struct, frozen=True):
    """An open change at a moment: where it stands, and since which day without a pause."""

    change: Change
    state: State
    standing: Standing
    since: date


def waiting(case: Case, moment: datetime) -> tuple[Waiting, ...]:
    """Return the changes that were open just before a moment, the longest standing first."""
    found = []
    for change in case.changes:
        past = change.states[: bisect_left(change.states, moment, key=attrgetter("since"))]
        where = standing(case, past[-1]) if past else None
        if where:
            found.append(Waiting(change, past[-1], where, _since(case, past, where)))
    return tuple(sorted(found, key=lambda one: (one.since, one.change.project, one.change.number)))


def sweep(case: Case, moments: Sequence[datetime]) -> dict[Standing, tuple[int, ...]]:
    """Count the open changes by state just before each of the moments, which are in order.

    It equals asking `change.at` at every moment, but looks at each state once.
    """
    steps = {which: [0] * (len(moments) + 1) for which in Standing}
    for change in case.changes:
        # A state is in force at the moments after its start, up to the next one's start.
        starts = [bisect_right(moments, state.since) for state in change.states]
        for state, (first, end) in zip(
            change.states, pairwise([*starts, len(moments)]), strict=True
        ):
            where = standing(case, state) if first < end else None
            if where:
                steps[where][first] += 1
                steps[where][end] -= 1
    return {which: tuple(accumulate(step[:-1])) for which, step in steps.items()}


def _since(case: Case, past: Sequence[State], where: Standing) -> date:
    """Return the day since which a change has stood where it stands."""
    since = past[-1].since
    for state in reversed(past):
        if standing(case, state) is not where:
            break
        since = state.since
    return since.date()
