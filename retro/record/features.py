"""What a snapshot tells about features: the specs repository, and Launchpad's blueprints."""

from typing import TypeVar

from msgspec import Struct

from retro import calendar
from retro.ledger.features.outcomes import Told
from retro.model.cycle import Cycle
from retro.record.target import Target
from retro.snapshot import Snapshot
from retro.snapshot.launchpad import BLUEPRINTS, MILESTONES, BlueprintInfo, MilestoneInfo
from retro.snapshot.specs import SPECS, SpecInfo

Record = TypeVar("Record", bound=Struct)


def told(found: Snapshot, target: Target) -> Told:
    """Return what there is about features, be it nothing."""
    specs, blueprints = map(found.manifest.collection, (SPECS, BLUEPRINTS))
    return Told(
        cycles=_cycles(target),
        specs=_records(found, SPECS, SpecInfo),
        blueprints=_records(found, BLUEPRINTS, BlueprintInfo),
        milestones=_records(found, MILESTONES, MilestoneInfo) or (),
        asked=blueprints.started if blueprints else None,
        simulated=any(one and one.origin == "simulated" for one in (specs, blueprints)),
    )


def _records(found: Snapshot, name: str, kind: type[Record]) -> tuple[Record, ...] | None:
    return tuple(found.records(name, kind)) if found.manifest.collection(name) else None


def _cycles(target: Target) -> tuple[Cycle, ...]:
    """Return the calendar, with the target's own dates of its cycle, in order."""
    others = (one for one in calendar.known() if one.name != target.cycle.name)
    return tuple(sorted((*others, target.cycle), key=lambda cycle: cycle.release))
