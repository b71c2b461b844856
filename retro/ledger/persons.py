"""A history in which each person has one number, however many accounts.

It is replayed account by account, as the server counts votes, and told by persons afterwards.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from retro.model.change import Change, State, Votes

People = Mapping[int, int]
"""The number that stands for each account of who has several."""


def by_persons(change: Change, people: People) -> Change:
    """Return a history with the numbers of persons in the place of their accounts'."""
    if not people:
        return change
    return replace(
        change,
        owner=people.get(change.owner, change.owner),
        events=tuple(
            replace(event, account=_person(event.account, people))
            if event.account in people
            else event
            for event in change.events
        ),
        states=tuple(_state(state, people) for state in change.states),
    )


def _person(account: int | None, people: People) -> int | None:
    return None if account is None else people.get(account, account)


def _state(state: State, people: People) -> State:
    if not any(account in people for _, account in state.votes):
        return state
    return replace(state, votes=_votes(state.votes, people))


def _votes(votes: Votes, people: People) -> Votes:
    """Return the votes by persons: of two by one, what holds a change back counts."""
    found: Votes = {}
    for (label, account), value in votes.items():
        key = label, people.get(account, account)
        values = value, found.get(key, value)
        found[key] = min(values) if min(values) < 0 else max(values)
    return found
