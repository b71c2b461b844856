"""What a snapshot tells about features: the specs repository, and Launchpad's blueprints."""

from operator import attrgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from retro import calendar
from retro.ledger.features.outcomes import FeatureRecords
from retro.model.bug import Bugs
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.record import collected, trackers
from retro.record.target import Target
from retro.snapshot import Collection, Manifest, Snapshot
from retro.snapshot.launchpad import BlueprintInfo, MilestoneInfo
from retro.snapshot.specs import LACKING, SpecInfo

Record = TypeVar("Record", bound=Struct)


def feature_records(snapshot: Snapshot, target: Target, bugs: Bugs | None) -> FeatureRecords:
    """Return what there is about features, be it nothing."""
    specs, blueprints, milestones = map(
        snapshot.manifest.holding, ("specs", "blueprints", "milestones")
    )
    gaps = snapshot.manifest.gaps
    read = _records(snapshot, specs, SpecInfo)
    asks = any(event.bug for spec in read or () for event in spec.events)
    asked = snapshot.manifest.holding("bugs") if asks else None
    planned = trackers.of_team(target.team, blueprints, gaps) if blueprints else None
    plans = _records(snapshot, blueprints, BlueprintInfo)
    return FeatureRecords(
        cycles=_cycles(target),
        own=target.own,
        before=target.before,
        specs=read,
        blueprints=tuple(_by_name(one) for one in plans or () if one.project in planned.counts)
        if planned and planned.counts
        else None,
        lacks=_lacks(target.team, snapshot.manifest),
        milestones=tuple(
            replace(one, series=calendar.name_of(one.series))
            for one in _records(snapshot, milestones, MilestoneInfo) or ()
        ),
        collected=blueprints.started if blueprints else None,
        left_out=_left_out(specs) if specs else 0,
        refused=_refused(target.team, snapshot, blueprints) if blueprints else (),
        bugs=bugs.tasks if bugs else (),
        simulated=any(
            part and part.records and part.origin == "simulated"
            for part in (specs, blueprints, asked)
        ),
    )


def _by_name(blueprint: BlueprintInfo) -> BlueprintInfo:
    """Return a blueprint with its goals as the calendar names cycles; a series may bear an id."""
    return replace(blueprint, goals=tuple(map(calendar.name_of, blueprint.goals)))


def _records(
    snapshot: Snapshot, collection: Collection | None, kind: type[Record]
) -> tuple[Record, ...] | None:
    return tuple(snapshot.records(collection.name, kind)) if collection else None


def _lacks(team: Team, manifest: Manifest) -> dict[str, str]:
    """Return why there are no specs, or no blueprints, if it was the team or the collection."""
    named = {"specs": team.gerrit.specs or team.specs_layout.inside, "blueprints": team.launchpad}
    elsewhere = {
        "specs": "The team's settings name no specs repository",
        "blueprints": "the team names no project on Launchpad",
    }
    absent = {what: why for what, why in elsewhere.items() if not named[what]}
    return collected.lacks(manifest) | absent


def _refused(team: Team, snapshot: Snapshot, blueprints: Collection) -> tuple[str, ...]:
    """Return what Launchpad did not give of the blueprints, or was not asked, by project."""
    gaps = snapshot.manifest.gaps
    holes = [hole for hole in gaps if hole.collection == blueprints.name]
    never = trackers.unasked(team, blueprints, holes)
    return tuple(hole.why for hole in (*holes, *never) if not hole.unread)


def _left_out(specs: Collection) -> int:
    """Return how many files of the repositories may be specs and were not read as such."""
    return sum(counts.get(why, 0) for counts in specs.files.values() for why in LACKING)


def _cycles(target: Target) -> tuple[Cycle, ...]:
    """Return the calendar, with the team's own cycles and its own dates, in order."""
    every = (*calendar.known(), *target.own, target.cycle)
    return tuple(sorted({one.name: one for one in every}.values(), key=attrgetter("release")))
