"""Topping up: only what moved is asked, and the end is what a collection of everything gives."""

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.snapshot import PACKING, read
from retro.snapshot.gerrit import ChangeInfo, RobotInfo
from tests.collect.builders import (
    ANN,
    BOB,
    EVE,
    JENKINS,
    NOW,
    Run,
    account,
    at,
    change,
    message,
    team,
)
from tests.world.gerrit import GerritServer

LATER = NOW + timedelta(days=3)
TIDY = account(70, "Tidy Thing")
PEOPLE = (ANN, BOB, EVE, JENKINS, TIDY)
PROJECTS = ("openstack/glance", "openstack/glance-specs")


def stamp(moment):
    return f"{moment:%Y-%m-%d %H:%M:%S}.000000000"


class Moving(GerritServer):
    """A server whose changes may be replaced between two collections."""

    def __init__(self, changes, **more):
        self.changes = changes
        super().__init__(lambda _: self.changes, **more)


def records(run):
    return {one._number: one for one in read(run.folder).records("gerrit-changes", ChangeInfo)}


def asked(server, before):
    return [request.q for request in server.log[before:]]


def collected(manifest):
    held = {one.name: (one.sha256, one.counts, one.hidden) for one in manifest.collections}
    return held, manifest.gaps, manifest.window, manifest.settings


def test_nothing_new_costs_two_requests_however_many_the_projects(run):
    changes = [change(n, project=PROJECTS[n % 2]) for n in range(1, 60)]
    with GerritServer(changes) as server:
        first = run(team(server.url, projects=PROJECTS))
        before = len(server.log)
        second = run(team(server.url, projects=PROJECTS), now=LATER)

    assert len(server.log) - before == 2
    assert [one.sha256 for one in first.collections] == [one.sha256 for one in second.collections]
    assert second.window.reaches == LATER


def test_only_what_moved_is_asked_in_full(run):
    changes = [change(n) for n in range(1, 60)]
    with Moving(changes) as server:
        run(team(server.url))
        before = len(server.log)
        moved = change(7, message(BOB, "Patch Set 1: Code-Review+2"), updated="2016-04-21")
        server.changes = [*changes, moved, change(90, created=at("2016-04-01"))]
        server.changes.remove(changes[6])
        server.changes[-1]["updated"] = at("2016-04-22")
        run(team(server.url), now=LATER)

    assert asked(server, before) == [
        "",
        '(project:openstack/glance) since:"2016-02-01 11:55:00"',
        "change:7 OR change:90",
        "change:90",
    ]
    assert [told.message for told in records(run)[7].messages] == ["Patch Set 1: Code-Review+2"]
    counted = "60 changes in all, 60 of them in play, 2 of those new or changed: "
    assert any(line.startswith(counted) for line in run.said)


def test_where_more_than_a_page_moved_the_late_ones_are_asked_for_too(run):
    changes = [change(n, updated=f"2016-03-01 12:00:{n:02}.000000000") for n in range(1, 20)]
    moved = [change(n, updated=f"2016-04-21 12:00:{n:02}.000000000") for n in range(1, 20)]
    jumped = [*moved[1:], change(1, updated=stamp(LATER))]
    with Moving(changes, cap=8) as server:
        run(team(server.url))
        before = len(server.log)
        world = moved
        server._changes = lambda place: world if place < before + 2 else jumped
        run(team(server.url), now=LATER)

    late = f'since:"{LATER - timedelta(minutes=5):%Y-%m-%d %H:%M:%S}"'
    assert [late in query for query in asked(server, before)].index(True) == 4
    assert records(run)[1].updated == stamp(LATER)


def test_what_the_server_hid_before_is_asked_for_again(run):
    with GerritServer([change(n) for n in range(1, 5)], unrendered={2}) as server:
        run(team(server.url))
        server._unrendered = ()
        manifest = run(team(server.url), now=LATER)

    assert sorted(records(run)) == [1, 2, 3, 4]
    assert manifest.collection("gerrit-changes").hidden == ()


def test_a_simulated_snapshot_is_replaced_and_never_topped_up(run):
    with GerritServer([change(1)]) as server:
        run(team(server.url), origin="simulated")
        manifest = run(team(server.url))

    assert "collecting everything anew: the snapshot is simulated" in run.said
    assert {held.origin for held in manifest.collections} == {"live"}
    assert len(server.log) == 10


@pytest.mark.parametrize(
    ("other", "named"),
    [
        ({"projects": (*PROJECTS, "openstack/glance_store")}, "projects"),
        ({"lead_in_days": 10}, "window"),
        ({"opt_out": ("eve.ember",)}, "opt-out list"),
        ({"bots": ("some.bot",)}, "robots"),
    ],
)
def test_other_settings_collect_anew_and_say_which(run, other, named):
    changes = [
        change(1),
        change(2, project=PROJECTS[1]),
        change(3, project="openstack/glance_store"),
    ]
    with GerritServer(changes) as server:
        run(team(server.url, projects=PROJECTS))
        before = len(server.log)
        run(team(server.url, **{"projects": PROJECTS, **other}))

    said = f"collecting everything anew: since the snapshot was made, other settings: {named}"
    assert said in run.said
    assert len(server.log) - before >= 5


def test_another_roster_collects_anew(run):
    with GerritServer([change(1)]) as server:
        run(team(server.url))
        run(team(server.url), roster=("ann.anvil",))

    assert "other settings: roster" in "".join(run.said)
    assert list(read(run.folder).records("gerrit-accounts", RobotInfo)) == [
        RobotInfo(101, username="ann.anvil")
    ]


