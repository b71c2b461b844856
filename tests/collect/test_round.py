"""All teams in one run: each server sees one asker, and no team stops the others."""

import re
import signal
import subprocess
import sys
from collections import Counter

import pytest

from retro import snapshot
from retro.collect import Options
from retro.collect.gate import Gate
from retro.job.collect import collect
from retro.job.order import Order
from retro.snapshot.gerrit import ChangeInfo
from tests.collect.builders import BOB, NOW, message
from tests.collect.launchpad_world import task, world
from tests.collect.office import Busy, Office, changes
from tests.world import faults
from tests.world.launchpad import LaunchpadServer

SIZES = {"ash": 30, "both": 60, "elm": 30}
SIX = dict.fromkeys(("ash", "beech", "cedar", "elm", "fir", "oak"), 30)
TWO = {"ash": ("ash", "both"), "elm": ("elm", "both")}
ONE_EACH = {name: (name,) for name in SIX}


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("CYCLE", "TEAM", "LANES", "RATE", "DRY_RUN", "RETRO_CONTACT"):
        monkeypatch.delenv(name, raising=False)


def test_six_teams_have_four_lanes_between_them_and_not_each(tmp_path, capsys):
    with Busy(changes(**SIX), wait=0.02, until=4) as server:
        office = Office(tmp_path, server, **ONE_EACH)

        assert office("--lanes=4") == 0

    assert server.most == 4
    assert all(len(office.numbers(name)) == 30 for name in SIX)
    assert "6\xa0retrospectives: 6 collected\n" in capsys.readouterr().err


def test_one_lane_is_one_request_at_a_time_for_all_teams(tmp_path):
    with Busy(changes(**SIX), wait=0.002) as server:
        assert Office(tmp_path, server, **ONE_EACH)() == 0

    assert server.most == 1


def test_the_bytes_are_those_of_teams_that_are_collected_one_by_one(tmp_path):
    with Busy(changes(**SIX)) as server:
        alone = Office(tmp_path / "alone", server, **ONE_EACH)
        for name in SIX:
            assert alone(f"--team={name}") == 0
        together = Office(tmp_path / "together", server, **ONE_EACH)
        assert together("--lanes=3") == 0

    assert all(alone.files(name) == together.files(name) for name in SIX)


def test_the_rate_is_kept_over_all_teams_and_lanes():
    clock, begun = [100.0], []

    def sleep(seconds):
        clock[0] += seconds

    gate = Gate(lambda: clock[0], sleep, lanes=4, rate=2)
    for n in range(6):
        if n == 3:
            gate.shut(7)
        gate.wait()
        begun.append(clock[0] - 100)

    assert begun == [0, 0.5, 1, 8, 8.5, 9]


def test_a_server_that_wants_to_be_left_alone_is_so_by_every_team(tmp_path, capsys):
    put_off = faults.refusal(429, "Quota", Retry_After="3600")
    with Busy(changes(**SIX), faults={9: put_off}) as server:
        office = Office(tmp_path, server, **ONE_EACH)

        assert office() == 4
        assert len(server.log) == 10

    said = capsys.readouterr().err
    assert "left alone until 13:00 UTC on 2016-04-20" in said
    assert said.count("run the same command then") == 6 - said.count(": collected\n")


def test_a_team_that_fails_stops_no_other_and_is_told_with_its_reason(tmp_path, capsys):
    with Busy(changes(**SIX)) as server:
        office = Office(tmp_path, server, **ONE_EACH)
        office.write("elm", ("nowhere",))
        (tmp_path / "content/fir/team.yaml").write_text("gerrit: 3\n")

        assert office() == 3

    said = capsys.readouterr().err
    assert "6\xa0retrospectives: 4 collected and 2 failed\n" in said
    assert f"retro: elm/mitaka: {server.url}: there is no project openstack/nowhere" in said
    assert "fir/team.yaml" in said
    assert [name for name in SIX if office.snapshot(name).exists()] == [
        "ash",
        "beech",
        "cedar",
        "oak",
    ]


