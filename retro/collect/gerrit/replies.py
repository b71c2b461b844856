"""Comments that came with messages: since Gerrit 3.3 they hold what is typed as a reply."""

from collections.abc import Sequence

from msgspec import Struct

from retro import messages
from retro.collect.gerrit.changes import GerritChanges, decoded
from retro.collect.gerrit.lanes import Lanes
from retro.collect.reply import TooMuchError
from retro.collect.work import Work
from retro.errors import SourceRefusedError
from retro.progress import Say
from retro.snapshot.gerrit import AccountInfo, CommentInfo, MessageInfo, moment

_LEVEL = "/PATCHSET_LEVEL"
_MOST_FAILURES = 5
_NEWS = 500


class Comment(Struct, frozen=True):
    """A comment as the server has it; nothing of its text is packed."""

    message: str = ""
    updated: str = ""
    change_message_id: str = ""
    in_reply_to: str = ""
    unresolved: bool = False
    author: AccountInfo = AccountInfo()


Comments = dict[str, list[Comment]]
"""The comments of a change, by file or `/PATCHSET_LEVEL`."""


class Replies:
    """The comments of those changes whose messages only count them."""

    def __init__(self, gerrit: GerritChanges, work: Work, lanes: Lanes, say: Say) -> None:
        """Take who asks, where the answers go, and who hears how it goes."""
        self._gerrit = gerrit
        self._work = work
        self._lanes = lanes
        self._say = say
        self.known: set[int] = set()
        self.failed: dict[int, str] = {}

    def fetch(self, wanted: Sequence[int]) -> None:
        """Ask for the comments of each change, one request each.

        A server that refuses several of them is asked no more: the rest is known without them.

        Raises:
            SourceError: The server is silent, or answers in another shape.
        """
        if wanted:
            self._say(f"{len(wanted)} changes whose messages only count comments")
        asked = self._lanes.each(self._ask, wanted)
        for place, (number, why) in enumerate(asked, 1):
            if why:
                self.failed[number] = why
            else:
                self.known.add(number)
            if place % _NEWS == 0:
                self._say(f"the comments of {place} of {len(wanted)} changes")

    def of(self, number: int) -> Comments | None:
        """Return a change's comments, or None where they were not looked into."""
        if number not in self.known:
            return None
        (body,) = self._work.bodies((_name(number),))
        return decoded(body, Comments, "")

    def _ask(self, number: int) -> tuple[int, str]:
        """Return a change's number, and why there are no comments of it, if so."""
        if len(self.failed) >= _MOST_FAILURES:
            return number, next(iter(self.failed.values()))
        try:
            path, common = f"/changes/{number}/comments", self._gerrit.handed.at(number)
            self._gerrit.get(_name(number), path, (), Comments, common=common)
        except (SourceRefusedError, TooMuchError) as error:
            # now, since the next change is asked about before this is looked at
            self.failed[number] = error.what
            return number, error.what
        return number, ""


def kept(
    message: MessageInfo, comments: Comments, triggers: messages.Triggers
) -> tuple[CommentInfo, ...] | None:
    """Return what is kept of the comments that came with a message; None if none is known."""
    if not messages.may_hide(message.message, message.date):
        return None
    day = moment(message.date).date()
    found = []
    for path, several in sorted(comments.items()):
        for comment in filter(lambda one: _belongs(one, message), several):
            words = messages.own_words(comment.message)
            said = (path == _LEVEL and triggers.asked(words, day)) or messages.TEXT
            reply = bool(comment.in_reply_to)
            found.append(CommentInfo(said, path == _LEVEL, reply, comment.unresolved))
    return tuple(found) or None


def _belongs(comment: Comment, message: MessageInfo) -> bool:
    if comment.change_message_id:
        return comment.change_message_id == message.id
    # What is written in one go has one time stamp; old servers tell no more.
    author = message.author and message.author._account_id
    return (comment.updated, comment.author._account_id) == (message.date, author)


def _name(number: int) -> str:
    return f"comments-{number}"
