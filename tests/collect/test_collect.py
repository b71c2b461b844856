import gzip
import json
from datetime import date

import pytest
from msgspec.structs import replace

from retro import messages
from retro.collect.plan import Selector
from retro.errors import SourceRefusedError
from retro.model.cycle import Cycle
from retro.model.team import CI
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo, IndexInfo, RobotInfo, moment
from tests.collect.builders import ANN, BOB, DATA, JENKINS, NOW, PROJECT, at, change, message, team
from tests.world.gerrit import GerritServer


def numbers(folder, collection="gerrit-changes", kind=ChangeInfo):
    return [record._number for record in read(folder).records(collection, kind)]


def test_the_changes_of_a_cycle_come_with_their_history(run):
    with GerritServer([change(1, message(BOB, "Patch Set 1: Code-Review+1"))]) as server:
        run(team(server.url))

    [record] = read(run.folder).records("gerrit-changes", ChangeInfo)
    assert record.owner._account_id == ANN["_account_id"]
    assert [told.message for told in record.messages] == ["Patch Set 1: Code-Review+1"]
    assert list(record.revisions) == ["sha1"]


def test_records_lie_sorted_by_number(run):
    changes = [change(n, updated=f"2016-02-{1 + n * 7 % 28:02}") for n in range(1, 70)]
    with GerritServer(changes) as server:
        run(team(server.url))

    assert numbers(run.folder) == list(range(1, 70))
    assert numbers(run.folder, "gerrit-index", IndexInfo) == list(range(1, 70))


def test_requests_are_a_version_an_index_page_the_late_ones_and_a_batch_for_25(run):
    with GerritServer([change(n) for n in range(1, 52)]) as server:
        manifest = run(team(server.url))

    asked = [(request.path, request.q.partition(" ")[0]) for request in server.log]
    assert asked == [
        ("/config/server/version", ""),
        ("/changes/", f"project:{PROJECT}"),
        ("/changes/", f"(project:{PROJECT})"),
        ("/changes/", "change:51"),
        ("/changes/", "change:26"),
        ("/changes/", "change:1"),
        ("/changes/", "change:51"),
    ]
    assert server.log[-1].query["o"] == ["DETAILED_LABELS", "SUBMIT_REQUIREMENTS"]
    assert [held.requests for held in manifest.collections] == [3, 3, 0, 1]


def test_only_changes_in_play_are_asked_for_in_full_and_all_stand_in_the_index(run):
    closed = {"status": "MERGED", "created": at("2014-01-01")}
    changes = [
        change(1, updated="2015-04-21 23:59:59.000000000", **closed),
        change(2, updated="2015-04-22 00:00:00.000000000", **closed),
        change(3, updated="2014-01-01", created=at("2014-01-01")),
        change(4, updated="2016-04-08", created="2016-04-07 23:59:59.000000000"),
        change(5, updated="2016-04-08", created="2016-04-08 00:00:00.000000000"),
    ]
    with GerritServer(changes) as server:
        run(team(server.url, lead_in_days=180))

    assert numbers(run.folder) == [2, 3, 4]
    assert numbers(run.folder, "gerrit-index", IndexInfo) == [1, 2, 3, 4, 5]


def test_a_prefix_takes_code_and_specs_and_nothing_that_only_looks_alike(run):
    names = ["openstack/glance", "openstack/glance_store", "openstack/nova", "other/glance"]
    changes = [change(n, project=name) for n, name in enumerate(names, 1)]
    with GerritServer([*changes, change(9, project="openstack/glance-specs")]) as server:
        manifest = run(
            team(server.url, projects=("openstack/glance_*",), specs=("openstack/glance-specs",))
        )

    assert numbers(run.folder) == [2, 9]
    counts = manifest.collection("gerrit-index").counts
    assert counts == {"openstack/glance_store": 1, "openstack/glance-specs": 1}


def test_an_exact_name_does_not_take_the_projects_that_start_with_it(run):
    changes = [change(1), change(2, project="openstack/glance_store")]
    with GerritServer(changes) as server:
        run(team(server.url))

    assert numbers(run.folder) == [1]


def test_a_server_that_sees_a_prefix_more_widely_is_corrected():
    assert Selector("openstack/glance*").takes("openstack/glance_store")
    assert not Selector("openstack/glance*").takes("openstack/Glance")
    assert not Selector("openstack/glance").takes("openstack/glance_store")


def test_an_unknown_project_is_refused_by_name_and_the_old_snapshot_stays(run):
    with GerritServer([change(1)]) as server:
        run(team(server.url))
        with pytest.raises(SourceRefusedError, match="openstack/glanze"):
            run(team(server.url, projects=(PROJECT, "openstack/glanze")))

    assert numbers(run.folder) == [1]


def test_a_change_that_the_server_does_not_show_is_recorded_as_hidden(run):
    changes = [change(n) for n in range(1, 5)]
    with GerritServer(changes, unrendered={2}, crowded={3}) as server:
        manifest = run(team(server.url))

    assert numbers(run.folder) == [1, 3, 4]
    assert manifest.collection("gerrit-changes").hidden == (2,)
    assert [gap.collection for gap in manifest.gaps if "not show" in gap.why] == ["gerrit-changes"]
    assert [request.q for request in server.log[-3:-1]] == ["change:3", "change:2"]


