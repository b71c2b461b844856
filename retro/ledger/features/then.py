"""The approved specs of any cycle, as they were known at any moment."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from retro.ledger.features.belonging import specs_of
from retro.ledger.features.join import joined
from retro.ledger.features.outcomes import FeatureRecords, matching, merge_days, surroundings
from retro.ledger.features.specs import Spot, Stand, stands
from retro.model.change import Change
from retro.model.cycle import Cycle
from retro.model.feature import Feature, Outcome
from retro.model.team import Team

Life = tuple[str, str]
"""Which file, through all its renames and moves: its repository, and its life."""


class Specs:
    """What one collection tells of all cycles; the same question is answered once."""

    def __init__(self, records: FeatureRecords, team: Team, changes: Iterable[Change]) -> None:
        """Take what was collected, and the changes that tell when commits were merged."""
        self._records, self._team = records, team
        self._merged = merge_days(changes)
        self._stands: dict[datetime, tuple[Stand, ...]] = {}
        self._found: dict[tuple[str, datetime], dict[Life, Feature]] = {}
        self._landed: dict[datetime, frozenset[Spot]] = {}

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """Return the cycles that specs may be of, oldest first; folders need not name them."""
        there = {record.cycle for record in self._records.specs or ()}
        return tuple(one for one in self._records.cycles if there & {one.name, ""})

    def of(self, cycle: Cycle, moment: datetime) -> dict[Life, Feature]:
        """Return the specs of a cycle as one knew them just before a moment.

        Merged code is not among what is known of them here; nor is what a person declared.
        """
        key = cycle.name, moment
        if key not in self._found:
            self._found[key] = dict(self._joined(cycle, moment))
        return self._found[key]

    def carried(self, cycle: Cycle, moment: datetime) -> Iterator[Feature]:
        """Yield the specs of a cycle with the earlier cycles that they had not landed in."""
        if moment not in self._landed:
            self._landed[moment] = frozenset(self._spots(moment))
        for _, feature in self._joined(cycle, moment, self._landed[moment]):
            yield feature

    def _at(self, moment: datetime) -> tuple[Stand, ...]:
        if moment not in self._stands:
            found = stands(self._records.specs or (), self._merged, moment)
            self._stands[moment] = tuple(found)
        return self._stands[moment]

    def _joined(
        self, cycle: Cycle, moment: datetime, done: frozenset[Spot] = frozenset()
    ) -> Iterator[tuple[Life, Feature]]:
        every = self._at(moment)
        around = replace(surroundings(self._records, self._team, cycle, every), done=done)
        match = matching(self._records, cycle, moment)
        for stand in specs_of(every, cycle):
            yield (stand.repository, stand.life), joined(around, stand, match(stand))

    def _spots(self, moment: datetime) -> Iterator[Spot]:
        lives = {(one.repository, one.life, one.cycle): one.spot for one in self._at(moment)}
        for cycle in self.cycles:
            for life, feature in self.of(cycle, moment).items():
                if feature.outcome is Outcome.LANDED and (*life, cycle.name) in lives:
                    yield lives[*life, cycle.name]
