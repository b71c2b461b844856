"""Values, lists and gaps read one way everywhere."""

import re
from pathlib import Path

import pytest

from retro.model.facts import Part
from retro.outline.words import (
    MINUS,
    NBSP,
    amount,
    are,
    counted,
    have,
    listed,
    measured,
    not_known,
    portion,
    unknown,
    value,
    were,
)
from tests.render.fixture import fact

ROOT = Path(__file__).parents[2]
TEXTS = [*(ROOT / "retro").rglob("*.py"), *(ROOT / "themes").rglob("*.html")]


def test_a_number_that_may_be_off_is_never_said_without_by_how_much():
    known = fact(value=83, off=4, parts=(Part("a", "of kind a", 3, 2),))

    assert value(known) == f"83{NBSP}±{NBSP}4"
    assert measured(known) == f"83{NBSP}±{NBSP}4{NBSP}changes"
    assert measured(fact(value=1, off=1)) == f"1{NBSP}±{NBSP}1{NBSP}changes"
    assert measured(fact(value=1)) == f"1{NBSP}change"
    assert portion(known.parts[0], "changes") == f"3{NBSP}±{NBSP}2"
    assert portion(Part("a", "a", 0.5), "share") == f"50{NBSP}%"


def test_what_may_be_off_by_more_than_itself_is_said_as_a_range_that_begins_with_none():
    told = fact(value=22, off=62, parts=(Part("a", "of kind a", 0, 3), Part("b", "b", 3, 3)))

    assert measured(told) == f"0 to 84{NBSP}changes"
    assert [portion(part) for part in told.parts] == ["0 to 3", f"3{NBSP}±{NBSP}3"]
    assert amount(-2, 5) == f"{MINUS}2{NBSP}±{NBSP}5"


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_things_in_a_row_read_as_a_sentence_does(parts, said):
    assert listed(parts) == said


@pytest.mark.parametrize(
    ("n", "unit", "said"),
    [
        (0, "changes", "0 changes"),
        (1, "people", "1 person"),
        (1, "changes on stable branches", "1 change on stable branches"),
        (1234, "changes", "1 234 changes"),
    ],
)
def test_a_noun_goes_with_its_number(n, unit, said):
    assert counted(n, unit).replace(NBSP, " ") == said


def test_a_verb_goes_with_its_number():
    assert [verb(n) for verb in (are, were, have) for n in (0, 1, 2)] == [
        *("are", "is", "are"),
        *("were", "was", "were"),
        *("have", "has", "have"),
    ]


def test_a_reason_stands_in_a_value_s_place_or_in_a_sentence_of_its_own():
    assert unknown("too few") == "not known (too few)"
    assert not_known("too few.") == not_known("too few") == "Not known: too few."


def test_the_label_of_what_is_not_known_is_worded_once():
    label = re.compile(r"""["'>](?:[Nn]ot known)(?:["':]| \(\{|: ?\{)""")
    others = [path for path in TEXTS if path.name != "words.py"]

    assert [path for path in others if label.search(path.read_text())] == []


def test_a_count_within_a_share_is_no_share():
    assert portion(Part("bare", "rechecks without a reason", 129), "share") == "129"
    assert portion(Part("code", "code", 1.0), "share") == f"100{NBSP}%"
