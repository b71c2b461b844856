"""Where an open change stands: the seven states, and the verified backlog."""

from enum import StrEnum
from functools import lru_cache

from retro.measure.ground.case import Case
from retro.model.change import State
from retro.model.label import CODE_REVIEW, WORKFLOW
from retro.model.labels import Meanings


class Standing(StrEnum):
    """What an open change waits for, in the words of the page."""

    __hash__ = str.__hash__  # looked up for every state, and Enum's own hash is slow

    WIP = "work in progress"
    BLOCKED = "blocked"
    FAILING = "failing CI"
    APPROVED = "approved"
    AUTHOR = "waiting on author"
    CI = "waiting on CI"
    REVIEWABLE = "reviewable"


ROLES: dict[Standing, str] = {
    Standing.REVIEWABLE: "reviewers",
    Standing.AUTHOR: "author",
    Standing.FAILING: "author",
    Standing.WIP: "author",
    Standing.BLOCKED: "author",
    Standing.CI: "ci",
    Standing.APPROVED: "approved",
}
"""Whom each state waits for, as it is drawn."""

_OF_CI = frozenset({Standing.FAILING, Standing.CI})


def states(case: Case) -> tuple[Standing, ...]:
    """Return the states that exist; without a gating CI, its two do not."""
    return tuple(one for one in Standing if case.accounts.gated or one not in _OF_CI)


def meanings(case: Case, state: State) -> Meanings:
    """Return what labels mean on a change in this state."""
    return case.labels.on(state.project, state.branch)


def counts(case: Case, state: State) -> bool:
    """Tell whether a change in this state is part of the backlog."""
    return state.open and not state.private and case.covers(state.branch)


def standing(case: Case, state: State) -> Standing | None:
    """Return the first of the seven states that holds, or None outside the backlog."""
    if not counts(case, state):
        return None
    here, first = meanings(case, state), _without_votes(case, state)
    for (label, account), value in state.votes.items():
        rank = _rank(here, label, value)
        if rank < first and (rank != _AUTHOR or case.accounts.is_person(account)):
            first = rank
    return _ORDER[first]


def verified(case: Case, state: State) -> bool:
    """Tell whether a change is in the verified backlog."""
    return _passed(case, state) and not _stopping(case, state)


def held_only(case: Case, state: State) -> bool:
    """Tell whether a change would be in the verified backlog if nobody held it."""
    held = held_on(case, state)
    return bool(held) and _passed(case, state) and _stopping(case, state) <= frozenset(held)


def _passed(case: Case, state: State) -> bool:
    return not state.wip and (state.verdict or 0) > 0 and counts(case, state)


def _stopping(case: Case, state: State) -> frozenset[str]:
    """Return the labels with a vote in force that stops a change, or sends it to the gate."""
    here, votes = meanings(case, state), state.votes.items()
    return frozenset([label for (label, _), value in votes if _stops(here, label, value)])


@lru_cache(maxsize=4096)
def _stops(here: Meanings, label: str, value: int) -> bool:
    return label in WORKFLOW or here.vetoes(label, value)


def held_on(case: Case, state: State) -> tuple[str, ...]:
    """Return the labels on which a vote says "not now", and the server refuses the merge."""
    here = meanings(case, state)
    return tuple(
        sorted(
            {
                label
                for (label, _), value in state.votes.items()
                if here.holds(label, value) and here.vetoes(label, value)
            }
        )
    )


_ORDER = tuple(Standing)
_WIP, _BLOCKED, _FAILING, _APPROVED, _AUTHOR, _CI, _REVIEWABLE = range(len(_ORDER))
"""The place of each state among the seven, of which the first that holds counts."""


def _without_votes(case: Case, state: State) -> int:
    """Return the place of the first state that holds whatever the votes are."""
    if state.wip:
        return _WIP
    if not case.accounts.gated:
        return _REVIEWABLE
    if not state.verdict:
        return _CI
    return _FAILING if state.verdict < 0 else _REVIEWABLE


@lru_cache(maxsize=4096)
def _rank(here: Meanings, label: str, value: int) -> int:
    """Return the place of the first state that a vote brings about; few votes differ."""
    if label in WORKFLOW and value < 0:
        return _WIP
    if here.vetoes(label, value) and (label == CODE_REVIEW or here.holds(label, value)):
        return _BLOCKED
    if label in WORKFLOW and value > 0:
        return _APPROVED
    return _AUTHOR if here.sends_back(label, value) else _REVIEWABLE
