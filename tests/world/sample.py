"""Makes the sample: the simulated team's snapshot, collected over a real connection.

`python -m tests.world.sample` (that is `make sample`) writes it; the same code makes the same
bytes. The manifest calls it simulated and names the server that was imitated, since the
address of the imitation is another one each time. What the specs repository shows is no
simulation but public record, and is called so.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from retro import calendar, content, snapshot
from retro.build.proof import votes_agree
from retro.collect import Manner, collect
from retro.collect.beside import Beside
from retro.collect.launchpad import Launchpad
from retro.collect.launchpad_http import LaunchpadAsker
from retro.collect.plan import settings
from retro.model.team import Team
from retro.snapshot.gerrit import ChangeInfo, IndexInfo, RobotInfo
from retro.snapshot.launchpad import BLUEPRINTS, BUGS, BugTaskInfo
from tests.world import specs_record
from tests.world.bugs import launchpad
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer
from tests.world.mitaka import world
from tests.world.record import END

CONTENT = Path(__file__).parents[2] / "content"
TEAM, CYCLE = "glance", "mitaka"
VERSION = "3.10.6"
LACKS = (
    snapshot.Hole(collection="gerrit-watch", why="work in other projects is not simulated"),
    snapshot.Hole(collection=BLUEPRINTS, why="the specs' public record tells of features alone"),
)
RECORDS: dict[str, type[Struct]] = {
    "gerrit-changes": ChangeInfo,
    "gerrit-index": IndexInfo,
    "gerrit-accounts": RobotInfo,
    BUGS: BugTaskInfo,
}


def write(folder: Path) -> snapshot.Manifest:
    """Write the sample's snapshot to a folder, and return its manifest."""
    team = content.team(CONTENT, TEAM)
    servers = {BUGS: team.launchpad_server}
    with _collected() as found:
        manifest = found.manifest
        header = snapshot.Header(
            team=manifest.team,
            cycle=manifest.cycle,
            window=manifest.window,
            gaps=(*manifest.gaps, *LACKS),
            settings=_settings(),
        )
        parts = [
            (
                _source(held, servers.get(held.name, team.gerrit.server)),
                found.records(held.name, RECORDS[held.name]),
            )
            for held in manifest.collections
        ]
        parts.append((specs_record.source(), specs_record.records()))
        proof = partial(votes_agree, team.gerrit, _silent)
        return snapshot.write(folder, header, parts, proof=proof)


@contextmanager
def _collected() -> Iterator[snapshot.Snapshot]:
    """Collect from the simulated team's servers into a folder aside."""
    team = content.team(CONTENT, TEAM)
    notes = content.notes(CONTENT, TEAM, CYCLE)
    with (
        TemporaryDirectory() as aside,
        GerritServer(world().records(), version=VERSION) as gerrit,
        LaunchpadServer(launchpad(world().stories)) as bugs,
    ):
        imitated = replace(
            team,
            gerrit=replace(team.gerrit, server=gerrit.url),
            launchpad_server=bugs.url,
        )
        folder = Path(aside, TEAM, CYCLE, "snapshot")
        collect(
            imitated,
            replace(notes, watch=None),
            calendar.find(CYCLE),
            folder,
            work=Path(aside, "work"),
            now=_now,
            sleep=lambda _: None,
            say=_silent,
            origin="simulated",
            others=lambda: _bugs(imitated),
        )
        yield snapshot.read(folder)


def _bugs(team: Team) -> Beside:
    """Collect the bugs; blueprints would be simulated where the specs are public record."""
    asker = LaunchpadAsker(team.launchpad_server, now=_now, sleep=lambda _: None, manner=Manner())
    with closing(asker):
        asked = Launchpad(asker, team, calendar.find(CYCLE), _now, _silent)
        harvest = asked.harvest("simulated")
    parts = [(source, found) for source, found in harvest.collections if source.name == BUGS]
    return Beside(tuple(parts), harvest.gaps)


def _settings() -> dict[str, str]:
    team, notes = content.team(CONTENT, TEAM), content.notes(CONTENT, TEAM, CYCLE)
    return settings(team, notes, calendar.find(CYCLE))


def _now() -> datetime:
    return END


def _silent(_: str) -> None:
    pass


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
