"""Work in other projects that a team watches."""

from retro.snapshot import read
from retro.snapshot.gerrit import WatchInfo
from tests.collect.builders import ANN, PROJECT, at, change, team
from tests.world.gerrit import GerritServer

NOVA = "openstack/nova"
WATCH = [("Nova and version 2", f"project:{NOVA}"), ("Tempest", "project:openstack/tempest")]
OURS = change(1)


def nova(number, **fields):
    return change(number, **{"project": NOVA, **fields})


def watched(run, *changes, watch=WATCH, **more):
    with GerritServer([OURS, *changes], **more) as server:
        manifest = run(team(server.url), watch=watch)
    run.asked = [request.q for request in server.log]
    return manifest, list(read(run.folder).records("gerrit-watch", WatchInfo))


def test_of_watched_work_only_where_it_stands_is_kept(run):
    merged = nova(7, status="MERGED", submitted=at("2016-02-03"), updated="2016-02-04")
    manifest, records = watched(run, merged)

    assert records == [
        WatchInfo(
            "Nova and version 2",
            7,
            NOVA,
            "master",
            "MERGED",
            at("2016-01-10"),
            at("2016-02-04"),
            at("2016-02-03"),
        )
    ]
    assert str(ANN["_account_id"]) not in str(records)
    assert manifest.collection("gerrit-watch").counts == {"Nova and version 2": 1, "Tempest": 0}


def test_each_entry_costs_one_request_and_asks_for_what_was_in_play(run):
    manifest, records = watched(
        run,
        nova(2, status="MERGED", created=at("2014-01-01"), updated="2015-10-18"),
        nova(3, status="MERGED", created=at("2014-01-01"), updated="2015-10-20"),
        nova(4, created=at("2014-01-01"), updated="2014-01-01"),
        nova(5, created=at("2016-04-08"), updated="2016-04-09"),
    )

    assert [record._number for record in records] == [3, 4]
    assert manifest.collection("gerrit-watch").requests == 2
    assert f'(project:{NOVA}) (status:open OR since:"2015-10-19 00:00:00")' in run.asked


def test_a_query_that_the_server_refuses_is_a_gap_and_not_nothing(run):
    manifest, _ = watched(run, watch=[("Odd", "nonsense:x"), WATCH[0]])

    assert manifest.collection("gerrit-watch").counts == {"Nova and version 2": 0}
    assert [gap.why for gap in manifest.gaps if gap.collection == "gerrit-watch"] == [
        "Odd: the server said no: 400 Unsupported operator nonsense:x"
    ]


def test_a_query_that_finds_too_much_is_a_gap(run):
    many = [
        nova(n, updated=f"2016-02-01 12:{n // 60:02}:{n % 60:02}.000000000") for n in range(2, 60)
    ]
    manifest, records = watched(run, *many, cap=4, watch=WATCH[:1])

    assert records == []
    assert manifest.collection("gerrit-watch").requests == 11
    [gap] = [gap.why for gap in manifest.gaps if gap.collection == "gerrit-watch"]
    assert gap.startswith("Nova and version 2: the query finds more than ")


def test_without_watched_work_there_is_no_such_collection(run):
    with GerritServer([OURS]) as server:
        manifest = run(team(server.url), watch=[("No query", "")])

    assert manifest.collection("gerrit-watch") is None


def test_watched_work_is_asked_for_again_when_the_rest_is_topped_up(run):
    changes = [OURS, nova(2)]
    with GerritServer(lambda _: changes) as server:
        run(team(server.url), watch=WATCH)
        changes[1] = nova(2, status="ABANDONED")
        before = len(server.log)
        run(team(server.url), watch=[("Nova again", f"project:{NOVA}")])

    assert len(server.log) - before == 3
    [record] = read(run.folder).records("gerrit-watch", WatchInfo)
    assert (record.watch, record.status, record.project) == ("Nova again", "ABANDONED", NOVA)
    assert PROJECT in server.log[-2].q
