"""`retro collect` from its words and environment to the snapshot."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from retro import snapshot
from retro.job.answers import open_record
from retro.job.order import Order
from retro.job.targets import the_target
from tests.collect.builders import BOB, change, message, vote
from tests.collect.desk import Desk
from tests.world.gerrit import GerritServer

VOTES = {"Code-Review": {"all": [vote(BOB, 2)]}}
CHANGES = [
    change(n, message(BOB, "Patch Set 1: Code-Review+2"), labels=VOTES, updated=f"2016-02-{n:02}")
    for n in range(1, 29)
]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("CYCLE", "TEAM", "LANES", "DRY_RUN", "RETRO_CONTACT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk(tmp_path):
    with GerritServer(CHANGES) as server:
        yield Desk(tmp_path, server)


def test_it_ends_with_how_many_changes_replay_to_the_servers_votes(desk, capsys):
    assert desk("--contact=ann@example.org") == 0

    labels = snapshot.read(desk.snapshot).manifest.labels
    assert (labels.agree, labels.total) == (28, 28)
    said = capsys.readouterr().err
    assert "28 of 28 changes replay to the votes that the server reports" in said
    assert "RETRO_CONTACT" not in said
    assert desk.server.log[0].headers["User-Agent"].endswith("(+ann@example.org)")


def test_a_second_one_tops_up(desk):
    desk()
    before = len(desk.server.log)

    assert desk() == 0
    assert len(desk.server.log) - before == 2


def test_two_at_once_take_turns_and_the_second_tops_up(desk):
    with ThreadPoolExecutor(2) as both:
        ended = list(both.map(lambda _: desk(), range(2)))
    once = len({request.raw for request in desk.server.log})

    assert ended == [0, 0]
    assert snapshot.read(desk.snapshot).manifest.labels.total == 28
    assert sum("/config/server/version" in one.path for one in desk.server.log) == 2
    assert len(desk.server.log) <= once + 2


def test_a_refused_query_is_told_with_its_line_once_all_the_rest_is_collected(desk, capsys):
    notes = desk.snapshot.with_name("cycle.yaml")
    notes.parent.mkdir()
    notes.write_text("watch:\n  - title: Odd\n    query: nonsense:x\n")

    assert desk() == 3
    assert snapshot.read(desk.snapshot).manifest.labels.total == 28
    said = capsys.readouterr().err.replace("\xa0", " ")
    assert f"{notes}:3: the query of “Odd” found nothing: the server said no: 400" in said


@pytest.mark.parametrize("how", ["word", "environment"])
def test_a_dry_run_writes_nothing_below_content(desk, monkeypatch, capsys, how):
    if how == "environment":
        monkeypatch.setenv("DRY_RUN", "1")
    assert desk(*(["--dry-run"] if how == "word" else [])) == 0

    assert not desk.snapshot.exists()
    assert "3 more requests, 3 seconds at one a second" in capsys.readouterr().err


def test_the_environment_may_name_lanes_and_contact(desk, monkeypatch):
    monkeypatch.setenv("LANES", "3")
    monkeypatch.setenv("RETRO_CONTACT", "https://retro.example.org")
    desk()

    agents = {request.headers["User-Agent"] for request in desk.server.log}
    assert agents == {"retro/0.1.0 (+https://retro.example.org)"}


@pytest.mark.parametrize("words", [["--lanes=5"], ["--lanes=many"], ["--contact=a\nb"]])
def test_a_word_that_makes_no_sense_is_refused(desk, words, capsys):
    with pytest.raises(SystemExit) as ended:
        desk(*words)

    assert ended.value.code == 2
    assert desk.server.log == []
    assert "write 1 to 4" in (said := capsys.readouterr().err) or "no address" in said


def test_lanes_of_the_environment_are_judged_as_the_word_is(desk, monkeypatch):
    monkeypatch.setenv("LANES", "9")
    with pytest.raises(SystemExit):
        desk()


def test_it_and_a_build_say_which_branches_are_counted_though_all_are_collected(tmp_path, capsys):
    gone = {"status": "MERGED", "submitted": "2016-02-01 00:00:00.000000000"}
    landed = message(BOB, "Change has been successfully merged by Bob", "2016-02-01")
    changes = [
        change(1, landed, **gone),
        change(2, landed, branch="stable/liberty", **gone),
        change(3, branch="feature/x"),
        change(4),
    ]
    said = (
        "branches: master and main counted; 1 of 2 merges is on other branches: stable/liberty 1; "
        "1 of 2 open changes is on other branches: feature/x 1; stable branches are counted "
        "apart, the rest is not counted"
    )
    built = []
    with GerritServer(changes) as server:
        desk = Desk(tmp_path, server)
        assert desk() == 0
    order = Order(content=tmp_path / "content", team="glance", cycle="mitaka")
    open_record(order, the_target(order), built.append)

    assert f"{said}\n" in capsys.readouterr().err.replace("\xa0", " ")
    assert built[-1].replace("\xa0", " ") == f"glance/mitaka: {said}"
    assert not any("branch" in request.raw for request in server.log)
