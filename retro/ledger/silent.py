"""What a record's fields say that none of its messages does: silent closings, quiet beginnings."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from retro.model.change import Event, Kind, Sure
from retro.snapshot.gerrit import ChangeInfo, moment

# No field says when a change was abandoned; 299 of 1,820 of JGit's old ones have no message.
_CLOSING = {"MERGED": Kind.MERGE, "ABANDONED": Kind.ABANDON}
_TURNS = (Kind.MERGE, Kind.ABANDON, Kind.RESTORE)
_ANSWERS = (Kind.COMMENT, Kind.VOTE, Kind.REVIEW)


def unsaid(change: ChangeInfo, events: Sequence[Event], patch_set: int) -> Iterator[Event]:
    """Yield the events that must have been, since the server reports what they lead to.

    Args:
        change: The record, as the server had it on the day of collection.
        events: What its messages tell, in time order.
        patch_set: The current one.
    """
    yield from _status(change, events, patch_set)
    yield from _flag(change, events, change.is_private, Kind.PRIVATE, Kind.PUBLIC)
    # OpenStack's 2.4 had a status of its own, from June 2012 to April 2014.
    wip = change.work_in_progress or change.status == "WORKINPROGRESS"
    yield from _flag(change, events, wip, Kind.WIP, Kind.READY)


def _status(change: ChangeInfo, events: Sequence[Event], patch_set: int) -> Iterator[Event]:
    """Bring the history to the status that the server reports."""
    last = next((e.kind for e in reversed(events) if e.kind in _TURNS), Kind.RESTORE)
    wanted = _CLOSING.get(change.status, Kind.RESTORE)
    if last is not wanted:
        # `submitted` is there since 2.13, and missing on merges of 2008 to 2012 even today.
        known = wanted is Kind.MERGE and bool(change.submitted)
        at = moment(change.submitted if known else change.updated)
        yield Event(at, wanted, patch_set, sure=Sure.SERVER if known else Sure.ASSUMED)


def _flag(
    change: ChangeInfo, events: Sequence[Event], now: bool, on: Kind, off: Kind
) -> Iterator[Event]:
    """Bring a flag to what the server reports, at its beginning and at its end."""
    turns = [event for event in events if event.kind in (on, off)]
    if not turns and not now:
        return
    from_the_start = turns[0].kind is off if turns and not _uploaded_ready(events, off) else now
    if from_the_start and on not in (event.kind for event in turns):
        yield Event(moment(change.created), on, 1, sure=Sure.ASSUMED)
    # A reply that begins a review need not say so: 81 such stand on gerrit-review.
    if off is Kind.READY and not now and turns and turns[-1].kind is on:
        yield Event(_became_ready(change, events, turns[-1].at), off, 1, sure=Sure.ASSUMED)


def _became_ready(change: ChangeInfo, events: Sequence[Event], since: datetime) -> datetime:
    """Return when the author next answered: a reply may make a change ready and not say so."""
    owner = change.owner._account_id
    answers = (
        event.at
        for event in events
        if event.at > since and event.account == owner and event.kind in _ANSWERS
    )
    return next(answers, moment(change.updated))


def _uploaded_ready(events: Sequence[Event], off: Kind) -> bool:
    """Tell whether the first upload itself said that the flag is off."""
    first = events[0].at
    return any(event.kind is off and event.at == first for event in events)
