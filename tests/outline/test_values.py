"""Numbers, days and shares as they are said everywhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.outline.words import (
    cell,
    counted,
    day,
    markdown,
    number,
    sample,
    share,
    tallied,
    value,
    visible,
)
from tests.render.fixture import fact


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0, "0 %"),
        (0.61, "61 %"),
        (0.004, "0.4 %"),
        (0.0004, "0.04 %"),
        (0.006, "1 %"),
        (0.994, "99 %"),
        (0.996, "99.6 %"),
        (0.9996, "99.96 %"),
        (1, "100 %"),
    ],
)
def test_nearly_all_is_not_all_and_hardly_any_is_not_none(part, said):
    assert plain(share(part)) == said


@given(st.integers(1, 10**6), st.data())
def test_only_all_is_a_hundred_per_cent_and_only_none_is_nought(whole, data):
    part = data.draw(st.integers(0, whole))
    said = float(plain(share(part / whole)).removesuffix(" %"))

    assert (said == 100) == (part == whole)
    assert (said == 0) == (part == 0)


@pytest.mark.parametrize(
    ("many", "said"),
    [(1234567, "1 234 567"), (2.44, "2.4"), (2.0, "2"), (-3, "−3"), (-0.25, "−0.2"), (0, "0")],
)
def test_a_number_is_said_in_groups_of_three_with_one_digit_of_a_fraction(many, said):
    assert plain(number(many)) == said


@pytest.mark.parametrize(
    ("n", "unit", "said"),
    [
        (1, "entries", "1 entry"),
        (1, "priorities", "1 priority"),
        (1, "duties", "1 duty"),
        (1, "merged changes", "1 merged change"),
        (1, "new people", "1 new person"),
        (2, "changes", "2 changes"),
        (0.5, "share", "50 %"),
        (1, "share", "100 %"),
        (7, "", "7"),
    ],
)
def test_a_unit_follows_its_number(n, unit, said):
    assert plain(counted(n, unit)) == said


def test_how_many_there_are_of_each_stands_in_one_row():
    assert plain(tallied([(3, "merged"), (1200, "abandoned")])) == "3 merged, 1 200 abandoned"


def test_a_cell_says_what_it_holds():
    holds = (None, date(2016, 3, 9), " a\x07\n b ", 0.5, 1200)

    assert [plain(cell(one)) for one in holds] == [
        *("not known", "9 March 2016", "a b", "0.5", "1 200"),
    ]
    assert plain(cell(0.5, "share")) == "50 %"


def test_a_value_is_said_without_its_unit():
    assert plain(value(fact(value=0.5, unit="share"))) == "50 %"
    assert plain(value(fact(value=1200))) == "1 200"
    assert value(fact(value="https://example.org")) == "https://example.org"
    assert value(fact(value=date(2016, 3, 9))) == day(date(2016, 3, 9))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"n": None}, ""),
        ({"value": 3, "unit": "changes", "n": 9, "of": "changes"}, "of 9 changes"),
        ({"value": 0.3, "unit": "share", "n": 9, "of": "reviews"}, "of 9 reviews"),
        ({"value": 2.5, "unit": "days", "n": 9, "of": "changes"}, "across 9 changes"),
        ({"value": 2.5, "unit": "changes", "n": 9, "of": "changes"}, "across 9 changes"),
        ({"value": 3, "unit": "failures", "n": 1, "of": "changes"}, "across 1 change"),
    ],
)
def test_a_count_is_of_its_own_kind_and_anything_else_across_another(given, said):
    assert plain(sample(fact(**given))) == said


def test_nothing_in_a_line_of_markdown_is_markup():
    assert markdown("*a*\n[b]  <c>") == r"\*a\* \[b\] \<c\>"
    assert markdown("12. x") == r"12\. x"
    assert markdown("- x") == r"\- x"
    assert markdown("a - b. c") == "a - b. c"
    assert markdown("a\u202eb") == "ab"


def test_control_characters_are_not_shown():
    assert visible("a\x1b[2Jb\x9fc\td") == "a[2Jbc\td"