def test_a_team_of_which_nothing_moved_is_told_as_unchanged(tmp_path, capsys):
    with Busy(changes(ash=3, elm=3)) as server:
        office = Office(tmp_path, server, ash=("ash",), elm=("elm",))
        office()
        office.server._changes[0]["updated"] = "2016-04-19 00:00:00.000000000"
        assert office() == 0

    assert "2\xa0retrospectives: 1 collected and 1 unchanged\n" in capsys.readouterr().err


@pytest.mark.parametrize("lanes", [1, 3])
def test_what_it_will_take_is_said_before_it_starts_and_is_what_it_takes(tmp_path, capsys, lanes):
    with Busy(changes(**SIZES)) as server:
        office = Office(tmp_path, server, **TWO)
        assert office(f"--lanes={lanes}", "--dry-run") == 0
        dry = len(server.log)
        said = capsys.readouterr().err.replace("\xa0", " ")
        assert in_full(server) == []
        assert not any(office.snapshot(name).exists() for name in TWO)
        assert not list((tmp_path / ".cache/rounds").iterdir())
        assert office(f"--lanes={lanes}") == 0

    # four batches of the first, two of the other, what labels mean of each
    assert f"ahead: {server.url}: 8 requests, less than 1 min (by the index; 0." in said
    assert len(server.log) - 2 * dry == 8


def test_bug_trackers_are_ahead_as_often_as_last_time(tmp_path, capsys):
    with Busy(changes(ash=3, elm=3)) as server, LaunchpadServer(world(task(1))) as bugs:
        more = f"launchpad: [glance]\nlaunchpad_server: {bugs.url}\n"
        office = Office(tmp_path, server, more, ash=("ash",))
        office()
        took = len(bugs.log)
        office.write("elm", ("elm",), more.replace("glance", "nova"))
        capsys.readouterr()
        assert office("--dry-run") == 0

    said = capsys.readouterr().err.replace("\xa0", " ")
    assert f"ahead: {bugs.url}: {took + 12} requests" in said
    assert "(by as last time and at least 12 a project; a second an answer, a guess)" in said


def test_how_much_is_to_go_is_told_on_a_line_that_moves(tmp_path):
    told = []
    with Busy(changes(**SIX)) as server:
        Office(tmp_path, server, **ONE_EACH)
        order = Order(content=tmp_path / "content", cycle="mitaka")
        options = Options(contact="tests")
        collect(order, options, now=lambda: NOW, sleep=lambda _: None, say=str, moving=told.append)

    assert told[5] == "the index of 6 of 6 teams is there"
    left = [int(line.split("\xa0")[0].split(" ")[0]) for line in told[6:]]
    assert left == sorted(left, reverse=True)
    assert (len(left), left[-1]) == (3 * 6, 0)


def in_full(server):
    """Return the numbers that were asked for in full, as often as they were."""
    asked = (one.q for one in server.log if "MESSAGES" in one.query.get("o", ()))
    return sorted(int(word) for q in asked for word in re.findall(r"\d+", q))


@pytest.mark.parametrize("lanes", [1, 4])
def test_a_project_of_two_teams_is_asked_once(tmp_path, lanes):
    records = changes(**SIZES)
    with Busy(records) as server:
        alone = Office(tmp_path / "alone", server, **TWO)
        for name in TWO:
            assert alone(f"--team={name}") == 0
        server.log.clear()
        office = Office(tmp_path / "together", server, **TWO)
        assert office(f"--lanes={lanes}") == 0

    kinds = Counter(
        "version" if "version" in one.path else f"{one.q[:1]}{''.join(one.query.get('o', ()))[:8]}"
        for one in server.log
    )
    # an index page a project, what is late of each team, 90 changes in full and then 30
    assert kinds == {"version": 1, "p": 3, "(": 2, "cMESSAGES": 4 + 2, "cDETAILED": 2}
    assert in_full(server) == [one["_number"] for one in records]
    assert all(alone.files(name) == office.files(name) for name in TWO)


