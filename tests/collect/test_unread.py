"""What can't be read is a hole with its number, and not the end of a collection."""

import gzip
import json
from datetime import timedelta

import pytest

from retro.errors import SourceError
from retro.job.refusals import refusals
from retro.model.team import Notes, Watch
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo, IndexInfo
from tests.collect.builders import ANN, NOW, change, message, team
from tests.collect.test_top_up import Moving
from tests.world.faults import Answer
from tests.world.gerrit import GUARD

LATER = NOW + timedelta(days=3)


def without_owner(number):
    return {key: value for key, value in change(number).items() if key != "owner"}


def held(run):
    found = read(run.folder)
    return [one._number for one in found.records("gerrit-changes", ChangeInfo)]


def gaps(manifest):
    return [(hole.collection, hole.why) for hole in manifest.gaps if "read" in hole.why]


def test_a_line_of_the_index_that_cant_be_read_is_a_hole_with_its_number(run):
    with Moving([change(1), without_owner(2), change(3)]) as server:
        manifest = run(team(server.url))

    assert held(run) == [1, 3]
    why = "change 2 can't be read: Object missing required field `owner`"
    assert ("gerrit-index", why) in gaps(manifest)


class Elsewhere(Moving):
    """A server that tells some changes' projects otherwise than it was asked."""

    def __init__(self, changes, strange):
        super().__init__(changes)
        self.strange = strange

    def good(self, request, place):
        answer = super().good(request, place)
        if request.path != "/changes/":
            return answer
        packed = answer.headers.get("Content-Encoding") == "gzip"
        body = gzip.decompress(answer.body) if packed else answer.body
        rows = json.loads(body.removeprefix(GUARD))
        told = [
            row | {"project": "x/Y"} if row["_number"] in self.strange else row for row in rows
        ]
        return Answer(200, GUARD + json.dumps(told).encode(), {"Content-Type": "application/json"})


def test_a_change_of_a_project_that_was_not_asked_for_is_a_hole_with_its_number(run):
    with Elsewhere([change(1), change(2), change(3)], {2}) as server:
        manifest = run(team(server.url))

    assert held(run) == [1, 3]
    assert ("gerrit-index", "change 2 can't be read: it is of x/Y, not asked for") in gaps(
        manifest
    )


@pytest.mark.parametrize("count", [3, 30])
def test_a_server_that_lists_another_project_alone_ends_a_collection(run, count):
    numbers = range(1, count + 1)
    with (
        Elsewhere([change(n) for n in numbers], numbers) as server,
        pytest.raises(SourceError, match="change 1: it is of x/Y, not asked for"),
    ):
        run(team(server.url))


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"subject": 7}, "Expected `str`, got `int` - at `$.subject`"),
        ({"messages": [message(ANN, "Abandoned") | {"date": "soon"}]}, "one of its times is none"),
        *(
            ({"submitted": odd}, "one of its times is none")
            for odd in (
                *("0001-01-01 00:00:00.000000000", "9999-12-31 23:59:59.999999999"),
                *("20160110T120000", "2016-W05-1 12:00:00", "2016-02-30 12:00:00", "2016-01-10"),
                *("2016-01-10 12:00:00-05:00", "2016-01-10 12:00:00.1234567890"),
            )
        ),
        ({"status": "PONDERED"}, "its status is none that is known here"),
        *(
            ({"revisions": {"sha": {"_number": odd}}}, "Expected `int` ")
            for odd in (10**9, -1, 100_001)
        ),
        ({"labels": {"V": {"all": [{"_account_id": 1, "value": 10**6}]}}}, "Expected `int` <"),
        ({"owner": {"_account_id": -7}}, "Expected `int` >= 0"),
        ({"owner": {"_account_id": 2**31}}, "Expected `int` <= 21"),
        ({"owner": {"_account_id": []}}, "Expected `int`, got `array`"),
        ({"revert_of": 10**30}, "Expected `int` <="),
    ],
)
def test_a_record_that_cant_be_read_is_a_hole_with_its_number(run, odd, why):
    with Moving([change(1), change(2) | odd, change(3)]) as server:
        manifest = run(team(server.url))

    assert held(run) == [1, 3]
    [(_, said)] = gaps(manifest)
    assert said.startswith(f"change 2 can't be read: {why}")
    assert (2,) in (manifest.collections[0].hidden, manifest.collections[1].hidden)


