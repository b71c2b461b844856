"""What anybody sees of projects before naming one, on our fake server and on a real one."""

from datetime import UTC, datetime

import pytest

from retro import calendar
from retro.collect import Hints, Options, sketch
from tests.gerrit.test_contract import ask
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_data import Project, World

NOW = datetime(2016, 4, 20, tzinfo=UTC)


def listed(gerrit, **query):
    status, found = ask(gerrit, "/projects/", **query)
    assert status == 200, found
    return found


def test_projects_are_listed_by_the_beginning_of_their_name_in_order(gerrit):
    found = listed(gerrit, p="openstack/glance")

    assert list(found) == sorted(found)
    assert {"openstack/glance", "openstack/glance-old"} <= set(found)
    assert {name[:16] for name in found} == {"openstack/glance"}
    assert found["openstack/glance"] == {"id": "openstack%2Fglance", "state": "ACTIVE"}
    assert listed(gerrit, p="OpenStack/glance") == {}


def test_descriptions_come_when_asked_for_and_states_always(gerrit):
    found = listed(gerrit, p="openstack/glance-old", d="")

    assert found["openstack/glance-old"] == {
        "id": "openstack%2Fglance-old",
        "description": "Once upon\na time",
        "state": "READ_ONLY",
    }
    (bare,) = listed(gerrit, p="openstack/glance-old").values()
    assert "description" not in bare


def test_a_cut_list_says_on_its_last_row_that_more_follow(gerrit):
    whole = listed(gerrit, p="openstack/")
    first, rest = listed(gerrit, p="openstack/", n=2), listed(gerrit, p="openstack/", S=2)

    assert [row.get("_more_projects") for row in first.values()] == [None, True]
    assert [*first, *rest] == list(whole)
    assert listed(gerrit, p="openstack/", n=2, S=len(whole)) == {}


def test_a_part_of_a_name_is_found_whatever_its_case(gerrit):
    assert "openstack/python-glanceclient" in listed(gerrit, m="GlanceClient")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"p": "a", "m": "b"}, "specify exactly one of p/m/r\n"),
        ({"x": "1"}, '"-x" is not a valid option\n'),
        ({"n": "many"}, '"many" is not a valid value for "-n"\n'),
    ],
)
def test_a_list_that_makes_no_sense_is_refused_in_plain_words(gerrit, query, said):
    assert ask(gerrit, "/projects/", **query) == (400, said)


def test_anybody_may_ask_where_a_projects_head_points(gerrit):
    assert ask(gerrit, "/projects/openstack%2Fglance/HEAD") == (200, "refs/heads/master")
    missing = ask(gerrit, "/projects/openstack%2Fnone/HEAD")
    assert missing == (404, "Not found: openstack/none\n")


def guessed(gerrit):
    with LaunchpadServer(World((Project("glance", "Glance"),))) as launchpad:
        hints = Hints(
            key="glance",
            cycle=calendar.find("mitaka"),
            server=gerrit.url,
            launchpad_server=launchpad.url,
        )
        clock = {"now": lambda: NOW, "sleep": lambda _: None}
        return sketch(hints, **clock, say=lambda _: None, options=Options())


def test_both_servers_make_the_same_guesses(gerrit, loopback):
    here, there = guessed(loopback), guessed(gerrit)

    assert here.projects == there.projects
    assert here.specs == there.specs
    assert (here.bots, here.remarks) == (there.bots, there.remarks)
    # how often it voted, and where what merged, depends on what other tests did to the servers
    assert [(found.label.value, found.label.sure) for found in (here, there)] == [
        ("Verified", "likely")
    ] * 2
    counted = [[one.value for one in found.branches if one.taken] for found in (here, there)]
    assert counted == [["master", "main"]] * 2
    assert [[one.value for one in found.gating] for found in (here, there)] == [["jenkins"]] * 2
    assert "openstack/glance-old" not in [one.value for one in here.projects if one.taken]
