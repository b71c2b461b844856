"""Makes the sample: the simulated team's snapshot, collected over a real connection.

`python -m tests.world.sample` (that is `make sample`) writes it; the same code makes the same
bytes. The manifest calls it simulated and names the server that was imitated, since the
address of the imitation is another one each time. What the specs repository shows is no
simulation but public record, and is called so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from retro import calendar, content, snapshot
from retro.collect import collect
from retro.snapshot.gerrit import ChangeInfo, IndexInfo, RobotInfo
from tests.world import specs_record
from tests.world.gerrit import GerritServer
from tests.world.mitaka import world
from tests.world.record import END

CONTENT = Path(__file__).parents[2] / "content"
TEAM, CYCLE = "glance", "mitaka"
VERSION = "3.10.6"
NO_WATCH = snapshot.Hole(collection="gerrit-watch", why="work in other projects is not simulated")
RECORDS: dict[str, type[Struct]] = {
    "gerrit-changes": ChangeInfo,
    "gerrit-index": IndexInfo,
    "gerrit-accounts": RobotInfo,
}


def write(folder: Path) -> snapshot.Manifest:
    """Write the sample's snapshot to a folder, and return its manifest."""
    imitated = content.team(CONTENT, TEAM).gerrit.server
    with _collected() as found:
        manifest = found.manifest
        header = snapshot.Header(
            team=manifest.team,
            cycle=manifest.cycle,
            window=manifest.window,
            gaps=(*manifest.gaps, NO_WATCH),
        )
        parts = [
            (_source(held, imitated), found.records(held.name, RECORDS[held.name]))
            for held in manifest.collections
        ]
        parts.append((specs_record.source(), specs_record.records()))
        return snapshot.write(folder, header, parts)


@contextmanager
def _collected() -> Iterator[snapshot.Snapshot]:
    """Collect from the simulated team's server into a folder aside."""
    team = content.team(CONTENT, TEAM)
    notes = content.notes(CONTENT, TEAM, CYCLE)
    with (
        TemporaryDirectory() as aside,
        GerritServer(world().records(), version=VERSION) as server,
    ):
        folder = Path(aside, TEAM, CYCLE, "snapshot")
        collect(
            replace(team, gerrit=replace(team.gerrit, server=server.url)),
            replace(notes, watch=None),
            calendar.find(CYCLE),
            folder,
            work=Path(aside, "work"),
            now=lambda: END,
            sleep=lambda _: None,
            say=lambda _: None,
            origin="simulated",
        )
        yield snapshot.read(folder)


def _source(held: snapshot.Collection, server: str) -> snapshot.Source:
    told = {name: getattr(held, name) for name in snapshot.Source.__struct_fields__}
    return snapshot.Source(**told | {"server": server})


def main() -> None:
    """Write the sample to where the site is built from."""
    folder = content.snapshot_folder(CONTENT, TEAM, CYCLE)
    for held in write(folder).collections:
        print(f"{held.name}: {held.records} records, {held.bytes} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
