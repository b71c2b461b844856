"""From events to states: one fold, which is the only place that says what an event does."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from retro.model.change import Accounts, Event, Kind, State, Status


def fold(
    events: Iterable[Event], *, branch: str, owner: int, accounts: Accounts, label: str
) -> Iterator[State]:
    """Yield the state that each event leaves behind, in order; events at one moment make one.

    Args:
        events: In time order; the first is the first upload.
        branch: The branch at the beginning.
        owner: The account whose actions count as the author's.
        accounts: Tells persons, robots and the gating CI apart.
        label: The label on which the gating CI votes.
    """
    state: State | None = None
    for event in events:
        if state is None:
            new = State(event.at, Status.NEW, event.patch_set, event.at, branch, {})
        else:
            new = replace(state, since=event.at)
        new = _acted(_STEPS[event.kind](new, event, accounts, label), event, owner, accounts)
        if state is not None and state.since < event.at:
            yield state
        state = new
    if state is not None:
        yield state


def _upload(state: State, event: Event, *_: object) -> State:
    if event.patch_set < state.patch_set:
        return state
    return replace(
        state,
        patch_set=event.patch_set,
        uploaded=event.at,
        votes={},
        verdict=None,
        merge_failed=False,
    )


def _vote(state: State, event: Event, accounts: Accounts, label: str) -> State:
    if event.patch_set != state.patch_set or event.account is None:
        return state
    votes = dict(state.votes)
    if event.value:
        votes[event.label, event.account] = event.value
    else:
        votes.pop((event.label, event.account), None)
    state = replace(state, votes=votes)
    if event.label != label or not accounts.is_gating(event.account):
        return state
    return _verdict(state, event)


def _verdict(state: State, event: Event) -> State:
    """Take the gating CI's word; what it clears itself stands, since its gate is running."""
    if event.value:
        return replace(state, verdict=event.value, merge_failed=False)
    return state if event.by == event.account else replace(state, verdict=None)


def _merge_failure(state: State, event: Event, *_: object) -> State:
    return replace(state, merge_failed=True) if event.patch_set == state.patch_set else state


def _comment(state: State, event: Event, accounts: Accounts, _: str) -> State:
    """Let a later word of the gating CI replace a merge failure, even without a new vote."""
    if accounts.is_gating(event.account) and event.patch_set == state.patch_set:
        return replace(state, merge_failed=False)
    return state


def _move(state: State, event: Event, *_: object) -> State:
    return replace(state, branch=event.text.partition("\t")[2])


def _same(state: State, *_: object) -> State:
    return state


def _set(**fields: object) -> Callable[..., State]:
    return lambda state, *_: replace(state, **fields)


_STEPS: dict[Kind, Callable[[State, Event, Accounts, str], State]] = {
    Kind.UPLOAD: _upload,
    Kind.VOTE: _vote,
    Kind.COPIED: _vote,
    Kind.REMOVED: _vote,
    Kind.REVIEW: _same,
    Kind.COMMENT: _comment,
    Kind.RECHECK: _same,
    Kind.ABANDON: _set(status=Status.ABANDONED),
    Kind.RESTORE: _set(status=Status.NEW),
    Kind.MERGE: _set(status=Status.MERGED, wip=False, private=False),
    Kind.WIP: _set(wip=True),
    Kind.READY: _set(wip=False),
    Kind.PRIVATE: _set(private=True),
    Kind.PUBLIC: _set(private=False),
    Kind.MOVE: _move,
    Kind.MERGE_FAILURE: _merge_failure,
}


def _acted(state: State, event: Event, owner: int, accounts: Accounts) -> State:
    """Note who was last to act; a vote that was only carried over is nobody's act."""
    if event.kind is Kind.COPIED:
        return state
    if event.kind is Kind.REVIEW:
        return replace(state, person_reviewed=event.at)
    if event.account == owner or event.kind is Kind.UPLOAD:
        return replace(state, author_acted=event.at)
    if accounts.is_gating(event.account):
        return replace(state, ci_acted=event.at)
    return state
