"""A snapshot that was collected for other projects than the cycle's gives no number of theirs."""

from datetime import UTC, datetime

import pytest

from retro.model.team import Gerrit, Team
from retro.record.trackers import of_team, unasked
from retro.snapshot import Collection, Hole

AT = datetime(2016, 4, 8, tzinfo=UTC)
GERRIT = Gerrit(server="https://review.example.org", projects=("lamp",))
HELD = Collection(
    name="launchpad-bugs",
    origin="live",
    started=AT,
    finished=AT,
    counts={"lamp": 3, "lantern": 2},
    file="x",
    sha256="x",
    bytes=1,
    records=5,
)


def hole(why):
    return Hole(collection="launchpad-bugs", why=why)


@pytest.mark.parametrize(
    ("named", "gaps", "kept", "lacking"),
    [
        (("lamp", "lantern"), (), ["lamp", "lantern"], 0),
        (("lamp",), (), ["lamp"], 0),
        ((), (), [], 0),
        (("candle",), (), [], 1),
        (("candle",), (hole("candle is not on Launchpad: tracked elsewhere"),), [], 0),
        (
            ("torch",),
            (hole("torch is called lamp on Launchpad now: its records say so"),),
            ["lamp"],
            0,
        ),
    ],
)
def test_only_the_teams_projects_count_and_what_was_not_asked_is_said(named, gaps, kept, lacking):
    team = Team(key="lamp", title="Lamp", gerrit=GERRIT, launchpad=named)
    own = of_team(team, HELD, gaps)

    assert list(own.counts) == kept
    assert len(unasked(team, own, gaps)) == lacking
