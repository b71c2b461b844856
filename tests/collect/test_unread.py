"""What can't be read is a hole with its number, and not the end of a collection."""

from datetime import timedelta

import pytest

from retro.errors import SourceError
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo, IndexInfo
from tests.collect.builders import ANN, NOW, change, message, team
from tests.collect.test_top_up import Moving

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


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"subject": 7}, "Expected `str`, got `int` - at `$.subject`"),
        ({"messages": [message(ANN, "Abandoned") | {"date": "soon"}]}, "one of its times is none"),
    ],
)
def test_a_record_that_cant_be_read_is_a_hole_with_its_number(run, odd, why):
    with Moving([change(1), change(2, **odd), change(3)]) as server:
        manifest = run(team(server.url))

    assert held(run) == [1, 3]
    assert ("gerrit-changes", f"change 2 can't be read: {why}") in gaps(manifest)
    assert manifest.collections[0].hidden == (2,)


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
