"""Servers that can't do everything: what can be had is collected, what is lacking is said."""

import pytest

from retro.errors import SourceRefusedError, SourceSilentError
from retro.model.label import Served
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo, IndexInfo
from tests.collect.builders import ANN, PROJECT, at, change, team
from tests.collect.odd import OddServer
from tests.world.faults import Answer

CHANGES = [change(n) for n in range(1, 31)]


def numbers(run, collection="gerrit-changes", kind=ChangeInfo):
    return [record._number for record in read(run.folder).records(collection, kind)]


def gaps(manifest, collection="gerrit-changes"):
    return [gap.why for gap in manifest.gaps if gap.collection == collection]


def test_a_server_without_a_version_is_asked_for_everything_it_knows(run):
    with OddServer(CHANGES, mute=True, unknown={"SKIP_DIFFSTAT"}) as server:
        manifest = run(team(server.url))

    assert numbers(run) == list(range(1, 31))
    assert run.said[0] == f"Gerrit of unknown version at {server.url}"
    assert manifest.collection("gerrit-changes").version == ""


def test_without_a_version_and_without_account_numbers_it_is_too_old(run):
    nobody = {"name": ANN["name"]}
    with (
        OddServer([change(1, owner=ANN) | {"owner": nobody}], mute=True) as server,
        pytest.raises(SourceRefusedError, match="too old"),
    ):
        run(team(server.url))


@pytest.mark.parametrize("lanes", [1, 4])
def test_an_option_that_the_server_does_not_know_is_dropped_and_recorded(run, lanes):
    with OddServer(CHANGES, unknown={"SKIP_DIFFSTAT", "CURRENT_COMMIT"}) as server:
        manifest = run(team(server.url), lanes=lanes)

    assert numbers(run) == list(range(1, 31))
    assert sorted(gaps(manifest)) == [
        "the server does not know the option CURRENT_COMMIT",
        "the server does not know the option SKIP_DIFFSTAT",
    ]


def test_a_server_without_messages_is_refused(run):
    with (
        OddServer(CHANGES, unknown={"MESSAGES"}) as server,
        pytest.raises(SourceRefusedError, match="MESSAGES"),
    ):
        run(team(server.url))


def test_a_batch_that_is_too_much_is_halved_until_it_is_not(run):
    with OddServer(CHANGES, carries=7) as server:
        manifest = run(team(server.url))

    assert numbers(run) == list(range(1, 31))
    assert gaps(manifest) == []


@pytest.mark.parametrize("lanes", [1, 3])
def test_a_change_at_which_the_server_fails_is_hidden_with_the_reason(run, lanes):
    with OddServer(CHANGES, fails_at={13}) as server:
        manifest = run(team(server.url), lanes=lanes)

    assert numbers(run) == [n for n in range(1, 31) if n != 13]
    assert manifest.collection("gerrit-changes").hidden == (13,)
    assert gaps(manifest) == [
        "the server fails at change 13: no answer after 3 tries: a proxy answered 502"
    ]


def test_a_server_that_fails_once_and_not_again_hides_nothing(run):
    server = OddServer(CHANGES, fails_at={13})
    asked = server.good

    def good(request, place):
        if request.q == "change:13" and place > server.first + 2:
            server.fails_at = ()
        elif request.q == "change:13":
            server.first = min(server.first, place)
        return asked(request, place)

    server.first, server.good = 10**9, good
    with server:
        manifest = run(team(server.url))

    assert numbers(run) == list(range(1, 31))
    assert manifest.collection("gerrit-changes").hidden == ()


@pytest.mark.parametrize("lanes", [1, 4])
def test_a_server_that_fails_at_one_change_after_the_other_is_given_up(run, lanes):
    with (
        OddServer(CHANGES, fails_at=range(1, 31)) as server,
        pytest.raises(SourceSilentError, match="fails at one change after the other"),
    ):
        run(team(server.url), lanes=lanes)
    singly = [request for request in server.log if request.q.count("change:") == 1]
    assert len(singly) <= (5 + lanes) * 3


