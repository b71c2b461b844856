"""A snapshot is held against what is asked of it today."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from retro import calendar, snapshot
from retro.errors import SnapshotError
from retro.model.team import Gerrit, Notes, Team, Tenure
from retro.record import suitability
from retro.record.target import Target
from retro.snapshot.settings import settings

TEAM = Team(
    key="lantern",
    title="Lantern",
    gerrit=Gerrit(server="https://gerrit.example.org", projects=("lantern",)),
)
NOTES = Notes(roster=(Tenure(account="ann"),))
CYCLE = calendar.find("mitaka")
DAY = datetime(2016, 4, 11, tzinfo=UTC)


@pytest.fixture
def target(tmp_path) -> Target:
    return Target(team=TEAM, cycle=CYCLE, notes=NOTES, folder="mitaka", snapshot=tmp_path)


def manifest(**fields: object) -> snapshot.Manifest:
    window = snapshot.Window(start=DAY, end=DAY, lead_in_days=180, reaches=DAY)
    made = {
        "format": 1,
        "tool": "retro",
        "team": "lantern",
        "cycle": "mitaka",
        "window": window,
        "collections": (),
        "settings": settings(TEAM, NOTES, CYCLE),
    }
    return snapshot.Manifest(**made | fields)


def test_a_snapshot_made_with_todays_settings_fits(target):
    assert suitability.check(target, manifest()) == ()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"projects": ("lantern", "lamp")}, "projects"),
        ({"opt_out": ("bob",)}, "opt-out"),
        ({"bots": ("robot",)}, "robots"),
    ],
)
def test_numbers_are_refused_once_the_settings_behind_them_changed(target, change, named):
    team = replace(TEAM, gerrit=replace(TEAM.gerrit, **change))

    with pytest.raises(SnapshotError, match=named):
        suitability.check(replace(target, team=team), manifest())


def test_a_snapshot_of_another_team_is_refused_by_name(target):
    with pytest.raises(SnapshotError, match="nova/newton"):
        suitability.check(target, manifest(team="nova", cycle="newton"))


def test_a_new_name_in_the_roster_is_a_warning_with_its_remedy(target):
    notes = Notes(roster=(Tenure(account="ann"), Tenure(account="bob")))
    (warning,) = suitability.check(replace(target, notes=notes), manifest())

    assert "make collect TEAM=lantern CYCLE=mitaka" in warning
