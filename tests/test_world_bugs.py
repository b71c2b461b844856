"""The simulated Launchpad agrees with the simulated changes, and comes through the collector."""

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from retro import content
from retro.ledger.bugs import bugs
from retro.model.bug import Standing
from retro.snapshot.launchpad import BUGS
from tests.collect.launchpad_world import Gathered
from tests.world.bugs import CLEANED, NAMES, launchpad
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_data import World
from tests.world.mitaka import world
from tests.world.record import CLIENT, END, FEATURES, GLANCE, HANDOFF, START, STORE
from tests.world.sample import CONTENT


@pytest.fixture(scope="module")
def found():
    team = content.team(CONTENT, "glance")
    with LaunchpadServer(launchpad()) as server:
        return Gathered(server, names=team.launchpad, tags=team.bug_tags)


@pytest.fixture(scope="module")
def past(found):
    return bugs(found.tasks, found.sources[BUGS], found.collected.holes).tasks


def fixed(bug):
    return bug.spells[-1].standing is Standing.FIXED


def fixes(past, project):
    return [one for one in past if one.project == project and fixed(one)]


def digest() -> str:
    """Return a hash over everything that the simulated Launchpad knows."""
    return sha256(repr(launchpad()).encode()).hexdigest()


@pytest.mark.parametrize(("project", "closed"), [(GLANCE, 100), (STORE, 19), (CLIENT, 38)])
def test_as_many_bugs_are_fixed_as_merged_changes_close(past, project, closed):
    footers = {
        footer
        for story in world().stories
        for footer in story.footers
        if story.project == project and footer.startswith("Closes-Bug")
    }

    assert len(fixes(past, NAMES[project])) == len(footers)
    assert closed - 5 <= len(footers) <= closed


def test_the_backlog_is_of_a_plausible_size(past):
    for moment in (START, HANDOFF):
        glance = [one for one in past if one.project == "glance"]
        assert 130 <= sum(one.at(moment) is Standing.OPEN for one in glance) <= 280


def test_with_their_logs_every_bugs_past_is_known(past):
    assert [one for one in past if one.at(HANDOFF) is Standing.UNKNOWN] == []


def test_the_clean_up_is_a_mass_closing(past):
    dropped = [one for one in past if one.spells[-1].status == "Won't Fix"]

    assert len(dropped) >= CLEANED


def test_nothing_happens_before_a_bug_is_there_or_after_the_end():
    for task in launchpad().tasks:
        assert all(task.created <= at < END for at in task.stamps.values())
        assert task.created < END


def test_each_feature_has_its_blueprint_with_what_became_of_it(found):
    implemented = [one for one in found.specs if one.implementation_status == "Implemented"]

    assert len(found.specs) == len(FEATURES)
    assert len(implemented) == 10
    assert sum(one.goals == ("newton",) for one in found.specs) == 2


def test_the_same_launchpad_is_made_whatever_the_hash_seed():
    code = "from tests.test_world_bugs import digest; print(digest())"
    other = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert other.strip() == digest()


def test_without_changes_nothing_is_fixed():
    bare: World = launchpad(())

    assert not [task for task in bare.tasks if task.status == "Fix Released"]
