"""Whether what a server sent of one change can be read, so that one that can't is no one's end."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from retro.collect.gerrit.cursor import Row, Unread
from retro.errors import SourceChangedError
from retro.snapshot.gerrit import ChangeInfo, moment

MOST = 5
"""More that can't be read, and hardly one that can: then it is the server that has changed."""

_NO_TIME = "one of its times is none"
_NO_STATUS = "its status is none that is known here"
# Gerrit's statuses until today; drafts went with 2.15, what waited for its merge with 2.x.
_STATUSES = frozenset({"NEW", "MERGED", "ABANDONED", "DRAFT", "SUBMITTED"})
# A time is compared as text, and reckoned with: no other form and no other age will do.
_TIME = re.compile(r"(?:19[7-9]|20\d)\d-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?", re.ASCII)


def line(raw: msgspec.Raw) -> Row | Unread:
    """Return a line of the index; of one that can't be read what it tells all the same.

    Raises:
        SourceChangedError: It doesn't even tell a number.
    """
    try:
        row = msgspec.json.decode(raw, type=Row)
    except msgspec.ValidationError as error:
        return _unread(raw, str(error))
    times = (row.created, row.updated, *filter(None, (row.submitted,)))
    why = _odd(row.status, times)
    return _unread(raw, why) if why else row


def full(record: dict[str, Any]) -> ChangeInfo | str:
    """Return a full record, or why it can't be read."""
    try:
        change = msgspec.convert(record, ChangeInfo)
    except msgspec.ValidationError as error:
        return str(error)
    return _odd(change.status, _times(change)) or change


def _odd(status: str, times: Iterable[str]) -> str:
    if status not in _STATUSES:
        return _NO_STATUS
    return "" if all(map(_is_time, times)) else _NO_TIME


def _is_time(text: str) -> bool:
    try:
        return _TIME.fullmatch(text) is not None and moment(text) is not None
    except ValueError:
        return False


def check(unread: dict[int, str], read: int, where: str) -> None:
    """Refuse a server of which hardly anything can be read.

    Raises:
        SourceChangedError: It is more than some odd records.
    """
    if len(unread) > MOST and len(unread) > read:
        number, why = min(unread.items())
        raise SourceChangedError(
            f"most changes have another shape; change {number}: {why}", where=where
        )


class _Named(Struct, frozen=True):
    _number: int
    _more_changes: bool = False


def _unread(raw: msgspec.Raw, why: str) -> Unread:
    try:
        named = msgspec.json.decode(raw, type=_Named)
    except msgspec.ValidationError as error:
        # what tells no number is no change: it is the answer that is none
        raise SourceChangedError(f"the answer has another shape: {error}") from error
    return Unread(named._number, named._more_changes, why)


def _times(change: ChangeInfo) -> Iterator[str]:
    yield from (change.created, change.updated)
    yield from (message.date for message in change.messages)
    votes = (vote.date for label in change.labels.values() for vote in label.all)
    revisions = (revision.created for revision in change.revisions.values())
    # what a server leaves out is told by other fields
    yield from filter(None, (change.submitted, *votes, *revisions))
