"""Entries that can't be read: each is a hole with its number, and not the end of a collection."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from retro.collect.launchpad.pages import Entry
from retro.errors import SourceChangedError
from retro.snapshot import Hole

MOST = 5
"""More that can't be read, and hardly one that can: then it is Launchpad that has changed."""

Name = TypeVar("Name")
Record = TypeVar("Record")


class _Unread(NamedTuple):
    collection: str
    which: str
    why: str


class Readable:
    """Reads entries one by one, and notes those that can't be."""

    def __init__(self) -> None:
        """Begin with everything read."""
        self._unread: list[_Unread] = []
        self._nameless: list[Entry] = []

    @property
    def holes(self) -> tuple[Hole, ...]:
        """Return what could not be read, each with the reason."""
        return tuple(
            Hole(collection=one.collection, why=f"{one.which} can't be read: {one.why}", unread=1)
            for one in self._unread
        )

    def named(
        self,
        collection: str,
        what: str,
        entries: Iterable[Entry],
        name_of: Callable[[Entry], Name],
        lacks: str = "it has no name",
    ) -> list[tuple[Name, Entry]]:
        """Return entries with their names; one without is known by its place, and noted once."""
        found: list[tuple[Name, Entry]] = []
        for place, entry in enumerate(entries, 1):
            if name := name_of(entry):
                found.append((name, entry))
            # several collections have the same entry; what is none at all is never the same
            elif not entry or entry not in self._nameless:
                self._nameless.append(entry)
                self.note(collection, f"entry {place} of {what}", lacks)
        return found

    def record(self, collection: str, which: str, make: Callable[[], Record]) -> list[Record]:
        """Return a record, or nothing where the entry has another shape."""
        try:
            return [make()]
        except SourceChangedError as error:
            self.note(collection, which, error.what)
            return []

    def note(self, collection: str, which: str, why: str) -> None:
        """Note an entry that can't be read."""
        self._unread.append(_Unread(collection, which, why))

    def check(self, collection: str, read: int, where: str) -> None:
        """Refuse a Launchpad of which hardly anything can be read.

        Raises:
            SourceChangedError: It is more than some odd entries.
        """
        unread = [one for one in self._unread if one.collection == collection]
        if len(unread) > MOST and len(unread) > read:
            first = unread[0]
            raise SourceChangedError(
                f"most entries have another shape; {first.which}: {first.why}", where=where
            )
