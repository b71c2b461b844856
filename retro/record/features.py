"""What a snapshot tells about features: the specs repository, and Launchpad's blueprints."""

from typing import TypeVar

from msgspec import Struct

from retro import calendar
from retro.ledger.features.outcomes import FeatureRecords
from retro.model.cycle import Cycle
from retro.record.target import Target
from retro.snapshot import Collection, Snapshot
from retro.snapshot.launchpad import BlueprintInfo, MilestoneInfo
from retro.snapshot.specs import SpecInfo

Record = TypeVar("Record", bound=Struct)


def feature_records(found: Snapshot, target: Target) -> FeatureRecords:
    """Return what there is about features, be it nothing."""
    specs, blueprints, milestones = map(
        found.manifest.holding, ("specs", "blueprints", "milestones")
    )
    return FeatureRecords(
        cycles=_cycles(target),
        specs=_records(found, specs, SpecInfo),
        blueprints=_records(found, blueprints, BlueprintInfo),
        milestones=_records(found, milestones, MilestoneInfo) or (),
        collected=blueprints.started if blueprints else None,
        simulated=any(held and held.origin == "simulated" for held in (specs, blueprints)),
    )


def _records(
    found: Snapshot, held: Collection | None, kind: type[Record]
) -> tuple[Record, ...] | None:
    return tuple(found.records(held.name, kind)) if held else None


def _cycles(target: Target) -> tuple[Cycle, ...]:
    """Return the calendar, with the target's own dates of its cycle, in order."""
    others = (one for one in calendar.known() if one.name != target.cycle.name)
    return tuple(sorted((*others, target.cycle), key=lambda cycle: cycle.release))
