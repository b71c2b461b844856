"""What stands against a change: conflicts, votes and verdicts that only its author can answer."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from retro.measure.ground.case import Case
from retro.measure.ground.spells import Spell, joined_up
from retro.measure.ground.standing import Standing, counts, meanings, standing
from retro.model.change import Change, State


class Reason(StrEnum):
    """What stands against a change, in the order in which it is asked."""

    CONFLICT = "merge conflict"
    CORE = "−1 or −2 by a core reviewer"
    OTHER = "−1 by somebody else"
    CI = "negative verdict of CI"
    WIP = "work in progress"
    NOTHING = "nothing against it"


OF_CI = frozenset({Reason.CONFLICT, Reason.CI})
"""What only the gating CI can say."""

OF_THE_RULE = (Reason.CONFLICT, Reason.CORE, Reason.CI)
"""What the rule for abandoning asks for."""


def reasons(case: Case, state: State, at: datetime) -> tuple[Reason, ...]:
    """Return all that stands against a change in a state, at an instant; nothing is a reason.

    The instant decides who is a core reviewer.
    """
    voters = _negative_voters(case, state)
    cores = [account for account in voters if case.cores.holds(account, at)]
    others = [a for a in voters if a not in cores and case.accounts.is_person(a)]
    holds = {
        Reason.CONFLICT: state.merge_failed,
        Reason.CORE: bool(cores),
        Reason.OTHER: bool(others),
        Reason.CI: _failed(state),
        Reason.WIP: standing(case, state) is Standing.WIP,
    }
    return tuple(reason for reason, held in holds.items() if held) or (Reason.NOTHING,)


def against(case: Case, change: Change, patch_set: int) -> tuple[Spell, ...]:
    """Return when one of the rule's reasons stood against an open change on one patch set."""
    return joined_up(_spells(case, change, patch_set))


def _spells(case: Case, change: Change, patch_set: int) -> Iterator[Spell]:
    ends = (*(state.since for state in change.states), case.moment)
    for state, (since, until) in zip(change.states, pairwise(ends), strict=True):
        if state.patch_set != patch_set or not counts(case, state) or since == until:
            continue
        whole = Spell(since, until)
        if state.merge_failed or _failed(state):
            yield whole
            continue
        for account in _negative_voters(case, state):
            for role in case.cores.spells.get(account, ()):
                if part := whole.within(role):
                    yield part


def _failed(state: State) -> bool:
    return (state.verdict or 0) < 0


def _negative_voters(case: Case, state: State) -> list[int]:
    """Return who has a vote in force that asks for another patch set."""
    sends_back = meanings(case, state).sends_back
    return [account for (label, account), value in state.votes.items() if sends_back(label, value)]
