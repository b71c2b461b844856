"""Whom a collection meets: noted as each record comes, while the next answer is awaited."""

from collections.abc import Iterable, Iterator
from typing import Any

from retro import messages
from retro.collect.people import People, meet
from retro.collect.robots import Voices
from retro.snapshot.gerrit import ChangeInfo, MessageInfo


class Met:
    """Everybody on the records so far, how they speak, and where their words may be hidden."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.people: People = {}
        self.voices = Voices()
        self._hiding: dict[int, frozenset[int]] = {}

    def note(self, change: ChangeInfo, accounts: Iterable[dict[str, Any]]) -> None:
        """Take in one more full record, and the accounts on it."""
        meet(self.people, accounts)
        self.voices.hear(change)
        authors = map(_hides, change.messages)
        hiding = frozenset(author for author in authors if author is not None)
        if hiding:
            self._hiding[change._number] = hiding

    def counting(self, robots: frozenset[int]) -> Iterator[int]:
        """Yield, in order, the changes on which a person's message may only count comments."""
        return (number for number in sorted(self._hiding) if self._hiding[number] - robots)


def _hides(message: MessageInfo) -> int | None:
    """Return whose words a message may hide, if it does."""
    if message.author and messages.may_hide(message.message, message.date):
        return message.author._account_id or None
    return None
