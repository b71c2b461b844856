"""The full records that were fetched, as the server sent them."""

from collections.abc import Iterator, Sequence
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

_NEWS = 20


class FullRecords:
    """Everything fetched so far; the answers themselves lie in the work folder."""

    def __init__(self, details: Details, work: Work, early: Early, say: Say) -> None:
        """Take who fetches, where answers and lines go, and who hears how it goes."""
        self._details = details
        self._work = work
        self._say = say
        self._stages = 0
        self._names: list[str] = []
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
        left, failed = set(wanted) - self.numbers, set[int]()
        self._stages += 1
        for place, batch in enumerate(self._details.fetch(wanted, f"details{self._stages}"), 1):
            self._note(batch.names, left)
            failed |= batch.failed.keys()
            self.hidden.update(batch.hidden)
            if place % _NEWS == 0:
                self._say(f"{min(place * BATCH, len(wanted))} of {len(wanted)} changes")
        again = self._details.again(sorted(failed))
        self._note(again.names, left)
        self.numbers.update(wanted)
        self.hidden.update(again.hidden)
        self.failed |= again.failed

    def _note(self, names: tuple[str, ...], left: set[int]) -> None:
        """Check the records of an answer and note whom they name, each number once."""
        self._names += names
        for record in self._records(names):
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
        self.met.note(change, accounts)
        self.early.take(change, record, accounts, self.met.people)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield every record that can be read once, as they came."""
        left = self.numbers - self.unread.keys()
        for record in self._records(self._names):
            if record["_number"] in left:
                left.remove(record["_number"])
                yield record

    def _records(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the records of some answers, each answer's by number."""
        for body in self._work.bodies(tuple(names)):
            yield from sorted(decoded(body, list[dict[str, Any]], ""), key=itemgetter("_number"))
