"""Makes the sample: the simulated team's snapshot, collected over a real connection.

`python -m tests.world.sample` (that is `make sample`) writes it; the same code makes the same
bytes. The manifest calls it simulated and names the server that was imitated, since the
address of the imitation is another one each time. What the specs repository shows is no
simulation but public record, and is called so.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from retro import calendar, content, snapshot
from retro.collect import collect
from retro.collect.launchpad.collector import collect_launchpad
from retro.collect.tracker import Collected, Request
from retro.model.label import Served
from retro.model.team import Team
from retro.record.vote_agreement import votes_agree
from retro.snapshot.gerrit import ChangeInfo, IndexInfo, RobotInfo, WatchInfo
from retro.snapshot.launchpad import BLUEPRINTS, BUGS, BugTaskInfo
from retro.snapshot.settings import settings
from tests.world import elsewhere, liberty, mitaka, specs_record
from tests.world.bugs import launchpad
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer
from tests.world.mitaka import World
from tests.world.record import END
from tests.world.wire import LABELS

CONTENT = Path(__file__).parents[2] / "content"
TEAM = "glance"
VERSION = "3.10.6"
NO_BLUEPRINTS = snapshot.Hole(
    collection=BLUEPRINTS, why="the specs' public record tells of features alone"
)
NO_BUGS = snapshot.Hole(collection=BUGS, why="bugs are simulated for Mitaka alone")
RECORDS: dict[str, type[Struct]] = {
    "gerrit-changes": ChangeInfo,
    "gerrit-index": IndexInfo,
    "gerrit-accounts": RobotInfo,
    "gerrit-labels": Served,
    "gerrit-watch": WatchInfo,
    BUGS: BugTaskInfo,
}


class Sample(Struct, frozen=True):
    """A cycle of the sample: who plays it, when the servers are asked, and what it lacks."""

    cycle: str
    world: Callable[[], World]
    asked: datetime
    lacks: tuple[snapshot.Hole, ...]

    @property
    def bugs(self) -> bool:
        """Tell whether Launchpad is simulated too."""
        return NO_BUGS not in self.lacks


SAMPLES = (
    Sample("liberty", liberty.world, liberty.END, (NO_BUGS, NO_BLUEPRINTS)),
    Sample("mitaka", mitaka.world, END, (NO_BLUEPRINTS,)),
)


def write(sample: Sample, folder: Path) -> snapshot.Manifest:
    """Write a sample's snapshot to a folder, and return its manifest."""
    team = content.team(CONTENT, TEAM)
    servers = {BUGS: team.launchpad_server}
    with _collected(sample) as found:
        manifest = found.manifest
        header = snapshot.Header(
            team=manifest.team,
            cycle=manifest.cycle,
            window=manifest.window,
            gaps=(*manifest.gaps, *sample.lacks),
            settings=_settings(sample.cycle),
        )
        parts = [
            (
                _source(held, servers.get(held.name, team.gerrit.server)),
                found.records(held.name, RECORDS[held.name]),
            )
            for held in manifest.collections
        ]
        parts.append((specs_record.source(sample.asked), specs_record.records(sample.asked)))
        proof = partial(votes_agree, team.gerrit, _silent)
        return snapshot.write(folder, header, parts, proof=proof)


@contextmanager
def _collected(sample: Sample) -> Iterator[snapshot.Snapshot]:
    """Collect from the simulated team's servers into a folder aside."""
    team = content.team(CONTENT, TEAM)
    notes = content.notes(CONTENT, TEAM, sample.cycle)
    world = sample.world()
    with (
        TemporaryDirectory() as aside,
        GerritServer(
            [*world.records(sample.asked), *elsewhere.records(sample.asked)],
            version=VERSION,
            requirements=tuple(LABELS),
        ) as gerrit,
        LaunchpadServer(launchpad(world.stories)) as bugs,
    ):
        imitated = replace(
            team,
            gerrit=replace(team.gerrit, server=gerrit.url),
            launchpad_server=bugs.url,
        )
        folder = Path(aside, TEAM, sample.cycle, "snapshot")
        collect(
            imitated,
            notes,
            calendar.find(sample.cycle),
            folder,
            work=Path(aside, "work"),
            now=lambda: sample.asked,
            sleep=lambda _: None,
            say=_silent,
            origin="simulated",
            others=lambda: _bugs(imitated, sample) if sample.bugs else Collected(),
        )
        yield snapshot.read(folder)


def _bugs(team: Team, sample: Sample) -> Collected:
    """Collect the bugs; blueprints would be simulated where the specs are public record."""
    found = collect_launchpad(
        Request(
            team=team,
            cycle=calendar.find(sample.cycle),
            work=Path("unused"),
            now=lambda: sample.asked,
            sleep=lambda _: None,
            say=_silent,
            origin="simulated",
        )
    )
    parts = [(source, records) for source, records in found.parts if source.name == BUGS]
    return Collected(tuple(parts), found.holes)


def _settings(cycle: str) -> dict[str, str]:
    team, notes = content.team(CONTENT, TEAM), content.notes(CONTENT, TEAM, cycle)
    return settings(team, notes, calendar.find(cycle))


def _silent(_: str) -> None:
    pass


def _source(held: snapshot.Collection, server: str) -> snapshot.Source:
    told = {name: getattr(held, name) for name in snapshot.Source.__struct_fields__}
    return snapshot.Source(**told | {"server": server})


def main() -> None:
    """Write the samples to where the site is built from."""
    for sample in SAMPLES:
        folder = content.snapshot_folder(CONTENT, TEAM, sample.cycle)
        for held in write(sample, folder).collections:
            told = f"{sample.cycle} {held.name}: {held.records} records, {held.bytes} bytes"
            print(told)  # noqa: T201


if __name__ == "__main__":
    main()
