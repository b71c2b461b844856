"""A collection that was cut short goes on where it stopped, and ends as if it had not been."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from retro.errors import SourceRefusedError
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo, IndexInfo
from tests.collect.builders import BOB, NOW, PROJECT, at, change, message, team
from tests.world import faults
from tests.world.gerrit import GerritServer

KILLED = [sys.executable, "-m", "tests.collect.killed"]
STOP = faults.refusal(403, "Enough for today")
MANY = [
    change(n, message(BOB, f"Patch Set {n}: Code-Review+1"), updated=f"2016-02-{1 + n % 28:02}")
    for n in range(1, 201)
]


def digests(manifest):
    return [(held.name, held.sha256, held.requests) for held in manifest.collections]


def cut_short(run, server, **more):
    with pytest.raises(SourceRefusedError):
        run(team(server.url), **more)


@pytest.mark.parametrize(("lanes", "steps"), [(1, range(1, 31, 5)), (4, (4, 13, 22))])
def test_a_collection_killed_at_any_request_ends_with_the_same_bytes(run, tmp_path, lanes, steps):
    with GerritServer(MANY, cap=25, crowded=range(7, 200, 17)) as server:
        whole = run(team(server.url))
        asked = len(server.log)
        # odd ones are killed while an answer is written, even ones before they ask
        places = [str(place) for place in steps]
        told = subprocess.run(
            [*KILLED, server.url, str(tmp_path), str(lanes), *places],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout.splitlines()

    hashes = ",".join(held.sha256 for held in whole.collections)
    requests = ",".join(str(held.requests) for held in whole.collections)
    assert asked > 30
    assert told == [f"{place} 9 {hashes} {requests} True []" for place in places]
    # a killed request is sent twice at most, one a lane; all others once
    assert len(server.log) <= asked + len(places) * (asked + lanes)


@pytest.mark.parametrize(("days", "again"), [(6, 0), (7, 7)])
def test_answers_of_long_ago_are_asked_again(run, days, again):
    with GerritServer(MANY, faults={7: STOP}) as server:
        cut_short(run, server)
        manifest = run(team(server.url), now=NOW + timedelta(days=days))
        clean = run(team(server.url), anew=True, now=NOW + timedelta(days=days))
        whole = len(clean.collections) and sum(held.requests for held in clean.collections)

    assert sum(held.requests for held in manifest.collections) == whole
    assert len(server.log) == 8 + (whole - 7) + again + whole


@pytest.mark.parametrize("lanes", [1, 4])
def test_what_was_answered_is_not_asked_again(run, lanes):
    with GerritServer(MANY, faults={7: STOP}) as server:
        cut_short(run, server)
        before = len(server.log)
        manifest = run(team(server.url), lanes=lanes)
        clean = run(team(server.url), anew=True)

    assert len(server.log) - before == 12 - 7 + 12
    assert digests(manifest) == digests(clean)


def test_anew_asks_again_what_was_answered_to_the_run_that_was_cut_short(run):
    with GerritServer(MANY, faults={7: STOP}) as server:
        cut_short(run, server)
        before = len(server.log)
        run(team(server.url), anew=True)

    assert len(server.log) - before == 12
    assert not any("going on" in line for line in run.said)


def test_it_says_since_when_it_goes_on(run):
    with GerritServer(MANY, faults={7: STOP}) as server:
        cut_short(run, server)
        run(team(server.url), now=NOW + timedelta(hours=1))

    assert "going on with the collection that began at 2016-04-20 12:00 UTC" in run.said


def test_what_moved_between_the_runs_is_found_by_the_moment_of_the_first_start(run):
    later = NOW + timedelta(hours=6)
    moved = dict.fromkeys((3, 50, 199), "2016-04-20 15:00:00.000000000")
    new = change(900, created=at("2016-04-20"), updated="2016-04-20 16:00:00.000000000")
    world = [
        change(one["_number"], updated=moved.get(one["_number"], one["updated"])) for one in MANY
    ]
    server = GerritServer(
        lambda place: MANY if place < 9 else [*world, new], cap=12, faults={8: STOP}
    )
    with server:
        cut_short(run, server)
        manifest = run(team(server.url), now=later)

    index = {row._number: row for row in read(run.folder).records("gerrit-index", IndexInfo)}
    assert sorted(index) == [*range(1, 201), 900]
    assert all(index[number].updated == time for number, time in moved.items())
    assert manifest.window.reaches == NOW, "what came later may be missing"
    assert 'since:"2016-04-20 11:55:00"' in manifest.collection("gerrit-index").queries[-1]
    numbers = [one._number for one in read(run.folder).records("gerrit-changes", ChangeInfo)]
    assert numbers == list(range(1, 201))


@pytest.mark.parametrize(
    "other",
    [
        {"projects": ("openstack/glance*",)},
        {"lead_in_days": 10},
        {"opt_out": ("eve.ember",)},
        {"bots": ("some.bot",)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_plan_starts_anew(run, other):
    with GerritServer(MANY, faults={7: STOP}) as server:
        cut_short(run, server)
        before = len(server.log)
        run(team(server.url, **other))

    assert server.log[before].path == "/config/server/version"
    assert not any("going on" in line for line in run.said)


def test_another_roster_or_watched_work_starts_anew(run):
    with GerritServer(MANY, faults={7: STOP, 15: STOP}) as server:
        cut_short(run, server)
        cut_short(run, server, roster=("ann.anvil",))
        run(team(server.url), roster=("ann.anvil",), watch=[("Nova", "project:openstack/nova")])

    assert [place for place, one in enumerate(server.log) if "version" in one.path] == [0, 8, 16]


@pytest.mark.parametrize("how", ["flipped", "cut", "emptied", "of another question"])
def test_an_answer_that_was_spoilt_is_asked_again(run, how):
    spoilt = ("index1-00001", "late-00001", "details1-00002", "version")
    with GerritServer(MANY, faults={8: STOP}) as server:
        cut_short(run, server)
        another = (run.work / "details1-00001.body").read_bytes()
        for path in (run.work / f"{name}.body" for name in spoilt):
            body = path.read_bytes()
            path.write_bytes(
                {
                    "flipped": body[:-9] + bytes([body[-9] ^ 1]) + body[-8:],
                    "cut": body[:-1],
                    "emptied": b"",
                    "of another question": another,
                }[how]
            )
        before = len(server.log)
        manifest = run(team(server.url))
        asked = len(server.log) - before
        clean = run(team(server.url), anew=True)

    assert asked == 12 - 8 + len(spoilt)
    assert digests(manifest) == digests(clean)


@pytest.mark.parametrize(
    "spoilt", [lambda _: b"{", lambda held: held.replace(b'"started":"20', b'"started":"21')]
)
def test_a_plan_that_was_spoilt_starts_anew(run, spoilt):
    with GerritServer(MANY, faults={7: STOP}) as server:
        cut_short(run, server)
        plan = run.work / "plan.json"
        held = plan.read_bytes()
        plan.write_bytes(spoilt(held))
        assert plan.read_bytes() != held
        before = len(server.log)
        run(team(server.url))

    assert len(server.log) - before == 12


def test_every_project_is_asked_in_pages_of_500_that_begin_with_the_last_row(run):
    days = [
        f"2016-02-01 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000000000" for n in range(2000)
    ]
    sizes = {"openstack/a": 1, "openstack/b": 500, "openstack/c": 501, "openstack/d": 1200}
    changes, number = [], 0
    for project, size in sizes.items():
        for place in range(size):
            number += 1
            closed = {"status": "MERGED", "created": at("2016-05-01")}
            changes.append(change(number, updated=days[place], project=project, **closed))
    with GerritServer(changes) as server:
        run(team(server.url, projects=tuple(sizes)))

    asked = [
        sum(f"project:{name}" in one.q and "since:" not in one.q for one in server.log)
        for name in sizes
    ]
    assert asked == [max(1, -(-(size - 1) // 499)) for size in sizes.values()] == [1, 1, 2, 3]


def test_a_project_is_looked_for_by_the_name_in_the_team_file(run):
    with GerritServer(MANY) as server:
        run(team(server.url))

    assert server.log[1].q == f"project:{PROJECT}"
