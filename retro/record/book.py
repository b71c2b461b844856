"""A snapshot as histories, and the questions that it can answer as of any day."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cached_property, lru_cache
from operator import itemgetter

from msgspec import Struct

from retro import calendar, measure
from retro.ledger.features.outcomes import FeatureRecords
from retro.measure import Case
from retro.measure.today import outlook
from retro.model.bug import Bugs
from retro.model.change import Accounts, Change
from retro.model.facts import Definition, Fact, Gap, Report
from retro.model.known import Known, known_by
from retro.model.labels import Labels
from retro.model.team import Notes
from retro.model.time import end_of
from retro.model.watch import Watched
from retro.outline.leaders import leaders
from retro.record import branches, caveats, provenance
from retro.record.marks import marks
from retro.record.moments import RUNNING, Moments
from retro.record.past import Past
from retro.record.target import Target
from retro.snapshot import Manifest


class Book(Struct, frozen=True, kw_only=True, dict=True):
    """One team's cycle as the snapshot has it.

    `first_uploads` knows when each account's first change ever was uploaded; None where the
    index of all changes was not collected. `watched` has the watched work of other projects by
    its title; None where it was not collected. `feature_records` is what there is
    about features; `bugs` is None where no tracker was asked.
    """

    target: Target
    manifest: Manifest
    accounts: Accounts
    labels: Labels = Labels()
    changes: tuple[Change, ...]
    first_uploads: dict[int, datetime] | None = None
    watched: dict[str, tuple[Watched, ...]] | None = None
    feature_records: FeatureRecords = FeatureRecords()
    bugs: Bugs | None = None

    @property
    def simulated(self) -> bool:
        """Tell whether any part of the snapshot is simulated."""
        return any(part.origin == "simulated" for part in self.manifest.collections)

    @property
    def branches(self) -> str:
        """Say which branches are counted, and how much of the whole cycle lies on others."""
        gerrit, cycle = self.target.team.gerrit, self.target.cycle
        span = cycle.begins, cycle.ends, min(cycle.ends, self.manifest.window.reaches)
        return branches.told(gerrit, branches.branches(gerrit, self.changes, *span))

    @property
    def strangers(self) -> tuple[str, ...]:
        """Return the members of sub-teams whom no account is known for, as they were written."""
        names = (name for group in self.target.notes.groups or () for name in group.members)
        return tuple(n for n in dict.fromkeys(names) if self.accounts.number_of(n) is None)

    @cached_property
    def moments(self) -> Moments:
        """Return the days that can be asked about."""
        return Moments(self.target, self.manifest.window.reaches)

    def case(self, as_of: date) -> Case:
        """Return what measures are handed: all that was known just before a day's last moment."""
        return Past(self).case(as_of)

    def known(self, as_of: date) -> Known:
        """Return what the team had typed by a day; on the latest edition's, all that there is."""
        return self.known_of(self.target.notes, as_of)

    def known_of(self, notes: Notes, as_of: date) -> Known:
        """Return what of some notes was typed by a day."""
        latest = list(self.moments.editions.values())[-1]
        return Known(notes) if as_of >= latest else known_by(notes, as_of)

    def report(self, name: str, as_of: date) -> Report:
        """Answer every question as of a day."""
        case = self.case(as_of)
        gerrit, span = self.target.team.gerrit, (*case.window, case.moment)
        places = branches.branches(gerrit, case.everything, *span)
        running = name == RUNNING
        return self.cover(
            name,
            as_of,
            warnings=(
                *caveats.older(self.manifest),
                *caveats.beyond(self.manifest, as_of),
                *caveats.warnings(case),
                *branches.warnings(gerrit, places),
            ),
            branches=branches.told(gerrit, places),
            on_branches=places,
            facts=measure.facts(case),
            series=measure.series(case, running=running),
            definitions=measure.definitions(self.target.notes, running=running),
            outlook=outlook(case) if running else None,
        )

    def cover(self, name: str, as_of: date, **answers: object) -> Report:
        """Return a report's frame: what is known without reading a single history."""
        target, moment = self.target, self.moments.until(as_of)
        cut = "" if moment == end_of(as_of) else "the collection began before the day was over"
        return Report(
            team=target.team.key,
            team_title=target.team.title,
            led_by=leaders(target.team),
            cycle=target.folder,
            cycle_title=target.cycle.title,
            edition=name,
            start=target.cycle.start,
            release=target.cycle.release,
            ending=target.cycle.ending,
            as_of=as_of,
            week=target.cycle.week_of(as_of),
            moment=moment,
            simulated=self.simulated,
            cut=cut,
            marks=marks(target.cycle, self.known(as_of).notes),
            robots=provenance.robots(self.accounts, target.team.gerrit),
            joined=provenance.joined(self.accounts, target.team.gerrit, self.changes),
            labels=provenance.labels(self.labels, self.changes),
            collections=provenance.collections(self.manifest),
            proofs=caveats.proofs(target, self.manifest),
            holes=caveats.holes(self.manifest),
            next_cycle=calendar.after(target.cycle),
            **{"facts": {}, "series": {}, "definitions": {}, **answers},  # type: ignore[arg-type]
        )

    def elsewhere(
        self, questions: Iterable[tuple[str, str]], as_of: date
    ) -> dict[tuple[str, str], Fact | Gap]:
        """Answer what an edition's prose asks at moments of its own.

        What has no meaning is left out; what can't be known on the edition's day is a gap.
        """
        definitions = measure.definitions(self.target.notes)
        case = lru_cache(maxsize=1)(Past(self).case)  # of the days in turn, each once
        return {
            (name, when): self._answer(case, definitions[name], day, as_of)
            for name, when in sorted(questions, key=itemgetter(1, 0))
            if name in definitions and (day := self.moments.day(when))
        }

    def _answer(
        self, case: Callable[[date], Case], definition: Definition, day: date, as_of: date
    ) -> Fact | Gap:
        name = definition.name
        if why := self.moments.unknown(day, as_of):
            return Gap(name=name, title=definition.title, why=why, definition=name)
        return measure.fact(case(day), name)
