"""The full records that were fetched, as the server sent them, in order of their numbers."""

from collections.abc import Iterator, Sequence
from heapq import merge
from operator import itemgetter
from typing import Any

from retro.collect.gerrit.changes import decoded
from retro.collect.gerrit.details import BATCH, Details
from retro.collect.gerrit.early import Early
from retro.collect.gerrit.met import Met
from retro.collect.gerrit.readable import check, full
from retro.collect.people import accounts_in
from retro.collect.work import Work
from retro.errors import SourceChangedError
from retro.progress import Say

Names = Sequence[tuple[str, ...]]
"""The answers of each batch, batches in order of their numbers."""

_NEWS = 20


class FullRecords:
    """Everything fetched so far; the answers themselves lie in the work folder."""

    def __init__(self, details: Details, work: Work, early: Early, say: Say) -> None:
        """Take who fetches, where answers and lines go, and who hears how it goes."""
        self._details = details
        self._work = work
        self._say = say
        self._streams: list[Names] = []
        self.numbers: set[int] = set()
        self.hidden: set[int] = set()
        self.failed: dict[int, str] = {}
        self.unread: dict[int, str] = {}
        self.early = early
        self.met = Met()

    def fetch(self, wanted: Sequence[int]) -> None:
        """Fetch more records, and once more those at which the server failed.

        Raises:
            SourceError: The server is silent, refuses, or answers in another shape.
        """
        known = set(self._details.known(wanted))
        for part in ([n for n in wanted if n in known], [n for n in wanted if n not in known]):
            if part:
                self._fetch(part)
        try:
            check(self.unread, len(self.numbers) - len(self.unread), self._details.server)
        except SourceChangedError:
            self._details.forget()
            raise

    def _fetch(self, wanted: Sequence[int]) -> None:
        left, names = set(wanted) - self.numbers, list[tuple[str, ...]]()
        failed: set[int] = set()
        stage = f"details{len(self._streams) // 2 + 1}"
        for place, batch in enumerate(self._details.fetch(wanted, stage), 1):
            names.append(batch.names)
            self._note(batch.names, left)
            failed |= batch.failed.keys()
            self.hidden.update(batch.hidden)
            if place % _NEWS == 0:
                self._say(f"{min(place * BATCH, len(wanted))} of {len(wanted)} changes")
        again = self._details.again(sorted(failed))
        self._note(again.names, left)
        self.numbers.update(wanted)
        self._streams += [names, [(name,) for name in again.names]]
        self.hidden.update(again.hidden)
        self.failed |= again.failed

    def _note(self, names: tuple[str, ...], left: set[int]) -> None:
        """Check the records of an answer and note whom they name, each number once."""
        for record in self._records([names]):
            number = record["_number"]
            if number in left:
                left.remove(number)
                self._take(number, record)

    def _take(self, number: int, record: dict[str, Any]) -> None:
        change = full(record)
        if isinstance(change, str):
            self.unread[number] = change
            return
        accounts = tuple(accounts_in(record))
        self.met.note(record, accounts)
        self.early.take(change, record, accounts, self.met.people)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield every record that can be read once, by number."""
        return (one for one in self._fetched() if one["_number"] not in self.unread)

    def _fetched(self) -> Iterator[dict[str, Any]]:
        left = set(self.numbers)
        for record in merge(*map(self._records, self._streams), key=itemgetter("_number")):
            if record["_number"] in left:
                left.remove(record["_number"])
                yield record

    def _records(self, batches: Names) -> Iterator[dict[str, Any]]:
        for names in batches:
            batch = [
                record
                for body in self._work.bodies(names)
                for record in decoded(body, list[dict[str, Any]], "")
            ]
            yield from sorted(batch, key=itemgetter("_number"))
