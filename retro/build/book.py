"""A snapshot read into histories, and the questions it can answer as of any moment."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property

from msgspec import Struct

from retro import ledger, measure, snapshot
from retro.build import provenance
from retro.build.order import Target
from retro.errors import UsageError
from retro.measure import Case
from retro.model.change import Accounts, Change
from retro.model.facts import Fact, Gap, Report
from retro.model.team import Notes
from retro.model.time import DAY, end_of, last_day_before
from retro.model.watch import Watched
from retro.snapshot import Manifest, Snapshot
from retro.snapshot.gerrit import ChangeInfo, IndexInfo, RobotInfo, WatchInfo

FINAL = "final"
RUNNING = "so far"
INDEX = "gerrit-index"
WATCH = "gerrit-watch"


class Book(Struct, frozen=True, kw_only=True, dict=True):
    """One team's cycle as the snapshot has it.

    `first_uploads` knows when each account's first change ever was uploaded; None where the
    index of all changes was not collected. `watched` has the watched work of other projects by
    its title; None where it was not collected.
    """

    target: Target
    manifest: Manifest
    accounts: Accounts
    changes: tuple[Change, ...]
    first_uploads: dict[int, datetime] | None = None
    watched: dict[str, tuple[Watched, ...]] | None = None

    @property
    def simulated(self) -> bool:
        """Tell whether any part of the snapshot is simulated."""
        return any(part.origin == "simulated" for part in self.manifest.collections)

    @cached_property
    def editions(self) -> dict[str, date]:
        """Return the editions whose day is over in the record, the default one last.

        The default is *final*, as of the release day, or while the cycle runs *so far*, as of
        the last full day that was collected.
        """
        full = last_day_before(self.manifest.window.reaches) - DAY
        release = self.target.cycle.release
        given = {name: day for name, day in self.target.notes.editions.items() if day <= full}
        if release > full:
            return {**given, RUNNING: full}
        return {**given, FINAL: given.pop(FINAL, release)}

    def edition(self, name: str | None, as_of: date | None) -> tuple[str, date]:
        """Return an edition's name and day: the one named, a day's own, or the default.

        Raises:
            UsageError: There is no such edition, or the day is outside of the record.
        """
        if as_of is not None:
            self._check(as_of)
            named = {day: name for name, day in self.editions.items()}
            return named.get(as_of, as_of.isoformat()), as_of
        known = self.editions
        if name is None:
            return list(known.items())[-1]
        if name not in known:
            hint = f"editions there are: {', '.join(known)}"
            raise UsageError(f"no edition {name!r} of {self.target.path}", hint=hint)
        return name, known[name]

    def _check(self, as_of: date) -> None:
        first = self.target.cycle.start
        last = last_day_before(self.manifest.window.reaches)
        if not first <= as_of <= last:
            hint = f"name a day from {first} to {last}"
            raise UsageError(f"nothing is known as of {as_of}", hint=hint)

    def moment(self, as_of: date) -> datetime:
        """Return when a day's edition ends: its midnight, or the crawl's start if earlier."""
        return min(end_of(as_of), self.manifest.window.reaches)

    def case(self, as_of: date) -> Case:
        """Return what measures are handed: the histories without anything later."""
        moment = self.moment(as_of)
        gerrit = self.target.team.gerrit
        known = [c for c in (ledger.cut(change, moment) for change in self.changes) if c]
        window = self.manifest.window
        return Case(
            team=self.target.team,
            cycle=self.target.cycle,
            notes=self.target.notes,
            accounts=self.accounts,
            changes=tuple(c for c in known if not gerrit.is_spec(c.project)),
            specs=tuple(c for c in known if gerrit.is_spec(c.project)),
            moment=moment,
            as_of=as_of,
            reaches=window.start - timedelta(days=window.lead_in_days),
            simulated=self.simulated,
            first_uploads=self._known_uploads(moment),
            watched=self.watched,
        )

    def _known_uploads(self, moment: datetime) -> dict[int, datetime] | None:
        """Return the first uploads that were known just before a moment."""
        firsts = self.first_uploads
        return None if firsts is None else {who: at for who, at in firsts.items() if at < moment}

    def report(self, name: str, as_of: date) -> Report:
        """Answer every question as of a day."""
        case = self.case(as_of)
        return self.cover(
            name,
            as_of,
            facts=measure.facts(case),
            series=measure.series(case),
            definitions=measure.definitions(self.target.notes),
        )

    def cover(self, name: str, as_of: date, **answers: object) -> Report:
        """Return a report's frame: what is known without reading a single history."""
        target, moment = self.target, self.moment(as_of)
        cut = "" if moment == end_of(as_of) else "the collection began before the day was over"
        return Report(
            team=target.team.key,
            team_title=target.team.title,
            role=target.team.role,
            cycle=target.folder,
            cycle_title=target.cycle.title,
            edition=name,
            start=target.cycle.start,
            release=target.cycle.release,
            as_of=as_of,
            week=target.cycle.week_of(as_of),
            moment=moment,
            simulated=self.simulated,
            cut=cut,
            marks=provenance.marks(target),
            robots=provenance.robots(self.accounts),
            collections=provenance.collections(self.manifest),
            **{"facts": {}, "series": {}, "definitions": {}, **answers},  # type: ignore[arg-type]
        )

    def day(self, moment: str) -> date | None:
        """Return the last day of a moment that prose names: start, M-2, an edition, a day."""
        cycle = self.target.cycle
        if moment == "start":
            return cycle.start - DAY
        named = self.editions.get(moment) or cycle.day_of(moment)
        if named:
            return named
        try:
            return date.fromisoformat(moment)
        except ValueError:
            return None

    def elsewhere(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Fact | Gap]:
        """Answer what prose asks at moments of its own; what can't be asked is left out."""
        known = measure.definitions(self.target.notes)
        return {
            (name, moment): measure.fact(self.case(day), name)
            for name, moment in sorted(asked)
            if name in known and (day := self.day(moment))
        }


def read(target: Target) -> Book:
    """Read and verify a target's snapshot, and replay every change in it.

    Raises:
        SnapshotError: There is none, or it was cut or altered.
    """
    found = snapshot.read(target.snapshot)
    accounts = provenance.accounts(found.records("gerrit-accounts", RobotInfo))
    records = found.records("gerrit-changes", ChangeInfo)
    changes = tuple(ledger.histories(records, accounts, target.team.gerrit))
    return Book(
        target=target,
        manifest=found.manifest,
        accounts=accounts,
        changes=changes,
        first_uploads=_first_uploads(found),
        watched=_watched(found, target.notes),
    )


def _first_uploads(found: Snapshot) -> dict[int, datetime] | None:
    if found.manifest.collection(INDEX) is None:
        return None
    return provenance.first_uploads(found.records(INDEX, IndexInfo))


def _watched(found: Snapshot, notes: Notes) -> dict[str, tuple[Watched, ...]] | None:
    if found.manifest.collection(WATCH) is None:
        return None
    return provenance.watched(notes, found.records(WATCH, WatchInfo))
