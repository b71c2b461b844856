"""Copy conditions: what they say of a vote, and what can't be known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.ledger.votes.conditions import Case, holds, parse

PLUS_TWO = Case(2, -2, 2, "REWORK")
REBASED = Case(1, -2, 2, "TRIVIAL_REBASE")
REWORDED = Case(-2, -2, 2, "NO_CODE_CHANGE")


@pytest.mark.parametrize(
    ("text", "case", "answer"),
    [
        ("is:ANY", PLUS_TWO, True),
        ("is:MAX", PLUS_TWO, True),
        ("is:MIN", PLUS_TWO, False),
        ("is:MIN", REWORDED, True),
        ("is:2", PLUS_TWO, True),
        ('is:"-2"', REWORDED, True),
        ("is:POSITIVE", PLUS_TWO, True),
        ("is:NEGATIVE", PLUS_TWO, False),
        ("is:FOO", PLUS_TWO, None),
        ("changekind:TRIVIAL_REBASE", REBASED, True),
        ("changekind:TRIVIAL_REBASE", PLUS_TWO, False),
        ("changekind:TRIVIAL_REBASE_WITH_MESSAGE_UPDATE", REBASED, True),
        ("changekind:REWORK", PLUS_TWO, True),
        ("changekind:NO_CHANGE", REBASED, False),
        ("NOT changekind:TRIVIAL_REBASE", REBASED, False),
        ("-is:MAX", PLUS_TWO, False),
        ("is:MAX AND changekind:TRIVIAL_REBASE", PLUS_TWO, False),
        ("is:MAX changekind:TRIVIAL_REBASE", PLUS_TWO, False),
        ("is:MIN OR is:MAX", PLUS_TWO, True),
        ("is:MAX OR is:MIN AND is:MIN", PLUS_TWO, True),
        ("(is:MAX OR is:MIN) AND is:MIN", PLUS_TWO, False),
        ("has:unchanged-files", PLUS_TWO, None),
        ("has:unchanged-files", REWORDED, True),
        ("approverin:cores", PLUS_TWO, None),
        ("NOT approverin:cores", PLUS_TWO, None),
        ("is:MIN OR (approverin:cores AND is:MAX)", PLUS_TWO, None),
        ("is:MIN OR (approverin:cores AND is:MAX)", REBASED, False),
        ("is:ANY OR approverin:cores", PLUS_TWO, True),
        ("foo bar baz", PLUS_TWO, None),
        ("", PLUS_TWO, None),
        ("((is:ANY)", PLUS_TWO, None),
        ("is:ANY)", PLUS_TWO, None),
        ("OR", PLUS_TWO, None),
    ],
)
def test_a_condition_answers_yes_no_or_unknown(text, case, answer):
    assert holds(text, case) is answer


def test_an_atom_on_a_group_holds_where_it_was_seen_to_hold():
    seen = PLUS_TWO._replace(met=frozenset({"uploaderin:trusted"}))

    assert holds("uploaderin:trusted AND is:MAX", seen)


WORDS = st.sampled_from(
    [
        "(",
        ")",
        "OR",
        "AND",
        "NOT",
        "-",
        "is:MAX",
        'is:"-1"',
        "has:x",
        "{a b}",
        '"',
        "and",
        ":",
        " ",
    ]
)


@given(st.text(max_size=40) | st.lists(WORDS | st.text(max_size=4), max_size=30).map(" ".join))
def test_whatever_stands_in_a_condition_nothing_breaks(text):
    assert holds(text, PLUS_TWO) in (True, False, None)


def test_a_condition_without_bottom_is_none():
    assert parse("(" * 5000 + "is:ANY" + ")" * 5000) is None
    assert holds("NOT " * 5000 + "is:ANY", PLUS_TWO) is None
