"""A whole collection among faults: it ends as if there were none, or leaves the old snapshot."""

import pytest

from retro.errors import SourceError
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo
from tests.collect.builders import BOB, Run, change, foreseeing, message, team
from tests.world import faults
from tests.world.gerrit import GerritServer

CHANGES = [change(n, message(BOB, f"Patch Set {n}: Code-Review+1")) for n in range(1, 31)]
PASSING = {
    "silence": faults.silence,
    "reset": faults.reset,
    "html": faults.html(502),
    "503": faults.refusal(503, "Lock failure"),
    "429": faults.refusal(429, "Quota", Retry_After="1"),
    "cut": faults.cut,
    "cut gzip": faults.cut_gzip,
}
STAYING = {
    "html 200": faults.html(200),
    "404": faults.refusal(404, "Not found"),
    "no guard": faults.plain(b"[]"),
    "no JSON": faults.plain(b")]}'\noops"),
    "no rows": faults.plain(b")]}'\n[{}]"),
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    with GerritServer(CHANGES) as server:
        return Run(tmp_path_factory.mktemp("clean"))(team(server.url))


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_faults_that_pass_change_nothing_in_the_records(run, clean, fault):
    with GerritServer(CHANGES, faults={0: fault, 2: fault, 4: fault, 6: fault}) as server:
        spoilt = run(team(server.url), patience=foreseeing(server))

    assert [one.sha256 for one in clean.collections] == [one.sha256 for one in spoilt.collections]
    assert len(server.log) == 6 + 4
    assert sum(one.requests for one in spoilt.collections) == 6 + 4


@pytest.mark.parametrize("name", STAYING)
def test_faults_that_stay_leave_the_old_snapshot(run, name):
    with GerritServer([change(1)]) as server:
        run(team(server.url))
    for place in range(name == "404", 5):  # a server may well keep its version to itself
        faulty = GerritServer(CHANGES, faults={place: STAYING[name]})
        with faulty as server, pytest.raises(SourceError):
            run(team(server.url), anew=True)

        held = read(run.folder).records("gerrit-changes", ChangeInfo)
        assert [one._number for one in held] == [1]
        assert len(server.log) == place + 1


def test_a_record_of_another_shape_leaves_the_old_snapshot(run):
    with GerritServer([change(1)]) as server:
        run(team(server.url))
    odd = [change(n, subject=n) for n in range(1, 7)]
    with GerritServer(odd) as server, pytest.raises(SourceError, match="change 1"):
        run(team(server.url))

    assert [one._number for one in read(run.folder).records("gerrit-changes", ChangeInfo)] == [1]
    assert len(list(run.folder.iterdir())) == 5
