"""Several requests at once: sooner, and nothing else is different."""

from collections import Counter
from threading import Barrier, BrokenBarrierError
from urllib.parse import urlencode

import pytest

from retro.collect.gate import Gate
from retro.collect.gerrit.changes import GerritChanges
from retro.collect.http import Asker
from retro.collect.options import Options
from retro.collect.work import Work
from retro.errors import SourceRefusedError
from tests.collect.builders import BOB, HASTY, NOW, change, message, team
from tests.world import faults
from tests.world.gerrit import GerritServer

CHANGES = [
    change(n, message(BOB, f"Patch Set {n}: Code-Review+1"), updated=f"2016-02-{1 + n % 28:02}")
    for n in range(1, 301)
]

MOVED = [f"2016-02-01 12:00:0{n}.000000000" for n in range(9)]


def hashes(manifest):
    return [(held.sha256, held.requests, held.counts) for held in manifest.collections]


@pytest.mark.parametrize("lanes", [2, 3, 4])
def test_the_bytes_and_the_requests_are_those_of_one_lane(run, lanes):
    with GerritServer(CHANGES, crowded={5, 155}) as server:
        one = run(team(server.url), anew=True)
        before = len(server.log)
        many = run(team(server.url), anew=True, lanes=lanes)

    assert hashes(one) == hashes(many)
    assert len(server.log) == 2 * before
    assert sorted(request.q for request in server.log[before:]) == sorted(
        request.q for request in server.log[:before]
    )


@pytest.mark.parametrize("lanes", [2, 3])
def test_projects_are_listed_at_once_and_each_page_is_asked_once(run, lanes):
    projects = [f"openstack/glance{n}" for n in range(3)]
    rows = [change(n, project=projects[n % 3], updated=MOVED[n % 9]) for n in range(1, 91)]
    met = Barrier(lanes, timeout=30)
    first = [urlencode({"q": f"project:{name}", "n": 500}) for name in projects[:lanes]]

    def meet(handler, answer):
        if handler.path.endswith(tuple(first)):
            met.wait()
        return answer

    with GerritServer(rows, cap=10) as server:
        one = run(team(server.url, projects=projects), anew=True)
    with GerritServer(rows, cap=10, faults=dict.fromkeys(range(30), meet)) as many:
        several = run(team(many.url, projects=projects), anew=True, lanes=lanes)

    assert hashes(one) == hashes(several)
    assert sorted(request.raw for request in server.log) == sorted(
        request.raw for request in many.log
    )
    assert not met.broken


@pytest.mark.parametrize("place", [4, 9, 14, 19])
def test_records_are_asked_for_while_the_index_is_read_and_none_in_vain(run, place):
    refusals = iter([faults.refusal(403, "Enough for today")])

    def once(handler, answer):
        """Refuse the first of those without which no collection goes on."""
        needless = "version" in handler.path or "SUBMIT_REQUIREMENTS" in handler.path
        refusal = None if needless else next(refusals, None)
        return refusal(handler, answer) if refusal else answer

    with GerritServer(CHANGES, cap=40, faults=dict.fromkeys(range(place, 99), once)) as many:
        with pytest.raises(SourceRefusedError, match="Enough for today"):
            run(team(many.url), anew=True, lanes=4)
        several = run(team(many.url), lanes=4)
    # last, and anew: what it leaves would else be a base, should both servers have one port
    with GerritServer(CHANGES, cap=40) as server:
        one = run(team(server.url), anew=True)

    assert hashes(one) == hashes(several)
    asked = [request.q for request in many.log]
    twice = Counter(asked) - Counter(request.q for request in server.log)
    assert {*asked} == {request.q for request in server.log}
    # what was refused, and perhaps what the other lanes had under way
    assert 1 <= twice.total() <= 4
    kinds = [query.partition(":")[0] for query in asked]
    assert kinds.index("change") < kinds.index("(project")


def test_the_version_and_the_index_are_asked_for_at_once(run):
    met = Barrier(2, timeout=30)

    def meet(_, answer):
        met.wait()
        return answer

    with GerritServer(CHANGES, faults=dict.fromkeys(range(2), meet)) as server:
        run(team(server.url), lanes=2)

    assert not met.broken
    assert {server.log[place].q for place in range(2)} == {"", "project:openstack/glance"}