@pytest.mark.parametrize(("version", "known"), [("2.11.4", 5), ("3.0.1", 5), ("3.1.0-rc1", 6)])
def test_options_that_a_version_does_not_know_are_not_sent(run, version, known):
    with GerritServer([change(1)], version=version) as server:
        run(team(server.url))

    assert len(server.log[-2].query["o"]) == known
    assert server.log[-1].query["o"] == ["DETAILED_LABELS"], "requirements came with 3.5"


def test_a_server_that_tells_no_account_numbers_is_refused(run):
    with (
        GerritServer([change(1)], version="2.8.4") as server,
        pytest.raises(SourceRefusedError, match="too old"),
    ):
        run(team(server.url))


def test_the_manifest_tells_where_everything_came_from(run):
    with GerritServer([change(1, message(JENKINS, "Patch Set 1: Verified+1"))]) as server:
        manifest = run(team(server.url))

    assert (manifest.team, manifest.cycle, manifest.window.lead_in_days) == (
        "glance",
        "mitaka",
        180,
    )
    assert manifest.window.reaches == NOW
    for held in manifest.collections:
        assert (held.origin, held.server, held.version) == ("live", server.url, "3.10.6")
    assert manifest.collection("gerrit-index").queries == (
        f"project:{PROJECT}",
        f'(project:{PROJECT}) since:"2016-04-20 11:55:00"',
    )
    assert manifest.gaps == ()


def test_names_of_the_roster_are_resolved_and_those_on_no_change_are_told(run):
    with GerritServer([change(1)]) as server:
        manifest = run(team(server.url), roster=("ann.anvil", "nobody", "101"))

    infos = list(read(run.folder).records("gerrit-accounts", RobotInfo))
    assert infos == [RobotInfo(101, username="ann.anvil")]
    assert [gap.why.partition(",")[0] for gap in manifest.gaps] == ["jenkins", "nobody"]


def test_progress_says_from_where_and_how_much_is_to_come(run):
    with GerritServer([change(n) for n in range(1, 52)]) as server:
        run(team(server.url))

    assert run.said[:3] == [
        f"Gerrit 3.10.6 at {server.url}",
        f"{PROJECT}: 51 changes",
        "51 changes in all, 51 of them in play: 4 more requests, 4 seconds at one a second",
    ]


def test_raw_answers_are_gone_once_they_are_packed(run):
    with GerritServer([change(1)]) as server:
        run(team(server.url))

    assert list(run.work.iterdir()) == []


def test_the_same_answers_make_the_same_bytes(run):
    changes = [change(n, message(BOB, "Patch Set 1: Code-Review+2")) for n in range(1, 60)]
    with GerritServer(changes) as server:
        first = run(team(server.url))
    files = {path.name: path.read_bytes() for path in run.folder.iterdir()}
    with GerritServer(list(reversed(changes)), cap=7) as server:
        second = run(team(server.url))

    assert [one.sha256 for one in first.collections] == [one.sha256 for one in second.collections]
    for held in second.collections:
        assert (run.folder / held.file).read_bytes() == files[held.file]


def real(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no recorded histories at {path}")
    with gzip.open(path) as lines:
        return [json.loads(line)["change"] for line in lines]


HISTORIES = {
    "plugins/multi-site": "plugins-multi-site-2019-2026.jsonl.gz",
    "GerritForge/analytics-etl": "gerrithub-analytics-etl-2017-2026.jsonl.gz",
}


def heard(text, stamp):
    """Return a message's reading as the ledger takes it: of words what they started."""
    reading = messages.read(text)
    triggers = messages.triggers(team("https://gerrit.example.org").gerrit)
    mark = triggers.asked(reading.said, moment(stamp).date())
    return replace(reading, said=reading.said and (mark or messages.TEXT))


@pytest.mark.parametrize("project", HISTORIES)
def test_a_real_history_is_collected_whole_and_reads_the_same_when_packed(run, project):
    public = (one for one in real(HISTORIES[project]) if not one.get("is_private"))
    changes = {one["_number"]: one for one in public}
    cycle = Cycle(name="all", start=date(2017, 1, 1), release=date(2026, 12, 31))
    ci = CI(gating=("1022687",))
    with GerritServer(list(changes.values()), cap=50) as server:
        run(team(server.url, projects=(project,), branches=(), ci=ci), cycle=cycle)
    records = list(read(run.folder).records("gerrit-changes", ChangeInfo))

    assert [record._number for record in records] == sorted(changes)
    for record in records:
        sent = changes[record._number]
        assert record.owner._account_id == sent["owner"]["_account_id"]
        assert [heard(told["message"], told["date"]) for told in sent["messages"]] == [
            heard(told.message, told.date) for told in record.messages
        ]


def test_the_gating_ci_of_a_real_history_is_known_by_its_number(run):
    cycle = Cycle(name="all", start=date(2017, 1, 1), release=date(2026, 12, 31))
    ci = CI(gating=("1022687",))
    with GerritServer(real(HISTORIES["plugins/multi-site"])) as server:
        run(team(server.url, projects=("plugins/multi-site",), ci=ci), cycle=cycle)

    infos = list(read(run.folder).records("gerrit-accounts", RobotInfo))
    assert [(one._account_id, one.gating) for one in infos] == [(1022687, True)]
