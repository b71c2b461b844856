"""What a record's fields say that none of its messages does: silent closings, quiet beginnings."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from retro.model.change import Accounts, Event, Kind, Sure
from retro.snapshot.gerrit import ChangeInfo, moment

# No field says when a change was abandoned; 299 of 1,820 of JGit's old ones have no message.
_CLOSING = {"MERGED": Kind.MERGE, "ABANDONED": Kind.ABANDON}
_TURNS = frozenset({Kind.MERGE, Kind.ABANDON, Kind.RESTORE})
_FLAGS = frozenset({Kind.WIP, Kind.READY, Kind.PRIVATE, Kind.PUBLIC})
_WIP = "WORKINPROGRESS"
# newPatchSet and newWipPatchSet since 2.14 (2016-10-20); OpenDev went from 2.13 to 3.2 in 2020-11.
UPLOADED = "upload"
"""Marks a turn of a flag that only the tag of an upload tells."""
_ANSWERS = (Kind.COMMENT, Kind.VOTE, Kind.REVIEW)


def unsaid(
    change: ChangeInfo, events: Sequence[Event], patch_set: int, accounts: Accounts
) -> Iterator[Event]:
    """Yield the events that must have been, since the server reports what they lead to.

    Args:
        change: The record, as the server had it on the day of collection.
        events: What its messages tell, in time order.
        patch_set: The current one.
        accounts: Which of them are one person.
    """
    answers = partial(_answers, change, events, accounts)
    yield from _status(change, events, patch_set)
    flags = [event for event in events if event.kind in _FLAGS]
    if not (flags or change.is_private or change.work_in_progress or change.status == _WIP):
        return
    yield from _flag(change, events, answers, change.is_private, Kind.PRIVATE, Kind.PUBLIC)
    # OpenStack's 2.4 had a status of its own, from June 2012 to April 2014.
    wip = change.work_in_progress or change.status == _WIP
    yield from _flag(change, events, answers, wip, Kind.WIP, Kind.READY)


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
    change: ChangeInfo,
    events: Sequence[Event],
    answers: Callable[[], Sequence[datetime]],
    now: bool,
    on: Kind,
    off: Kind,
) -> Iterator[Event]:
    """Bring a flag to what the server reports, at its beginning and at its end."""
    turns = [event for event in events if event.kind is on or event.kind is off]
    if _was_on_before(turns, on):
        yield from _on_before(change, turns, on, off)
    last = turns[-1] if turns else None
    if now is (last is not None and last.kind is on):
        return
    if now:
        since = last.at if last else moment(change.created)
        yield Event(since, off, 1, sure=Sure.ASSUMED)
        yield Event(max(since, moment(change.updated)), on, 1, sure=Sure.ASSUMED)
    elif last:
        later = [at for at in answers() if at > last.at]
        yield Event(max(_ended(change, events, off, later), last.at), off, 1, sure=Sure.ASSUMED)


def _was_on_before(turns: Sequence[Event], on: Kind) -> bool:
    """Tell whether somebody turned a flag off that nobody was heard to turn on.

    The tag of an upload says how things stand after it, so it is no turning off. Gerrit sets
    these tags since 2.14; an earlier upload, without one, says nothing.
    """
    first = next((turn for turn in turns if turn.kind is on or turn.text != UPLOADED), None)
    return first is not None and first.kind is not on


def _on_before(change: ChangeInfo, turns: Sequence[Event], on: Kind, off: Kind) -> Iterator[Event]:
    """Turn a flag on before it was turned off: at the beginning, unless an upload says it was off.

    Where one does, it was turned on in silence some time later, and is in doubt from there.
    """
    uploads = [turn for turn in turns if turn.text == UPLOADED]
    if uploads and uploads[0] is turns[0]:
        yield Event(uploads[0].at, off, 1, sure=Sure.ASSUMED)
    else:
        yield Event(moment(change.created), on, 1, sure=Sure.ASSUMED)


def _ended(
    change: ChangeInfo, events: Sequence[Event], off: Kind, answers: Sequence[datetime]
) -> datetime:
    """Return when a flag was taken down at the latest: a merge takes both.

    A reply of the owner may make a change ready and not say so: 81 such stand on gerrit-review.
    """
    merges = [event.at for event in events if event.kind is Kind.MERGE]
    if change.status == "MERGED" and merges:
        return merges[-1]
    ready = answers if off is Kind.READY else ()
    return next(iter(ready), moment(change.updated))


def _answers(
    change: ChangeInfo, events: Sequence[Event], accounts: Accounts
) -> tuple[datetime, ...]:
    """Return when the owner answered, by whichever account."""
    owner = accounts.person(change.owner._account_id)
    answers = (event for event in events if event.kind in _ANSWERS)
    return tuple(event.at for event in answers if accounts.person(event.account) == owner)
