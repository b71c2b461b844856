"""What was opened, and what of the verified backlog has no vote that judges it."""

import pytest

from retro.measure.backlog import opened
from retro.model.change import Kind
from retro.model.facts import Fact, Gap
from tests.measure.builders import (
    BOT,
    UNGATED,
    abandon,
    case,
    change,
    flag,
    merge,
    upload,
    verdict,
    vote,
)


def unreviewed(*steps) -> Fact | Gap:
    return opened.unreviewed(case(change(1, upload("03-01"), verdict("03-02"), *steps)))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], 1),
        ([vote("03-03", 1)], 0),
        ([vote("03-03", -1)], 0),
        ([vote("03-03", 1), vote("03-04", 0)], 1),
        ([vote("03-03", 1, by=BOT)], 1),
        ([vote("03-03", 1, "Review-Priority")], 1),
        ([vote("03-03", 1), upload("03-04", 2), verdict("03-05")], 1),
    ],
)
def test_without_a_vote_is_what_no_persons_judgement_is_in_force_on(steps, expected):
    found = unreviewed(*steps)
    assert (found.value, found.n) == (expected, 1)
    assert len(found.evidence.items) == expected


def test_of_what_did_not_pass_its_tests_none_is_without_a_vote():
    assert (opened.unreviewed(case(change(1, upload("03-01")))).value) == 0


def test_without_a_gate_nobody_knows_what_is_without_a_vote():
    assert isinstance(opened.unreviewed(case(change(1, upload("03-01")), accounts=UNGATED)), Gap)


def test_opened_is_what_was_first_uploaded_in_the_cycle_whatever_became_of_it():
    found = opened.opened(
        case(
            change(1, upload("03-01"), merge("03-02")),
            change(2, upload("03-03"), abandon("03-04")),
            change(3, upload("01-05")),
            change(4, upload("03-05"), flag("03-06", Kind.PRIVATE)),
            change(5, upload("03-07"), bot=True),
        )
    )
    assert found.value == 4
    assert [(part.key, part.value) for part in found.parts] == [("people", 3), ("bots", 1)]
    assert [item.ref.split()[-1] for item in found.evidence.items] == ["1", "2", "4", "5"]
