"""The real openstack/governance: every repository and every team that it lists, on any day.

RETRO_TEST_SPECS names a folder with a clone of it, as tests/specs_clones.py tells.
"""

from functools import cache

import pytest

from retro import calendar
from retro.collect import charters
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
