from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.draw import day_grid, svg
from retro.draw.steps import RAMP
from retro.model.facts import Mark
from retro.model.time import DAY
from tests.draw.world import (
    LOOK,
    SCHEDULE,
    START,
    assert_words_stand_apart_and_inside,
    box,
    cycle_of,
    days,
    line,
    mark,
    series,
    shapes,
    words,
)

RELEASE = START + 171 * DAY
CYCLE = replace(cycle_of(["review", "others"], 172, 1), release=RELEASE)


def boxes(canvas, role):
    """Return (left, foot, right, head) of every box that is filled with a colour."""
    return [box(line) for one in shapes(canvas) if one.ink.fill == role for line in one.lines]


def rings(canvas, role, breadth):
    """Return the boxes that have an edge of a colour alone."""
    return [
        box(line)
        for one in shapes(canvas)
        if one.closed and (one.ink.fill, one.ink.stroke, one.ink.breadth) == ("", role, breadth)
        for line in one.lines
    ]


def test_the_lines_of_a_day_are_summed_into_one_step():
    made = series(days(7), line(1, 9, 0, 0, 0, 0, 0), line(0, 1, 0, 0, 0, 0, 0), unit="reviews")
    canvas = day_grid(made, (), LOOK)

    assert len(boxes(canvas, RAMP[0])) == len(boxes(canvas, RAMP[4])) == 2  # one is the key's
    assert "9–10" in words(canvas)


def test_days_stand_in_the_column_of_their_week_and_the_row_of_their_weekday():
    made = series(days(9), line(1, 2, 3, 0, 0, 0, 0, 4, 5))
    monday, tuesday, next_tuesday = (boxes(day_grid(made, (), LOOK), RAMP[n]) for n in (0, 1, 4))

    assert middle(monday)[0] == middle(tuesday)[0] < middle(next_tuesday)[0]
    assert middle(monday)[1] > middle(tuesday)[1] == middle(next_tuesday)[1]


def test_a_narrow_one_has_a_row_for_each_week():
    made = series(days(9), line(1, 2, 3, 0, 0, 0, 0, 4, 5))
    canvas = day_grid(made, (), LOOK, narrow=True)
    monday, tuesday, next_tuesday = (middle(boxes(canvas, RAMP[n])) for n in (0, 1, 4))

    assert monday[1] == tuesday[1] > next_tuesday[1]
    assert monday[0] < tuesday[0] == next_tuesday[0]


def middle(found):
    """Return the middle of the day's box, which is not the key's."""
    left, foot, right, head = found[0]
    return round((left + right) / 2, 6), round((foot + head) / 2, 6)


def test_none_is_struck_out_and_no_zero():
    canvas = day_grid(series(days(4), line(4, None, 0, 6)), (), LOOK)

    assert len(rings(canvas, "muted", 0.75)) == 2 + 2  # a zero, an unknown, and both in the key
    struck = [line for one in shapes(canvas) if not one.closed for line in one.lines]
    assert len(struck) == 2
    assert "not known" in words(canvas)


def test_days_outside_the_series_have_no_box():
    canvas = day_grid(series(days(3), line(4, 4, 4)), [mark("M-9", 300)], LOOK)

    assert len(boxes(canvas, RAMP[3])) == 4
    assert "M-9" not in words(canvas)


def test_the_teams_own_days_are_ringed_and_the_key_says_so():
    canvas = day_grid(CYCLE, SCHEDULE, LOOK)

    assert len(rings(canvas, "ink", 1.75)) == 3 + 1 + 1 + 1  # three, a clean-up, and the key
    assert {"review day", "clean-up day", "freeze, milestone"} <= set(words(canvas))


def test_meetings_are_not_pointed_out():
    canvas = day_grid(CYCLE, [mark("Weekly", 3, "meeting")], LOOK)

    assert "meeting" not in " ".join(words(canvas))


@pytest.mark.parametrize("narrow", [False, True])
def test_weeks_are_counted_back_from_the_release(narrow):
    said = words(day_grid(CYCLE, (), LOOK, narrow=narrow))

    assert {"R-24", "R-12", "R-0"} <= set(said)
    assert not any(
        word.startswith("R-") for word in words(day_grid(replace(CYCLE, release=None), (), LOOK))
    )


def test_a_narrow_one_names_the_days_beside_their_weeks():
    said = words(day_grid(CYCLE, SCHEDULE, LOOK, narrow=True))

    assert {"M-3 · feature freeze", "spec freeze", "release"} <= set(said)


kinds = st.sampled_from(["milestone", "freeze", "review day", "clean-up day", "meeting"])
marks = st.lists(
    st.builds(
        lambda words, day, kind: Mark(words, START + timedelta(days=day), kind),
        st.text("abc -", min_size=1, max_size=30),
        st.integers(0, 250),
        kinds,
    ),
    max_size=12,
)


@settings(max_examples=20)
@given(st.integers(0, 250), st.integers(0, 7), st.integers(0, 20000), marks, st.booleans())
def test_words_never_overlap_nor_leave(count, before, most, some, narrow):
    made = series(
        (START - before * DAY + n * DAY for n in range(count)),
        line(*(most * (n % 7) for n in range(count))),
        unit="reviews",
    )
    made = replace(made, release=START + 200 * DAY)

    assert_words_stand_apart_and_inside(day_grid(made, some, LOOK, narrow=narrow))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "made",
    [
        series(()),
        series(days(3)),
        series(days(1), line(5)),
        series(days(3), line(None, None, None)),
        series(days(3), line(10**12, 3, 10**12)),
        cycle_of(["review"], 600, 1),
    ],
    ids=["no day", "no line", "one day", "unknown", "huge", "600 days"],
)
def test_the_smallest_and_the_largest_are_drawn(made, narrow):
    drawn = svg(day_grid(made, SCHEDULE, LOOK, narrow=narrow), LOOK, name="x", title="t", desc="d")

    assert "nan" not in drawn