def test_a_snapshot_of_another_packing_is_collected_anew(run, monkeypatch):
    with GerritServer([change(1)]) as server:
        run(team(server.url))
        monkeypatch.setattr("retro.snapshot.PACKING", PACKING + 1)
        monkeypatch.setattr("retro.snapshot.writing.PACKING", PACKING + 1)
        run(team(server.url))
        before = len(server.log)
        run(team(server.url))

    why = "the snapshot's records are packed another way, by retro 0.1.0"
    assert run.said.count(f"collecting everything anew: {why}") == 1
    assert len(server.log) - before == 2
    assert read(run.folder).manifest.packing == PACKING + 1


def test_a_snapshot_of_another_release_that_packs_the_same_is_topped_up(run, monkeypatch):
    with GerritServer([change(1)]) as server:
        run(team(server.url))
        before = len(server.log)
        monkeypatch.setattr("retro.snapshot.TOOL", "retro 9.9.9")
        run(team(server.url))

    assert len(server.log) - before == 2


def test_a_spoilt_snapshot_is_collected_anew(run):
    with GerritServer([change(1)]) as server:
        run(team(server.url))
        next(run.folder.glob("gerrit-changes.*")).write_bytes(b"")
        run(team(server.url))

    assert sorted(records(run)) == [1]
    assert any("cut or altered" in line for line in run.said)


def test_who_turns_out_to_be_a_robot_is_packed_as_one_everywhere(run):
    said = "Patch Set 1:\n\nThis line is kept of a robot only."
    changes = [change(n, message(TIDY, said)) for n in (1, 2)]
    with Moving(changes) as server:
        run(team(server.url))
        tagged = deepcopy(TIDY) | {"tags": ["SERVICE_USER"]}
        server.changes = [
            change(1, message(tagged, said)),
            change(2, message(tagged, said), updated="2016-04-21"),
        ]
        run(team(server.url), now=LATER)

    assert [one.messages[0].message for one in records(run).values()] == [said, said]


def test_robots_and_the_roster_are_still_known_where_they_are_not_met_again(run):
    changes = [change(1, message(JENKINS, "Patch Set 1: Verified+1")), change(2, owner=BOB)]
    with Moving(changes) as server:
        rules = {"roster": ("ann.anvil", "101", "nobody")}
        first = run(team(server.url), **rules)
        server.changes = [changes[0], change(2, owner=BOB, updated="2016-04-21")]
        second = run(team(server.url), now=LATER, **rules)

    assert first.gaps == second.gaps
    assert [one.sha256 for one in first.collections][2] == second.collections[2].sha256


# what may happen to the world between two collections: (kind, which change, who)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["new", "vote", "close", "reopen", "late", "tag", "old"]),
        st.integers(0, 30),
        st.integers(0, len(PEOPLE) - 1),
    ),
    max_size=12,
)


def happen(world, events, moment, tags):
    """Let events happen, one a minute; what a person is tagged with shows on every change."""
    for place, (kind, which, who) in enumerate(events):
        time = stamp(moment + timedelta(minutes=place))
        if kind in ("new", "old") or not world:
            number = len(world) + 1
            day = {"new": "2016-02-01", "old": "2014-01-01"}.get(kind, "2016-02-02")
            one = change(number, owner=PEOPLE[who], created=at(day), updated=time)
            world.append(one | {"project": PROJECTS[which % 2], "status": "NEW"})
            continue
        one = world[which % len(world)]
        if kind == "tag":
            tags.add(PEOPLE[who]["_account_id"])
        said = {"close": "Abandoned", "reopen": "Restored"}.get(
            kind, f"Patch Set 1: Code-Review+{1 + which % 2}\n\nA remark."
        )
        one["status"] = {"close": "ABANDONED", "reopen": "NEW"}.get(kind, one["status"])
        one["messages"] = [*one["messages"], message(PEOPLE[who], said) | {"date": time}]
        one["updated"] = time


def shown(world, tags):
    """Return the world as the server shows it now: everybody with the tags of today."""
    told = deepcopy(world)
    left = [told]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if one.get("_account_id") in tags:
                one["tags"] = ["SERVICE_USER"]
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return told


@settings(max_examples=15)
@given(
    before=EVENTS, steps=st.lists(EVENTS, min_size=1, max_size=2), cap=st.sampled_from([3, 500])
)
def test_topping_up_gives_what_collecting_everything_gives(before, steps, cap):
    world, tags = [], set()
    moment = NOW - timedelta(minutes=12)
    first = [("new", 0, 0), ("new", 1, 1), ("vote", 0, 3)]
    happen(world, [*first, *before], moment, tags)
    with Moving(shown(world, tags), cap=cap) as server, TemporaryDirectory() as folder:
        ours = team(server.url, projects=PROJECTS)
        grown = Run(Path(folder, "grown"))
        grown(ours, now=NOW)
        now = NOW
        for place, events in enumerate(steps):
            now += timedelta(days=1)
            happen(world, events, now - timedelta(hours=1), tags)
            server.changes = shown(world, tags)
            topped_up = grown(ours, now=now)
            whole = Run(Path(folder, f"whole{place}"))(ours, now=now)

            assert collected(topped_up) == collected(whole)
        assert not any("anew" in line for line in grown.said)
