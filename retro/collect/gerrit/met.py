"""Whom a collection meets: noted as each record comes, while the next answer is awaited."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from retro import messages
from retro.collect.people import People, meet
from retro.collect.robots import Spoken, Voices


class Met:
    """Everybody on the records so far, how they speak, and where their words may be hidden."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.people: People = {}
        self.voices = Voices()
        self._hiding: dict[int, frozenset[int]] = {}

    def note(self, record: dict[str, Any], accounts: Iterable[dict[str, Any]]) -> None:
        """Take in one more full record, and the accounts on it."""
        meet(self.people, accounts)
        self.voices.hear(msgspec.convert(record, Spoken))
        authors = map(_hides, record.get("messages", ()))
        hiding = frozenset(author for author in authors if author is not None)
        if hiding:
            self._hiding[record["_number"]] = hiding

    def counting(self, robots: frozenset[int]) -> Iterator[int]:
        """Yield, in order, the changes on which a person's message may only count comments."""
        return (number for number in sorted(self._hiding) if self._hiding[number] - robots)


def _hides(message: dict[str, Any]) -> int | None:
    """Return whose words a message may hide, if it does."""
    author = (message.get("author") or {}).get("_account_id")
    hides = author is not None and messages.may_hide(message["message"], message["date"])
    return author if hides else None
