"""Where an open change stands: the seven states, and the verified backlog."""

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import partial

from retro.measure.ground.case import Case
from retro.model.change import State
from retro.model.label import CODE_REVIEW, WORKFLOW
from retro.model.labels import Meanings


class Standing(StrEnum):
    """What an open change waits for, in the words of the page."""

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
    return next((which for which, holds in _RULES if holds(case, state)), Standing.REVIEWABLE)


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
    vetoes, votes = meanings(case, state).vetoes, state.votes.items()
    return frozenset(
        label for (label, _), value in votes if label in WORKFLOW or vetoes(label, value)
    )


def _unfinished(_: Case, state: State) -> bool:
    return state.wip or _voted(state, WORKFLOW, lambda value: value < 0)


def _blocked(case: Case, state: State) -> bool:
    return _voted(
        state, {CODE_REVIEW}, partial(meanings(case, state).vetoes, CODE_REVIEW)
    ) or bool(held_on(case, state))


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


def _failing(case: Case, state: State) -> bool:
    return case.accounts.gated and (state.verdict or 0) < 0


def _approved(_: Case, state: State) -> bool:
    return _voted(state, WORKFLOW, lambda value: value > 0)


def _sent_back(case: Case, state: State) -> bool:
    sends_back = meanings(case, state).sends_back
    return any(
        sends_back(label, value) and case.accounts.is_person(account)
        for (label, account), value in state.votes.items()
    )


def _untested(case: Case, state: State) -> bool:
    return case.accounts.gated and not state.verdict


def _voted(state: State, labels: Collection[str], holds: Callable[[int], bool]) -> bool:
    return any(label in labels and holds(value) for (label, _), value in state.votes.items())


_RULES: tuple[tuple[Standing, Callable[[Case, State], bool]], ...] = (
    (Standing.WIP, _unfinished),
    (Standing.BLOCKED, _blocked),
    (Standing.FAILING, _failing),
    (Standing.APPROVED, _approved),
    (Standing.AUTHOR, _sent_back),
    (Standing.CI, _untested),
)
