"""By how much a number grew, in words that do not judge."""

import pytest

from retro.outline.growth import against, difference, growth
from retro.outline.words import NBSP
from tests.render.fixture import fact


def told(value, unit="changes"):
    return fact(value=value, unit=unit)


@pytest.mark.parametrize(
    ("unit", "now", "then", "words"),
    [
        ("changes", 83, 112, "29 fewer"),
        ("people", 12, 11, "1 more"),
        ("changes", 83, 83, "the same"),
        ("days", 4.86, 3.64, f"1.3{NBSP}days more"),
        ("days", 2.0, 3.0, f"1{NBSP}day less"),
        ("days", 3.5, 3.0, f"0.5{NBSP}days more"),
        ("days", 2.5, 3.0, f"0.5{NBSP}days less"),
        ("share", 0.486, 0.554, f"6{NBSP}points less"),
        ("share", 0.56, 0.55, f"1{NBSP}point more"),
    ],
)
def test_the_growth_of_a_number_is_worded_as_its_unit_wants(unit, now, then, words):
    assert growth(told(now, unit), told(then, unit)) == words


def test_the_growth_of_what_may_be_off_may_be_off_by_both():
    now, then = fact(value=83, off=4), fact(value=112, off=1)

    assert growth(now, then) == f"29{NBSP}±{NBSP}5 fewer"
    assert growth(now, fact(value=83, off=1)) == f"the same{NBSP}±{NBSP}5"


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (85, "between 7 fewer and 3 more"),
        (80, "between 2 fewer and 8 more"),
        (88, f"5{NBSP}±{NBSP}5 fewer"),
    ],
)
def test_nobody_says_which_way_a_number_went_that_may_be_off_by_more(then, said):
    assert growth(fact(value=83, off=4), fact(value=then, off=1)) == said


def test_whoever_subtracts_the_printed_numbers_finds_the_printed_growth():
    assert difference(told(4.86, "days"), told(3.64, "days")) == 1.3


def test_addresses_and_numbers_of_another_unit_do_not_grow():
    assert growth(told("https://example.org", ""), told("https://example.net", "")) == ""
    assert difference(told(3, "days"), told(3, "weeks")) is None


def test_the_words_name_the_cycle_that_the_earlier_number_is_from():
    assert against(told(83), told(112), "Liberty") == "29 fewer than in Liberty"
    assert against(told(83), told(83), "Liberty") == "the same as in Liberty"


def test_what_has_no_growth_has_no_words():
    assert growth(told("a", ""), told(3, "")) == growth(told(3, ""), told("a", "")) == ""
    assert against(told("a", ""), told("b", ""), "Liberty") == ""


def test_a_ratio_grows_by_a_bare_number():
    assert growth(told(1.1, "to 1"), told(1.2, "to 1")) == "0.1 less"