@pytest.mark.parametrize(
    "odd",
    [
        {"reviewers": {"CC": [{"_account_id": 5, "name": [], "email": {}, "tags": [[]]}]}},
        {"reviewers": {"CC": [{"_account_id": [], "name": "Ann"}]}},
        {
            "messages": [
                message(None, "Patch Set 1:\n\n(1 comment)", "2021-05-01") | {"author": None}
            ]
        },
        *(
            {"revisions": {"sha2": {"_number": 1, "commit": commit}}}
            for commit in (None, "text", [], {"message": None}, {"message": ["Closes-Bug: #1"]})
        ),
        {"messages": [message(ANN, f"Patch Set {'9' * 5000}: Code-Review+1")]},
        {"messages": [message(ANN, f"Patch Set 1: Code-Review+{'9' * 5000}")]},
        {"messages": [message(ANN, f"Uploaded patch set {'9' * 5000}.")]},
        {"messages": [message(ANN, f"Removed reviewer <GERRIT_ACCOUNT_{'9' * 5000}>.")]},
    ],
)
def test_what_nobody_reads_of_a_record_may_be_anything(run, odd):
    with Moving([change(1), change(2, **odd)]) as server:
        manifest = run(team(server.url))

    assert held(run) == [1, 2]
    assert gaps(manifest) == []


def test_watched_work_that_cant_be_read_is_a_hole_and_no_refusal(run):
    elsewhere = change(2, project="openstack/nova") | {"status": "PONDERED"}
    with Moving([change(1), elsewhere]) as server:
        manifest = run(team(server.url), watch=[("Nova", "project:openstack/nova")])

    notes = Notes(watch=(Watch(title="Nova", query="x"),))
    why = "change 2, found for Nova, can't be read: its status is none that is known here"
    assert gaps(manifest) == [("gerrit-watch", why)]
    assert refusals(notes, manifest) == {}


def test_a_line_of_the_index_that_says_what_none_can_say_is_a_hole(run):
    odd = [change(2, status="PONDERED"), change(3, created="0001-01-01 00:00:00.000000000")]
    with Moving([change(1), *odd]) as server:
        manifest = run(team(server.url))

    assert [why for _, why in gaps(manifest)] == [
        "change 2 can't be read: its status is none that is known here",
        "change 3 can't be read: one of its times is none",
    ]


def test_answers_that_a_later_step_refused_are_asked_again(run):
    odd = [change(1), *(change(n, subject=7) for n in range(2, 9))]
    with Moving(odd) as server:
        with pytest.raises(SourceError):
            run(team(server.url))
        server.changes = [change(n) for n in range(1, 9)]
        run(team(server.url))

    assert held(run) == list(range(1, 9))


def test_a_server_that_was_too_old_or_empty_is_asked_again(run):
    with Moving([], version="2.5") as server:
        with pytest.raises(SourceError, match="too old"):
            run(team(server.url))
        server._version = "3.10.6"
        with pytest.raises(SourceError, match="there is no project"):
            run(team(server.url))
        server.changes = [change(1)]
        run(team(server.url))

    assert held(run) == [1]


@pytest.mark.parametrize("odd", [without_owner(2), change(2, subject=7)])
def test_topping_up_asks_again_for_what_could_not_be_read(run, odd):
    with Moving([change(1), odd]) as server:
        first = run(team(server.url))
        second = run(team(server.url), now=LATER)
        server.changes = [change(1), change(2)]
        third = run(team(server.url), now=LATER + timedelta(days=1))

    assert gaps(first) == gaps(second) != []
    assert gaps(third) == []
    assert held(run) == [1, 2]
    rows = read(run.folder).records("gerrit-index", IndexInfo)
    assert [row._number for row in rows] == [1, 2]


@pytest.mark.parametrize("odd", [without_owner, lambda number: change(number, subject=7)])
def test_a_server_of_which_hardly_anything_can_be_read_has_changed(run, odd):
    with Moving([change(1), *map(odd, range(2, 9))]) as server, pytest.raises(SourceError) as told:
        run(team(server.url))

    assert "most changes have another shape; change 2" in str(told.value)
