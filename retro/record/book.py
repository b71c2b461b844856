"""A snapshot as histories, and the questions that it can answer as of any day."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cached_property, lru_cache
from operator import itemgetter

from msgspec import Struct

from retro import measure
from retro.ledger.features.outcomes import FeatureRecords
from retro.measure import Case
from retro.measure.today import outlook
from retro.model.bug import Bugs
from retro.model.change import Accounts, Change
from retro.model.facts import Definition, Fact, Gap, Report
from retro.model.known import Known
from retro.model.labels import Labels
from retro.model.watch import Watched
from retro.record import branches, caveats, collected, provenance
from retro.record.cover import cover
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
        return collected.simulated(self.manifest)

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
        return self.moments.known(self.target.notes, as_of)

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
                *collected.older(self.manifest),
                *collected.beyond(self.manifest, as_of),
                *collected.short(self.manifest),
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
        """Return a report's frame, with what the histories tell of accounts and votes."""
        gerrit = self.target.team.gerrit
        return cover(
            self.target,
            self.manifest,
            name,
            as_of,
            robots=provenance.robots(self.accounts, gerrit),
            joined=provenance.joined(self.accounts, gerrit, self.changes),
            labels=provenance.labels(self.labels, self.changes),
            **answers,
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
