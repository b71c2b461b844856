"""What somebody said in a message and in the comments that came with it."""

from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct

from retro import messages
from retro.model.change import BARE, UNREAD
from retro.snapshot.gerrit import MessageInfo

# Words of a reply are comments on /PATCHSET_LEVEL since 3.3; OpenDev's are seen from 2021 on.
_RECHECKS = {messages.BARE: BARE, messages.REASONED: ""}


class Heard(Struct, frozen=True, gc=False):
    """A message's words, those of its comments among them.

    `recheck` is the text of the event if there is one; `note` tells of words that nobody read, and
    `guessed` that these alone make it a comment.
    """

    recheck: str | None
    commented: bool
    note: str
    guessed: bool


def _told(mark: str) -> Heard:
    """Return what words tell that have no comments beside them."""
    return Heard(_RECHECKS.get(mark), commented=not mark, note="", guessed=False)


_SILENT = Heard(recheck=None, commented=False, note="", guessed=False)
_TOLD = {mark: _told(mark) for mark in ("", messages.OTHER, *_RECHECKS)}
"""What is heard in nearly every message: no words, or words by their mark."""


def heard(
    message: MessageInfo,
    reading: messages.Reading,
    at: datetime,
    mark_of: Callable[[str, date], str],
) -> Heard:
    """Read each comment as if it stood in the message; where none is known, a count is words."""
    if not message.comments and not reading.counted:
        return _TOLD[mark_of(reading.said, at.date())] if reading.said else _SILENT
    comments = message.comments or ()
    words = [reading.said, *(one.said if one.level else messages.TEXT for one in comments)]
    marks = [mark_of(each, at.date()) for each in words if each]
    rechecks = [_RECHECKS[mark] for mark in marks if mark in _RECHECKS]
    spoken = not all(marks)
    unread = reading.counted and message.comments is None
    hidden = unread and messages.may_hide(message.message, message.date)
    return Heard(
        recheck=min(rechecks, default=None),
        commented=unread or spoken,
        note=UNREAD if hidden else "",
        guessed=hidden and not spoken,
    )
