"""The real openstack/governance: every repository and every team that it lists, on any day.

RETRO_TEST_SPECS names a folder with clones of it and of openstack/releases, as
tests/specs_clones.py tells.
"""

from functools import cache

import pytest

from retro import calendar
from retro.collect import Releases, charters
from retro.collect.governance.lives import listed
from retro.collect.specs.git import Git
from tests.specs_clones import clones

CLONE = clones().get("governance")
pytestmark = pytest.mark.skipif(not CLONE, reason="RETRO_TEST_SPECS has no governance")
GLANCE = {
    "openstack/glance",
    "openstack/glance_store",
    "openstack/python-glanceclient",
    "openstack/glance-specs",
}


RELEASES = clones().get("releases")


@cache
def git() -> Git:
    return Git(CLONE)


@cache
def read(name: str):
    return charters(git(), "governance", calendar.find(name), ())


def test_the_last_day_of_the_history_has_all_its_repositories_and_teams():
    ((_, text),) = git().blobs([next(git().tree("reference/projects.yaml")).blob])
    last = calendar.known()[-1].name
    there = {one.name for team in read(last) for one in team.repositories if not one.left}

    assert there == {listed(line) for line in text.splitlines()} - {""}
    assert len(read(last)) == text.count("\n  deliverables:\n")


@pytest.mark.parametrize("name", ["icehouse", "juno", "liberty", "mitaka", "train", "gazpacho"])
def test_no_two_teams_of_a_cycle_have_one_folder_or_one_repository(name):
    keys = [team.key for team in read(name)]
    names = [one.name for team in read(name) for one in team.repositories if not one.left]

    assert len(keys) == len(set(keys)) > 20
    assert len(names) == len(set(names)) > 100


def test_glance_had_four_repositories_in_mitaka():
    (glance,) = [team for team in read("mitaka") if team.key == "glance"]

    assert {one.name for one in glance.repositories} == GLANCE


def test_who_was_not_elected_is_known_for_the_cycles_in_which_the_committee_appointed():
    told = {team.key: team.unelected for team in read("epoxy")}
    vacant = {team.key for team in read("bobcat") if "names nobody" in team.unelected}

    assert told["zaqar"].startswith("who leads it in flamingo was appointed and not elected, ")
    assert {"trove", "skyline"} <= vacant
    assert len(vacant) < len(told) / 2
    assert told["nova"] == told["glance"] == ""
    assert told["oslo"].startswith("liaisons lead it together, by governance on 2025-")


def test_repositories_that_got_another_name_are_known_by_both():
    former = {one.name: one.former for team in read("train") for one in team.repositories}

    assert [(one.value, one.why) for one in former["openstack/openstacksdk"]] == [
        ("openstack/python-openstacksdk", "its name in governance until 2018-03-30")
    ]
    names = {one.value for some in former.values() for one in some}
    assert len(names) > 100
    assert names.isdisjoint(former)


@pytest.mark.skipif(not RELEASES, reason="RETRO_TEST_SPECS has no releases")
@pytest.mark.parametrize(("name", "known"), [("mitaka", 40), ("train", 50), ("gazpacho", 35)])
def test_the_releases_tell_how_most_teams_release(name, known):
    releases = Releases(Git(RELEASES), "releases", calendar.find(name))
    told = {team.key: releases.tell(team) for team in read(name)}

    assert sum(team.model is not None for team in told.values()) >= known
    assert told["glance"].model.value == told["nova"].model.value == "cycle-with-rc"
    assert told["swift"].model.value == "cycle-with-intermediary"
    assert next(one.value for one in told["nova"].launchpad if one.taken) == "nova"
