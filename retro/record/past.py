"""A record at one moment after the other: what measures are handed, without what came later."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from retro import ledger
from retro.ledger.features.outcomes import features, telling
from retro.measure import Case
from retro.measure.ground.shared import Shared
from retro.model.change import Change
from retro.model.cycle_before import CycleBefore
from retro.model.feature import Features
from retro.model.known import Known
from retro.model.watch import Watched
from retro.record import collected

_EVER = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)

if TYPE_CHECKING:
    from retro.record.book import Book

_TRIGGERS_TOLD = 3
"""The first packing that tells rechecks, with a reason or without, from other triggers."""


class Past:
    """The past of a record; moments that are asked about in time order share what is the same."""

    def __init__(self, book: "Book") -> None:
        """Take a record; nothing was found out about it yet."""
        is_spec = book.target.team.gerrit.is_spec
        self._book = book
        self._code = Cuts(one for one in book.changes if not is_spec(one.project))
        self._specs = Cuts(one for one in book.changes if is_spec(one.project))
        told = telling(book.feature_records, book.changes)
        self._telling = frozenset(change.number for change in told)
        self._shared = Shared()

    def case(self, as_of: date, *, lists: bool = True) -> Case:
        """Return what measures are handed: all that was known just before a day's last moment.

        Here alone it is cut, so that no measure can know what came later.

        Args:
            as_of: The day.
            lists: Whether what stands behind the numbers is wanted too.
        """
        book = self._book
        moment, known, window = book.moments.until(as_of), book.known(as_of), book.manifest.window
        code, specs = self._code.before(moment), self._specs.before(moment)
        return Case(
            team=book.target.team,
            cycle=book.target.cycle,
            notes=known.notes,
            later=known.later,
            undated=known.undated,
            accounts=book.accounts,
            labels=book.labels,
            changes=code,
            specs=specs,
            moment=moment,
            as_of=as_of,
            editions=tuple(book.moments.editions.values()),
            reaches=window.start - timedelta(days=window.lead_in_days),
            simulated=book.simulated,
            lists=lists,
            triggers_told=book.manifest.packing >= _TRIGGERS_TOLD,
            first_uploads=_first_uploads(book.first_uploads, moment),
            watched=_watched(book.watched, moment),
            features=self._features((*code, *specs), known, moment),
            before=self._before(as_of),
            bugs=book.bugs and book.bugs.cut(moment),
            lacks=collected.lacks(book.manifest),
            shared=self._shared,
        )

    def _features(self, changes: Iterable[Change], known: Known, moment: datetime) -> Features:
        book, target = self._book, self._book.target
        some = [one for one in changes if one.number in self._telling]
        parts = target.team, known.notes, target.cycle, book.accounts
        return features(book.feature_records, *parts, some, moment=moment)

    def _before(self, as_of: date) -> CycleBefore | None:
        """Return what the team had typed about the cycle before by a day."""
        cycle, notes = self._book.target.before, self._book.target.notes_before
        known = notes and self._book.moments.known(notes, as_of).notes
        return CycleBefore(cycle.title, known) if cycle else None


class Cut(Struct, frozen=True, gc=False):
    """A change as it was known just before any moment after one and up to another."""

    since: datetime
    until: datetime
    known: Change | None


class Cuts:
    """Changes as they were known; one that nothing happened to since is the same as before."""

    def __init__(self, changes: Iterable[Change]) -> None:
        """Take the changes, none of which was there at first."""
        self._every = tuple(changes)
        self._last = [Cut(_EVER, _begun(change), None) for change in self._every]

    def before(self, moment: datetime) -> tuple[Change, ...]:
        """Return the changes as they were known just before a moment, those that were there."""
        self._last = [
            last if last.since < moment <= last.until else _cut(change, moment)
            for change, last in zip(self._every, self._last, strict=True)
        ]
        return tuple(one.known for one in self._last if one.known)


def _begun(change: Change) -> datetime:
    """Return the last moment just before which a change was not there."""
    return max(change.created, change.events[0].at) if change.events else _NEVER


def _cut(change: Change, moment: datetime) -> Cut:
    known = ledger.cut(change, moment)
    if known is None:
        return Cut(_EVER, _begun(change), None)
    end = len(known.events)
    until = change.events[end].at if end < len(change.events) else _NEVER
    return Cut(max(_begun(change), known.events[-1].at), until, known)


def _first_uploads(
    firsts: dict[int, datetime] | None, moment: datetime
) -> dict[int, datetime] | None:
    return None if firsts is None else {who: at for who, at in firsts.items() if at < moment}


def _watched(
    every: dict[str, tuple[Watched, ...]] | None, moment: datetime
) -> dict[str, tuple[Watched, ...]] | None:
    if every is None:
        return None
    return {
        title: tuple(work for change in changes if (work := change.cut(moment)))
        for title, changes in every.items()
    }
