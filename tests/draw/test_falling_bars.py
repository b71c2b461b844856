import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.draw import falling_bars, svg
from retro.model.facts import LEFT
from tests.draw.world import (
    LOOK,
    assert_words_stand_apart_and_inside,
    bar,
    bars,
    box,
    fall_of,
    shapes,
    words,
)


def boxes(canvas):
    """Return left and right of every bar, from the uppermost."""
    filled = [line for shape in shapes(canvas) if shape.ink.fill for line in shape.lines]
    return [(left, right) for left, _, right, _ in map(box, filled)]


def test_stages_begin_at_one_zero_and_are_as_long_as_their_numbers():
    (zero, first), _, (same, second) = boxes(falling_bars(fall_of(20, 5), (), LOOK))

    assert zero == same
    assert (second - zero) / (first - zero) == pytest.approx(1 / 4)


def test_what_left_hangs_between_two_stages():
    (_, first), (low, high), (_, second) = boxes(falling_bars(fall_of(20, 5), (), LOOK))

    assert (low, high) == pytest.approx((second, first))


def test_every_number_is_written():
    assert words(falling_bars(fall_of(25, 13, 10), (), LOOK))[1::2] == [
        "25",
        "12",
        "13",
        "3",
        "10",
    ]


def test_a_number_that_is_not_known_is_no_zero():
    made = bars(bar("approved", "on the way", 4), bar("landed", "on the way", None))
    canvas = falling_bars(made, (), LOOK)

    assert words(canvas)[-1] == "not known"
    assert "0" not in words(canvas)


falls = st.lists(st.integers(0, 10**6), min_size=1, max_size=6).map(
    lambda numbers: fall_of(*sorted(numbers, reverse=True))
)


@given(falls, st.booleans())
def test_words_never_overlap_nor_leave(made, narrow):
    assert_words_stand_apart_and_inside(falling_bars(made, (), LOOK, narrow=narrow))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "made",
    [bars(), fall_of(0), bars(bar("x" * 90, LEFT, 0)), bars(bar("a", "on the way", None))],
    ids=["nothing", "zero", "a long name", "unknown"],
)
def test_the_smallest_are_drawn(made, narrow):
    drawn = svg(falling_bars(made, (), LOOK, narrow=narrow), LOOK, name="x", title="t", desc="d")

    assert "nan" not in drawn
