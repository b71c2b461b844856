import json
from contextlib import contextmanager

import pytest

from retro.collect.gerrit import changes
from retro.collect.gerrit.changes import GerritChanges
from retro.collect.gerrit.details import Details
from retro.collect.gerrit.lanes import Lanes
from retro.collect.http import Asker
from retro.collect.options import Options
from retro.collect.work import Work
from retro.errors import SourceChangedError
from tests.collect.builders import HASTY, NOW, PROJECT, change
from tests.world import faults
from tests.world.gerrit import GUARD, GerritServer

QUERY = f"project:{PROJECT}"


@contextmanager
def asking(server, folder):
    with server:
        asker = Asker(
            server.url, now=lambda: NOW, sleep=lambda _: None, options=Options(patience=HASTY)
        )
        try:
            yield GerritChanges(asker, Work(folder))
        finally:
            asker.close()


def indexed(server, folder):
    with asking(server, folder) as gerrit:
        return [row._number for page in gerrit.pages(QUERY, "index") for row in page]


def seconds(*groups):
    """Changes in groups that share a second each, the newest group first."""
    number, changes = 0, []
    for place, size in enumerate(groups):
        for _ in range(size):
            number += 1
            time = f"2016-02-01 12:00:{59 - place:02}.000000000"
            changes.append(change(number, updated=time))
    return changes


@pytest.mark.parametrize("cap", [1, 2, 3, 4, 7, 500])
@pytest.mark.parametrize("groups", [(1, 1, 1), (5, 3), (2, 2, 2, 2), (1, 6, 1), (3,) * 5, (9,)])
def test_every_change_comes_once_however_pages_and_seconds_fall(tmp_path, groups, cap):
    server = GerritServer(seconds(*groups), cap=cap)

    assert sorted(indexed(server, tmp_path)) == list(range(1, sum(groups) + 1))


def test_a_time_may_have_a_fraction(tmp_path):
    changes = [change(n, updated=f"2016-02-01 12:00:00.{n:03}000000") for n in range(1, 10)]

    assert sorted(indexed(GerritServer(changes, cap=2), tmp_path)) == list(range(1, 10))


def test_the_next_page_asks_until_the_last_update_and_skips_only_a_full_second(tmp_path):
    server = GerritServer(seconds(1, 1, 4), cap=2)
    indexed(server, tmp_path)

    asked = [
        (request.q.removeprefix(QUERY), request.query.get("S", ["0"])[0]) for request in server.log
    ]
    assert asked == [
        ("", "0"),
        (' until:"2016-02-01 12:00:58.000000000"', "0"),
        (' until:"2016-02-01 12:00:57.000000000"', "0"),
        (' until:"2016-02-01 12:00:57.000000000"', "2"),
    ]


def test_pages_ask_for_500_and_tell_no_options(tmp_path):
    server = GerritServer(seconds(1))
    indexed(server, tmp_path)

    assert dict(server.log[0].query) == {"q": [QUERY], "n": ["500"]}


def test_a_page_that_repeats_for_ever_is_an_error(tmp_path):
    server = GerritServer(
        seconds(1, 1, 1, 1, 1), cap=2, faults=dict.fromkeys(range(1, 99), faults.again)
    )

    with pytest.raises(SourceChangedError, match="repeats a page"):
        indexed(server, tmp_path)
    assert len(server.log) == 2


def test_a_list_without_end_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "MOST_PAGES", 20)
    endless = {n: page(n) for n in range(50)}

    with pytest.raises(SourceChangedError, match="list has no end: 20 pages"):
        indexed(GerritServer([change(1)], faults=endless), tmp_path)


def page(place):
    """Answer with one change that nobody saw before, and say that there are more."""
    row = change(place + 1, updated=f"2016-02-01 12:00:{59 - place:02}.000000000")
    body = GUARD + json.dumps([row | {"_more_changes": True}]).encode()
    return faults.plain(body)


@pytest.mark.parametrize("inside", [b"[" * 100_000, b'{"a":' * 100_000])
def test_brackets_without_end_are_another_shape(tmp_path, inside):
    body = GUARD + json.dumps([change(1)])[:-2].encode() + b', "unread": ' + inside

    with pytest.raises(SourceChangedError, match="another shape"):
        indexed(GerritServer([change(1)], faults={0: faults.plain(body)}), tmp_path)


def test_a_change_that_moves_to_the_top_while_paging_is_left_to_the_late_pass(run):
    from tests.collect.builders import team

    before = [change(n, updated=f"2016-02-{n:02}") for n in range(1, 10)]
    moved = [*before[1:], change(1, updated="2016-04-20 11:59:59.000000000")]
    server = GerritServer(lambda place: before if place < 2 else moved, cap=4)
    with server:
        manifest = run(team(server.url))

    assert manifest.collection("gerrit-index").records == 9
    assert "since:" in server.log[4].q


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'[{"_number": 1}]', "guard line"),
        (b")]}'\nnothing like JSON", "another shape"),
        (b")]}'\n{}", "another shape"),
        (b')]}\'\n[{"_number": "one"}]', "another shape"),
        (b"", "guard line"),
    ],
)
def test_an_answer_in_another_shape_is_final(tmp_path, body, said):
    server = GerritServer([change(1)], faults={0: faults.plain(body)})

    with pytest.raises(SourceChangedError, match=said):
        indexed(server, tmp_path)
    assert len(server.log) == 1


@pytest.mark.parametrize("version", ["next", ""])
def test_a_version_that_is_no_number_is_none(tmp_path, version):
    body = f')]}}\'\n"{version}"'.encode()
    server = GerritServer([], faults={0: faults.plain(body)})

    with asking(server, tmp_path) as gerrit:
        assert gerrit.version() == ""


def test_bodies_lie_in_the_work_folder_by_their_place_as_they_came(tmp_path):
    server = GerritServer(seconds(1, 1, 1), cap=2)
    with asking(server, tmp_path) as gerrit, Lanes(1, gerrit.stop) as lanes:
        list(gerrit.pages(QUERY, "index1"))
        list(Details(gerrit, "3.10", lanes).fetch((1, 2, 9), "details1"))

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "details1-00001-9.body",
        "details1-00001.body",
        "index1-00001.body",
        "index1-00002.body",
    ]
    head, _, body = (tmp_path / "details1-00001.body").read_bytes().partition(b"\n")
    assert b"change%3A1" in head
    assert body[:2] == b"\x1f\x8b"
