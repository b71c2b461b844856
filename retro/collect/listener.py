"""Who hears of each record as it is packed, while further answers are awaited."""

from typing import Protocol

from retro.snapshot.gerrit import ChangeInfo


class Listener(Protocol):
    """Hears records; it is told if those are what the snapshot will hold, all of it."""

    def hear(self, record: ChangeInfo) -> None:
        """Take one more record, packed by who everybody seems to be."""

    def complete(self) -> None:
        """Learn that what was heard is what is written."""


class Nobody:
    """Hears nothing."""

    def hear(self, record: ChangeInfo) -> None:
        """Pass over a record."""

    def complete(self) -> None:
        """Pass over the end."""
