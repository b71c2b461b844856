"""Change kinds: what each counts as, and what several steps make together."""

import pytest

from retro.ledger.votes.conditions import Case, holds, parse
from retro.ledger.votes.kinds import joined, satisfied

MIXED = "TRIVIAL_REBASE_WITH_MESSAGE_UPDATE"
FIRST = "MERGE_FIRST_PARENT_UPDATE"


@pytest.mark.parametrize(
    ("kind", "others"),
    [
        ("NO_CHANGE", {"NO_CHANGE", "NO_CODE_CHANGE", "TRIVIAL_REBASE", MIXED, FIRST, "REWORK"}),
        ("NO_CODE_CHANGE", {"NO_CODE_CHANGE", MIXED, "REWORK"}),
        ("TRIVIAL_REBASE", {"TRIVIAL_REBASE", MIXED, "REWORK"}),
        (MIXED, {MIXED, "REWORK"}),
        (FIRST, {FIRST, "REWORK"}),
        ("REWORK", {"REWORK"}),
        ("", {"REWORK"}),
    ],
)
def test_a_lesser_change_counts_as_each_greater_one_that_holds_it(kind, others):
    assert satisfied(kind) == others


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ((), "NO_CHANGE"),
        (("NO_CHANGE", "NO_CHANGE"), "NO_CHANGE"),
        (("NO_CHANGE", "TRIVIAL_REBASE"), "TRIVIAL_REBASE"),
        (("TRIVIAL_REBASE", "TRIVIAL_REBASE"), "TRIVIAL_REBASE"),
        (("TRIVIAL_REBASE", "NO_CODE_CHANGE"), MIXED),
        (("TRIVIAL_REBASE", MIXED), MIXED),
        (("NO_CODE_CHANGE", MIXED, "TRIVIAL_REBASE"), MIXED),
        (("TRIVIAL_REBASE", "REWORK"), "REWORK"),
        (("TRIVIAL_REBASE", FIRST), "REWORK"),
        (("TRIVIAL_REBASE", ""), "REWORK"),
        ((FIRST, FIRST), FIRST),
    ],
)
def test_steps_make_what_holds_all_of_them(steps, kind):
    assert joined(steps) == kind


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("NO_CHANGE", True),
        ("NO_CODE_CHANGE", True),
        ("TRIVIAL_REBASE", True),
        (MIXED, None),
        ("REWORK", None),
    ],
)
def test_the_list_of_files_is_known_to_stay_only_where_the_kind_says_so(kind, answer):
    assert holds("has:unchanged-files", Case(1, -2, 2, kind)) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is:MIN or is:2", True),
        ("is:MIN or is:1", False),
        ("is:POSITIVE and is:MAX", True),
        ("is:POSITIVE and is:MIN", False),
        ("not is:MIN", True),
        ("NOT is:MAX", False),
        ("-is:MIN", True),
        ("- is:MAX", False),
        ("is:2 OR is:x AND is:1", True),
        ("(is:2 OR is:x) AND is:1", False),
        ("is:ANY AND is:x", None),
    ],
)
def test_words_join_in_capitals_or_small_letters(text, answer):
    assert holds(text, Case(2, -2, 2, "REWORK")) is answer


def test_a_vote_of_zero_is_neither_positive_nor_negative():
    nothing = Case(0, -2, 2, "REWORK")

    assert holds("is:NEGATIVE", nothing) is False
    assert holds("is:POSITIVE", nothing) is False
    assert holds("is:NEGATIVE", Case(-1, -2, 2, "REWORK")) is True
    assert holds("is:POSITIVE", Case(1, -2, 2, "REWORK")) is True


def test_brackets_are_read_to_a_depth_and_no_further():
    assert parse("(" * 50 + "is:MIN" + ")" * 50) is not None
    assert parse("(" * 51 + "is:MIN" + ")" * 51) is None
    assert parse("") is None
