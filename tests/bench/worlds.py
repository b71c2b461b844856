"""Content folders of any size: the sample's records, again and again under other numbers."""

import shutil
from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from retro import snapshot
from retro.job.order import Order
from retro.job.targets import the_target
from retro.model.label import Served
from retro.snapshot.gerrit import (
    ACCOUNTS,
    CHANGES,
    INDEX,
    LABELS,
    WATCH,
    ChangeInfo,
    IndexInfo,
    RobotInfo,
    WatchInfo,
)
from retro.snapshot.launchpad import BUGS, BugTaskInfo
from retro.snapshot.specs import SPECS, SpecInfo
from tests import sample

KINDS: dict[str, type[Struct]] = {
    CHANGES: ChangeInfo,
    INDEX: IndexInfo,
    ACCOUNTS: RobotInfo,
    LABELS: Served,
    WATCH: WatchInfo,
    BUGS: BugTaskInfo,
    SPECS: SpecInfo,
}
CYCLE = "mitaka"
APART = 1_000_000
"""So far the numbers of one copy lie from those of the next."""


def snapshot_of(content: Path, cycle: str = CYCLE) -> Path:
    """Return the folder of the sample's snapshot below a content folder."""
    return content / sample.TEAM / cycle / "snapshot"


def changes_of(content: Path) -> Path:
    """Return the file that holds the changes."""
    (found,) = snapshot_of(content).glob(f"{CHANGES}.*")
    return found


def world(folder: Path, size: int, team: str = sample.TEAM) -> Path:
    """Make a content folder whose team has so many changes in Mitaka; return it.

    Its bugs and specs are the sample's own. The folder is used as it is where it is there.
    """
    if not folder.exists():
        sample.copy(folder)
    if team != sample.TEAM:
        shutil.copytree(folder / sample.TEAM, folder / team)
    target = the_target(Order(content=folder, team=team, cycle=CYCLE))
    held = snapshot.read(target.snapshot)
    manifest = held.manifest
    header = snapshot.Header(team=team, cycle=CYCLE, window=manifest.window, gaps=manifest.gaps)
    parts = []
    for one in manifest.collections:
        source = snapshot.Source(
            **{name: getattr(one, name) for name in snapshot.Source.__struct_fields__}
        )
        records = partial(held.records, one.name, KINDS[one.name])
        numbered = one.name in (CHANGES, INDEX)
        length = size * one.records // manifest.collection(CHANGES).records
        parts.append((source, _many(records, length) if numbered else tuple(records())))
    snapshot.write(target.snapshot, header, parts)
    return folder


def _many(records: partial[Iterator[Struct]], size: int) -> Iterator[Struct]:
    again = (
        replace(record, _number=record._number + copy * APART)
        for copy in count()
        for record in records()
    )
    return islice(again, size)
