"""The seam for trackers: one that a row names is asked, and its records are read as all are."""

from datetime import UTC, datetime

import pytest

from retro import snapshot
from retro.collect import sources
from retro.collect.tracker import Collected
from retro.errors import SourceSilentError
from retro.ledger.bugs import bugs
from retro.record.collected import lacks
from retro.snapshot.launchpad import BugTaskInfo
from tests.collect.builders import NOW, change
from tests.collect.desk import Desk
from tests.world.gerrit import GerritServer

BUG = BugTaskInfo(
    bug=7, project="glance", status="New", date_created=datetime(2016, 1, 4, tzinfo=UTC)
)


def note_book(request):
    """Be a tracker of nobody's: one bug of the team, read from no server."""
    request.say(f"the book of {request.team.key}")
    source = snapshot.Source(
        name="notebook-bugs",
        origin=request.origin,
        started=request.now(),
        finished=request.now(),
        counts={"glance": 1},
    )
    hole = snapshot.Hole(collection=source.name, why="one page of the book is torn")
    return Collected(((source, (BUG,)),), (hole,))


@pytest.fixture
def desk(tmp_path, monkeypatch):
    for name in ("CYCLE", "TEAM", "LANES", "DRY_RUN", "RETRO_CONTACT", "WITHOUT"):
        monkeypatch.delenv(name, raising=False)
    with GerritServer([change(1)]) as server:
        yield Desk(tmp_path, server)


def test_a_tracker_with_a_row_of_its_own_has_its_records_in_the_snapshot(desk, monkeypatch):
    monkeypatch.setattr(sources, "TRACKERS", [*sources.TRACKERS, note_book])

    assert desk() == 0

    found = snapshot.read(desk.snapshot)
    held = found.manifest.holding("bugs")
    assert held.name == "notebook-bugs"
    assert tuple(found.records(held.name, BugTaskInfo)) == (BUG,)
    team = bugs(found.records(held.name, BugTaskInfo), held, found.manifest.gaps)
    assert [task.number for task in team.tasks] == [7]
    assert team.missing == ("one page of the book is torn",)


def test_a_tracker_that_fails_leaves_no_snapshot(desk, monkeypatch):
    def silent(request):
        raise SourceSilentError(f"no answer for {request.cycle.name}")

    monkeypatch.setattr(sources, "TRACKERS", [silent])

    assert desk() != 0
    assert not snapshot.exists(desk.snapshot)


def test_a_team_without_a_tracker_has_only_what_gerrit_said(desk):
    assert desk() == 0

    names = {held.name for held in snapshot.read(desk.snapshot).manifest.collections}
    assert names == {"gerrit-changes", "gerrit-index", "gerrit-accounts", "gerrit-labels"}
    assert snapshot.read(desk.snapshot).manifest.window.reaches == NOW


def with_sources(desk, launchpad):
    team = desk.folder / "content/glance/team.yaml"
    inside = "specs_layout: {inside: [openstack/glance]}"
    team.write_text(
        f"{team.read_text()}{inside}\nlaunchpad: [glance]\nlaunchpad_server: {launchpad}\n"
    )


def test_a_silent_launchpad_is_told_with_the_ways_to_do_without_it(desk, capsys):
    with_sources(desk, "http://127.0.0.1:9")

    assert desk("--without", "specs") == SourceSilentError.status

    said = capsys.readouterr().err
    assert "`launchpad: []`" in said
    assert "--without launchpad" in said
    assert not snapshot.exists(desk.snapshot)


def test_what_is_left_out_is_a_gap_that_says_so_and_asks_nobody(desk, monkeypatch):
    with_sources(desk, "http://127.0.0.1:9")
    monkeypatch.setenv("WITHOUT", "launchpad, specs")

    assert desk() == 0

    manifest = snapshot.read(desk.snapshot).manifest
    assert manifest.holding("bugs") is None
    assert lacks(manifest) == {
        "bugs": "Launchpad was left out of this collection",
        "blueprints": "Launchpad was left out of this collection",
        "specs": "the specs repository was left out of this collection",
    }


def test_a_source_that_is_not_known_can_not_be_left_out(desk, capsys):
    with pytest.raises(SystemExit):
        desk("--without", "gerrit")

    assert "write launchpad or specs" in capsys.readouterr().err
