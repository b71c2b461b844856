"""Records are packed as they come; the snapshot is as if they were packed at the end."""

from operator import attrgetter

import pytest

from retro.collect.gerrit.early import Early
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo
from tests.collect.builders import ANN, BOB, account, change, message, team
from tests.world.gerrit import GerritServer

BOT = account(201, "Build Bot Nine", username="nine")
LATER = account(202, "Carl", username="Build Bot Nine")
WORDS = "Patch Set 1: Verified-1\n\nBuild failed.\n\n- gate http://logs.example.org/1 : FAILURE"


def some(last_by):
    """Changes of three answers: a robot's words on the first, somebody's on the last."""
    said = {1: message(BOT, WORDS), 70: message(last_by, "Patch Set 1: Code-Review+1\n\nFine.")}
    quiet = message(BOB, "Patch Set 1: Code-Review+1\n\nFine, Ann.")
    return [change(n, said.get(n, quiet)) for n in range(1, 71)]


@pytest.fixture
def packed_early(monkeypatch):
    """How many records were packed early, and of how many the line was taken."""
    counts = []
    numbers = Early.numbers

    def counted(self, who):
        found = numbers(self, who)
        counts.append((len(self._places), len(found)))
        return found

    monkeypatch.setattr(Early, "numbers", counted)
    return counts


class Listening:
    """What was heard of records, and whether that was all."""

    def __init__(self):
        self.records, self.whole = [], False

    def hear(self, record):
        self.records.append(record)

    def complete(self):
        self.whole = True


def hashes(run, monkeypatch, rules, changes):
    """Return the collections' hashes, and those of a collection that packs nothing early."""
    with GerritServer(changes) as server:
        early = run(team(server.url, **rules), anew=True)
        with monkeypatch.context() as patched:
            patched.setattr(Early, "take", lambda *_: None)
            late = run(team(server.url, **rules), anew=True)
    return [[one.sha256 for one in made.collections] for made in (early, late)]


@pytest.mark.parametrize(
    ("rules", "last_by", "counts"),
    [
        ({"bots": ("Build Bot Nine",)}, ANN, (70, 70)),
        # a full name means nobody once somebody has it as a username
        ({"bots": ("Build Bot Nine",)}, LATER, (70, 0)),
        ({"opt_out": ("nine",)}, ANN, (0, 0)),
    ],
)
def test_the_bytes_are_those_of_records_packed_at_the_end(
    run, monkeypatch, packed_early, rules, last_by, counts
):
    early, late = hashes(run, monkeypatch, rules, some(last_by))

    assert early == late
    assert packed_early[0] == counts


@pytest.mark.parametrize(
    ("rules", "last_by", "heard", "whole"),
    [
        ({"bots": ("Build Bot Nine",)}, ANN, 70, True),
        ({"bots": ("Build Bot Nine",)}, LATER, 70, False),
        ({"opt_out": ("nine",)}, ANN, 0, False),
    ],
)
def test_who_listens_hears_each_record_and_is_told_if_they_are_what_is_written(
    run, rules, last_by, heard, whole
):
    listening = Listening()
    with GerritServer(some(last_by)) as server:
        run(team(server.url, **rules), listener=listening)

    written = list(read(run.folder).records("gerrit-changes", ChangeInfo))
    assert (len(listening.records), listening.whole) == (heard, whole)
    by_number = sorted(listening.records, key=attrgetter("_number"))
    assert (by_number == written) is whole


def test_who_listens_to_a_top_up_hears_too_little(run):
    changes = some(ANN)
    with GerritServer(lambda _: changes) as server:
        run(team(server.url))
        changes[0] = change(1, updated="2016-04-20")
        run(team(server.url), listener=(listening := Listening()))

    assert [record._number for record in listening.records] == [1]
    assert not listening.whole
