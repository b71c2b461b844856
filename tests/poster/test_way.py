"""How a number moved, in signs and in words that are true of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.outline.words import NBSP
from retro.poster.way import moved, so_many, spelled, way


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (164, 83, f"↓ 49{NBSP}%"),
        (120, 165, f"↑ 38{NBSP}%"),
        (83, 83, "unchanged"),
        (9, 4, "5 fewer"),
        (0, 3, "3 more"),
    ],
)
def test_the_way_is_an_arrow_with_a_share_but_of_few_things_a_number(start, end, said):
    assert way(start, end) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (164, 83, "nearly halved"),
        (100, 49, "halved"),
        (100, 67, "fell by about a third"),
        (100, 125, "rose by about a quarter"),
        (50, 100, "doubled"),
        (164, 141, f"fell by 14{NBSP}%"),
        (9, 4, "fell from 9 to 4"),
        (83, 83, "stayed at 83"),
        (83, 81, "stayed near 81"),
        (10, 8, "stayed near 8"),
        (0, 2, "rose from 0 to 2"),
        (3, 1, "fell from 3 to 1"),
    ],
)
def test_a_word_for_a_move_is_used_only_where_it_is_true(start, end, said):
    assert moved(start, end) == said


@given(st.integers(0, 500), st.integers(0, 500))
def test_signs_and_words_never_disagree_about_the_direction(start, end):
    falls = {"↓", "fewer"} & set(way(start, end).split())
    rises = {"↑", "more"} & set(way(start, end).split())
    said = moved(start, end)

    assert not (falls and ("rose" in said or "doubled" in said))
    assert not (rises and ("fell" in said or "halved" in said))


def test_small_numbers_are_spelled_and_large_ones_are_not():
    assert (spelled(5), spelled(13)) == ("five", "13")
    assert so_many(1, "promises") == f"one{NBSP}promise"
    assert so_many(0, "promises") == "no promises"