def test_of_a_server_that_is_too_old_no_index_is_kept(run):
    old = faults.plain(b')]}\'\n"2.10.8"')

    def version(handler, answer):
        return old(handler, answer) if "version" in handler.path else answer

    with GerritServer(CHANGES, faults=dict.fromkeys(range(9), version)) as server:
        with pytest.raises(SourceRefusedError, match="too old"):
            run(team(server.url), lanes=2)
        before = len(server.log)

    assert before <= 2
    assert {path.name for path in run.work.iterdir()} == {"plan.json"}


def test_a_project_that_is_not_there_is_said_on_any_lane(run):
    with GerritServer(CHANGES) as server:
        rules = team(server.url, projects=["openstack/glance", "openstack/glanse"])
        for lanes in (1, 4):
            with pytest.raises(SourceRefusedError, match="there is no project openstack/glanse"):
                run(rules, lanes=lanes)


def test_faults_on_some_lane_change_nothing(run):
    refusal, refused = faults.refusal(503, "Lock failure"), set()

    def once(handler, answer):
        again = handler.path in refused
        refused.add(handler.path)
        return answer if again else refusal(handler, answer)

    with GerritServer(CHANGES) as server:
        clean = run(team(server.url), anew=True)
    with GerritServer(CHANGES, faults=dict.fromkeys(range(3, 30, 3), once)) as server:
        spoilt = run(team(server.url), anew=True, lanes=4)

    assert len(refused) > 2
    assert [held.sha256 for held in clean.collections] == [
        held.sha256 for held in spoilt.collections
    ]


@pytest.mark.parametrize("lanes", [2, 4])
def test_so_many_requests_are_under_way_at_once_and_no_more(run, lanes):
    meeting = Barrier(lanes, timeout=30)
    under_way, most = [], []

    def meet(handler, answer):
        under_way.append(handler)
        most.append(len(under_way))
        meeting.wait()
        under_way.remove(handler)
        return answer

    # the twelve batches of details come after the version and two pages of the index
    with GerritServer(CHANGES, faults=dict.fromkeys(range(3, 15), meet)) as server:
        run(team(server.url), lanes=lanes, patience=HASTY)

    assert not meeting.broken
    assert max(most) == lanes


def test_one_lane_never_asks_twice_at_once(run):
    meeting = Barrier(2, timeout=0.05)

    def meet(_, answer):
        with pytest.raises(BrokenBarrierError):
            meeting.wait()
        meeting.reset()
        return answer

    with GerritServer(CHANGES, faults=dict.fromkeys(range(3, 15), meet)) as server:
        run(team(server.url))

    assert len(server.log) == 16


@pytest.mark.parametrize("lanes", [1, 4])
def test_a_refusal_on_one_lane_ends_all_and_what_came_is_kept(run, lanes):
    refusal = faults.refusal(403, "Enough for today")
    with GerritServer(CHANGES, faults={8: refusal}) as server:
        with pytest.raises(SourceRefusedError, match="Enough for today"):
            run(team(server.url), lanes=lanes)
        run(team(server.url), lanes=lanes)

    again = len(server.log) - 16
    assert 1 <= again <= lanes, "each once, but for the one that was refused and those under way"


def test_a_wish_to_wait_holds_all_lanes_back_and_is_waited_for_once_each():
    slept = []
    gate = Gate(lambda: 40.0, slept.append)
    gate.wait()
    gate.shut(7)
    gate.shut(3)
    gate.wait()
    gate.wait()

    assert slept == [7]


def test_a_wish_that_is_over_holds_nobody_back():
    slept, times = [], iter([39.0, 40.0, 48.0])
    gate = Gate(lambda: next(times), slept.append)
    gate.shut(7)
    gate.wait()

    assert slept == []


def test_the_wish_that_one_lane_hears_is_granted_by_the_next_request(tmp_path):
    slept = []
    script = {0: faults.refusal(429, "Quota", Retry_After="9")}
    with GerritServer(CHANGES, faults=script) as server:
        asker = Asker(
            server.url,
            now=lambda: NOW,
            sleep=slept.append,
            options=Options(patience=HASTY),
            tick=lambda: 40.0,
        )
        assert GerritChanges(asker, Work(tmp_path)).version() == "3.10.6"
        asker.close()

    assert slept == [9]
