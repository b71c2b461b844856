"""Lessons of parts of the records make the lesson of all of them."""

import pickle
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro import snapshot
from retro.ledger import Lesson, histories, learn, lesson
from retro.snapshot.gerrit import CHANGES, ChangeInfo
from tests import sample
from tests.ledger.builders import GERRIT, ROBOTS, START, record
from tests.prove import DATA, rows

UPLOAD = "owner: Uploaded patch set 1."
AGAIN = "owner: Uploaded patch set 2."
LISTS = (
    '\n\nOutdated Votes:\n* Code-Review+1 (copy condition: "changekind:TRIVIAL_REBASE")',
    '\n\nCopied Votes:\n* Code-Review+1 (copy condition: "**is:ANY**")',
    "",
)
RECORDS = st.builds(
    lambda number, lists, voted, merged: record(
        UPLOAD,
        *(("ann: Patch Set 1: Code-Review+1",) if voted else ()),
        AGAIN + lists,
        _number=number,
        status="MERGED" if merged else "NEW",
        start=START,
    ),
    st.integers(1, 99),
    st.sampled_from(LISTS),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(RECORDS, max_size=12), st.integers(0, 12), st.integers(0, 12))
@settings(max_examples=60)
def test_what_parts_teach_together_is_what_the_whole_teaches(records, first, second):
    low, high = sorted((first, second))
    one, two, three = map(lesson, (records[:low], records[low:high], records[high:]))

    assert one.merge(two).merge(three).learned() == learn(records)
    assert three.merge(one.merge(two)).learned() == learn(records)
    assert lesson(reversed(records)).learned() == learn(records)


@given(st.lists(RECORDS, max_size=6), st.lists(RECORDS, max_size=6))
@settings(max_examples=30)
def test_a_merge_alters_neither_lesson(left, right):
    one, two = lesson(left), lesson(right)
    one.merge(two)

    assert one.learned() == learn(left)
    assert two.learned() == learn(right)


def in_three(records):
    parts = [lesson(records[place::3]) for place in range(3)]
    sent = [pickle.loads(pickle.dumps(part)) for part in parts]
    return reduce(Lesson.merge, reversed(sent)).learned()


def test_three_machines_learn_of_the_sample_what_one_does():
    held = snapshot.read(sample.content() / "glance/mitaka/snapshot")
    records = list(held.records(CHANGES, ChangeInfo))

    assert in_three(records) == learn(records)


def test_a_real_history_is_replayed_alike_with_what_three_machines_learned():
    path = DATA / "plugins-multi-site-2019-2026.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no recorded histories at {path}")
    records = [row[0] for row in rows(path)]

    assert in_three(records) == learn(records)
    alone = list(histories(records, ROBOTS, GERRIT))
    assert list(histories(records, ROBOTS, GERRIT, in_three(records))) == alone