@pytest.mark.parametrize("beyond", ["", "Cannot go beyond page 3 of results"])
def test_a_second_with_more_changes_than_the_server_skips_is_told(run, beyond):
    crowd = [change(n, updated="2016-02-02") for n in range(10, 40)]
    older = [change(n, updated="2016-02-01") for n in range(1, 10)]
    with OddServer([*crowd, *older], cap=5, skips=10, beyond=beyond) as server:
        manifest = run(team(server.url))

    found = numbers(run, "gerrit-index", IndexInfo)
    assert found[:9] == list(range(1, 10)), "what is older is not lost"
    assert len(found) == 9 + 15
    assert gaps(manifest, "gerrit-index") == [
        "more changes than the server lists were last touched at 2016-02-02 12:00:00: "
        "some are missing"
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("stackforge/glance", "openstack/glance, openstack/glance_store"),
        ("openstack/glanze", "openstack/glance, openstack/glance_store"),
    ],
)
def test_an_empty_project_is_refused_with_names_that_look_like_it(run, asked, told):
    known = ["openstack/glance", "openstack/glance_store", "openstack/nova"]
    with (
        OddServer(CHANGES, projects={name: {} for name in known}) as server,
        pytest.raises(SourceRefusedError, match=f"there is no project {asked}") as refused,
    ):
        run(team(server.url, projects=(asked,)))

    assert refused.value.hint == f"the server knows {told}"


def test_a_project_that_is_listed_and_has_no_change_yet_counts_none(run):
    with OddServer(CHANGES, projects={"openstack/glance-ui": {}}) as server:
        run(team(server.url, projects=(PROJECT, "openstack/glance-ui")))

    assert "openstack/glance-ui: no changes" in run.said


def test_where_there_is_no_change_at_all_nothing_is_written(run):
    with (
        OddServer([], projects={"openstack/glance-ui": {}}) as server,
        pytest.raises(SourceRefusedError, match="none of the projects has a change"),
    ):
        run(team(server.url, projects=("openstack/glance-ui",)))

    assert not run.folder.exists()


def test_an_empty_project_is_refused_even_if_the_server_lists_none(run):
    with (
        OddServer([change(1, created=at("2016-01-01"), project=PROJECT)]) as server,
        pytest.raises(SourceRefusedError, match="may have been renamed"),
    ):
        run(team(server.url, projects=("else/where",)))


LABELLED = {"Code-Review": {"values": {"-1": "Needs work", " 0": "", "+1": "Looks good"}}}


def served(run):
    return list(read(run.folder).records("gerrit-labels", Served))


@pytest.mark.parametrize("unknown", [set(), {"SUBMIT_REQUIREMENTS"}])
def test_what_labels_are_is_asked_without_what_a_server_does_not_know(run, unknown):
    labelled = [change(n, labels=LABELLED) for n in (1, 2)]
    with OddServer(labelled, mute=True, unknown=unknown) as server:
        manifest = run(team(server.url))

    (rule,) = served(run)
    assert (rule.highest, rule.gates) == (1, True if unknown else None)
    assert gaps(manifest, "gerrit-labels") == []


def test_one_open_and_one_merged_change_tell_of_each_class_of_branches(run):
    where = ("master", "stable/liberty", "feature/x")
    many = [
        change(n, branch=where[n % 3], status=("NEW", "MERGED", "ABANDONED")[n // 3 % 3])
        for n in range(1, 25)
    ]
    with OddServer(many) as server:
        run(team(server.url))

    asked = [int(one.removeprefix("change:")) for one in server.log[-1].q.split(" OR ")]
    assert asked == [18, 19, 20, 21, 22, 23]


@pytest.mark.parametrize("lanes", [1, 4])
def test_a_server_that_refuses_to_tell_of_labels_ends_nothing(run, lanes):
    with OddServer(CHANGES) as server:
        told = server.good

        def good(request, place):
            labels = request.query.get("o") == ["DETAILED_LABELS", "SUBMIT_REQUIREMENTS"]
            return Answer(403, b"Not for you\n") if labels else told(request, place)

        server.good = good
        manifest = run(team(server.url), lanes=lanes)

    assert numbers(run) == list(range(1, 31))
    assert manifest.collection("gerrit-labels") is None
    (gap,) = gaps(manifest, "gerrit-labels")
    assert gap.startswith("the server was asked what votes mean: ")


def test_a_server_that_keeps_back_what_tells_of_labels_leaves_a_hole(run):
    with OddServer(CHANGES) as server:
        told = server.good

        def good(request, place):
            labels = request.query.get("o") == ["DETAILED_LABELS", "SUBMIT_REQUIREMENTS"]
            return server._told([]) if labels else told(request, place)

        server.good = good
        manifest = run(team(server.url))

    assert gaps(manifest, "gerrit-labels") == [
        "the server was asked what votes mean: not every change that was asked for came"
    ]