def test_a_change_that_moved_since_another_team_asked_is_asked_again(tmp_path):
    records = changes(**SIZES)
    moved = dict(records[30], updated="2016-04-20 12:00:00.000000000")
    later = [moved if one is records[30] else one for one in records]
    with Busy(lambda place: records if place < 5 else later) as server:
        office = Office(tmp_path, server, **TWO)
        assert office() == 0

    assert Counter(in_full(server))[moved["_number"]] == 2
    told = snapshot.read(office.snapshot("elm")).records("gerrit-changes", ChangeInfo)
    assert {one._number: one.updated for one in told}[moved["_number"]] == moved["updated"]


def test_comments_of_a_project_of_two_teams_are_asked_once(tmp_path):
    counted = message(BOB, "Patch Set 1:\n\n(1 comment)", "2021-05-01")
    records = [dict(one, messages=[counted]) for one in changes(**SIZES)]
    with Busy(records) as server:
        assert Office(tmp_path, server, **TWO)() == 0

    asked = [one.path for one in server.log if one.path.endswith("/comments")]
    assert len(asked) == len(set(asked)) == 120


def test_teams_with_a_bug_tracker_in_common_ask_it_once(tmp_path):
    logs = {}
    for names in (("ash",), ("ash", "elm")):
        with Busy(changes(ash=3, elm=3)) as server, LaunchpadServer(world(task(1))) as bugs:
            more = f"launchpad: [glance]\nlaunchpad_server: {bugs.url}\n"
            teams = {name: (name,) for name in names}
            office = Office(tmp_path / str(len(names)), server, more, **teams)
            assert office() == 0
        logs[names] = [one.raw for one in bugs.log]
        told = [snapshot.read(office.snapshot(name)).manifest for name in names]
        assert {one.collection("launchpad-bugs").records for one in told} == {1}

    one, two = logs.values()
    assert sorted(one) == sorted(two)


THREE = {**TWO, "oak": ("oak",)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Three teams that were collected without a halt, from a server that still runs."""
    with Busy(changes(**SIZES, oak=30)) as server:
        clean = Office(tmp_path_factory.mktemp("whole"), server, **THREE)
        assert clean() == 0
        yield clean, len(server.log)


@pytest.mark.parametrize(("lanes", "place"), [(1, 17), (3, 9)])
def test_a_run_that_is_killed_goes_on_and_ends_as_one_that_was_not(
    tmp_path, capsys, whole, lanes, place
):
    clean, asked = whole
    server = clean.server
    server.log.clear()
    office = Office(tmp_path, server, **THREE)
    assert killed(office, place, f"--lanes={lanes}") == -signal.SIGKILL
    complete = [name for name in THREE if office.snapshot(name).exists()]
    assert office(f"--lanes={lanes}") == 0

    assert all(office.files(name) == clean.files(name) for name in THREE)
    # what was under way when it was killed is asked again, and nothing else
    assert len(server.log) <= asked + lanes + 1
    assert not list((office.folder / ".cache/rounds").iterdir())
    assert bool(complete) == (place > asked / 2)
    assert capsys.readouterr().err.endswith("3\xa0retrospectives: 3 collected\n")


def killed(office, place, *words):
    """Collect in a process of its own, which is killed before so manieth a request."""
    code = (
        "import os, signal, sys\n"
        "from retro.cli import main\n"
        "from retro.collect.http import Asker\n"
        "get, left = Asker._get, list(range(int(sys.argv[1]) - 1))\n"
        "def dying(self, *rest):\n"
        "    left.pop() if left else os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return get(self, *rest)\n"
        "Asker._get = dying\n"
        "main(sys.argv[2:])\n"
    )
    content = f"--content={office.folder / 'content'}"
    words = ["collect", "--cycle=mitaka", "--contact=tests", *words, content]
    return subprocess.run(
        [sys.executable, "-c", code, str(place), *words], check=False, stderr=subprocess.DEVNULL
    ).returncode
