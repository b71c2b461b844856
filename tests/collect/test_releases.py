"""What the releases repository says of a team: how it releases, and where bugs are tracked."""

from datetime import date

import pytest

from retro import calendar
from retro.collect import Releases, opened
from retro.collect.governance.charter import Charter, Repository
from retro.collect.governance.models import Way, model_of
from retro.errors import SourceRefusedError
from tests.collect.governance_repository import releases

MITAKA = calendar.find("mitaka")
MARCH = date(2016, 3, 1)
OLD = """
launchpad: {place}
send-announcements-to: list@example.org
releases:
  - version: 1.0.0.0b1
    projects:
      - repo: {repository}
        hash: abc
"""
NEW = """
team: {team}
type: {kind}
release-model: {model}
{tracker}
repository-settings:
  {repository}: {{}}
"""


def old(repository, place):
    return OLD.format(repository=repository, place=place)


def new(repository, model="cycle-with-rc", *, team="lamp", kind="service", tracker="launchpad: l"):
    return NEW.format(repository=repository, model=model, team=team, kind=kind, tracker=tracker)


def charter(*names, **fields):
    some = tuple(Repository(name=name, day=MARCH) for name in names)
    fields = {"repositories": some, **fields}
    return Charter(key="lamp", name="lamp", title="Lamp", day=MARCH, **fields)


@pytest.fixture
def tell(tmp_path):
    def run(files, *names, **fields):
        some = ((MARCH, path, text) for path, text in files.items())
        git = opened(str(releases(tmp_path / "releases", *some)), tmp_path, print)
        return Releases(git, "releases", MITAKA).tell(charter(*names, **fields))

    return run


def test_a_deliverable_is_a_teams_by_its_repositories(tell):
    files = {
        "mitaka/lamp": old("openstack/lamp", "lamp"),
        "mitaka/wick": old("openstack/wick", "wick-and-oil"),
        "mitaka/sun": old("openstack/sun", "sun"),
        "liberty/lamp": old("openstack/lamp", "lamp-before"),
    }
    found = tell(files, "openstack/wick", "openstack/lamp")

    assert [guess.value for guess in found.launchpad] == ["lamp", "wick-and-oil"]
    assert found.launchpad[0].why == "of lamp, by the releases on 2016-03-01"
    assert found.releases == ("lamp 1.0.0.0b1", "wick 1.0.0.0b1")


def test_one_of_a_former_name_is_found_too(tell):
    was = (("stackforge/lamp", date(2016, 5, 1)),)
    now = Repository(name="openstack/lamp", day=MARCH, formerly=was)
    found = tell({"mitaka/lamp": old("stackforge/lamp", "lamp")}, repositories=(now,))

    assert [guess.value for guess in found.launchpad] == ["lamp"]


@pytest.mark.parametrize(
    ("word", "ours"),
    [
        ("cycle-with-rc", "cycle-with-rc"),
        ("cycle-with-milestones", "cycle-with-rc"),
        ("cycle-with-intermediary", "cycle-with-intermediary"),
        ("cycle-trailing", "cycle-with-intermediary"),
        ("independent", "independent"),
    ],
)
def test_a_team_releases_as_its_main_deliverable(tell, word, ours):
    files = {
        "mitaka/lamp": new("openstack/lamp", word),
        "mitaka/a": new("openstack/a", "cycle-automatic"),
        "mitaka/b": new("openstack/b", "cycle-automatic", kind="library"),
    }
    model = tell(files, "openstack/lamp", "openstack/a", "openstack/b").model

    called = "" if word == ours else f", there {word}"
    assert (model.value, model.why) == (ours, f"as lamp by the releases on 2016-03-01{called}")


def test_without_a_main_one_a_team_releases_as_most_of_its_services():
    ways = [Way("a", "cycle-with-rc", 1), Way("b", "cycle-with-rc", 1), Way("c", "untagged", 1)]
    more = [Way(name, "independent", 2) for name in "defg"]

    assert model_of(ways + more, "us").value == "cycle-with-rc"
    assert model_of([Way("c", "untagged", 1)], "us") is None


def test_what_is_apart_from_cycles_counts_only_where_nothing_else_is(tell):
    apart = {"_independent/tool": new("openstack/tool", "x", kind="other", tracker="launchpad: t")}
    both = {"mitaka/lamp": old("openstack/lamp", "lamp")} | apart

    known = tell(both, "openstack/lamp", "openstack/tool")
    assert known.model is None
    assert [guess.value for guess in known.launchpad] == ["lamp", "t"]


def test_a_team_of_deliverables_apart_from_cycles_is_independent(tell):
    files = {
        "mitaka/sun": old("openstack/sun", "sun"),
        "_independent/lamp": new("openstack/lamp", "x"),
    }

    assert tell(files, "openstack/lamp").model.value == "independent"


def test_a_storyboard_is_named_and_a_number_stands_for_the_repository(tell):
    files = {"mitaka/lamp": new("openstack/lamp", tracker="storyboard: 1183")}
    found = tell(files, "openstack/lamp")

    assert [guess.value for guess in found.storyboard] == ["openstack/lamp"]
    assert found.launchpad == ()


def test_a_place_that_is_called_as_another_teams_deliverable_is_left_out(tell):
    files = {
        "mitaka/lamp": old("openstack/lamp", "nova"),
        "mitaka/nova": old("openstack/nova", "nova"),
    }
    (place,) = tell(files, "openstack/lamp").launchpad

    assert not place.taken
    assert place.why.startswith("another team's; ")


def test_a_team_without_a_deliverable_says_so(tell):
    found = tell({"mitaka/sun": old("openstack/sun", "sun")}, "openstack/lamp")

    assert (found.launchpad, found.model) == (None, None)
    assert found.remarks == ("no deliverable in the releases on 2016-03-01",)


def test_a_clone_without_the_cycle_is_refused(tell):
    with pytest.raises(SourceRefusedError, match="no deliverables/mitaka on 2016-03-01"):
        tell({"liberty/lamp": old("openstack/lamp", "lamp")}, "openstack/lamp")
