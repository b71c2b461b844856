"""Small pictures side by side: the same scales, gaps as gaps, the others behind."""

import pytest

from retro.draw import small, svg
from retro.model.facts import Line
from tests.draw.world import LOOK, data, dots, words
from tests.render.fixture import weekly

NAME = "backlog.verified"


def points(shape):
    return [list(line) for line in shape.lines]


def test_pictures_that_stand_together_have_the_same_scales():
    low, high = weekly(NAME, 3, 5), weekly(NAME, 80, 150, 164)
    one, other = (small(*both, LOOK) for both in ((low, [high]), (high, [low])))

    assert [layer.scale for layer in one.layers] == [layer.scale for layer in other.layers]
    assert words(one) == words(other) == ["R-0", "R-1", "R-2", "0", "100", "200"]


def test_weeks_count_down_to_the_release():
    weeks = [one for one in small(weekly(NAME, *range(25)), (), LOOK).words if "R" in one.text]

    assert [one.text for one in weeks] == ["R-0", "R-8", "R-16", "R-24"]
    assert [one.x for one in weeks] == sorted((one.x for one in weeks), reverse=True)


def test_the_other_cycles_stand_behind_the_one_that_is_drawn():
    behind, drawn = data(small(weekly(NAME, 3, 5), [weekly(NAME, 7, 8)], LOOK))

    assert (points(behind), points(drawn)) == ([[(-1, 7), (0, 8)]], [[(-1, 3), (0, 5)]])
    assert behind.ink.breadth < drawn.ink.breadth


def test_a_week_without_a_value_is_a_gap():
    (drawn,) = data(small(weekly(NAME, 3, 4, None, 5, 6), (), LOOK))

    assert points(drawn) == [[(-4, 3), (-3, 4)], [(-1, 5), (0, 6)]]


def test_a_running_cycle_ends_where_it_is():
    (drawn,) = data(small(weekly(NAME, 3, 4, first=20), (), LOOK))

    assert points(drawn) == [[(-20, 3), (-19, 4)]]


def test_an_upright_stands_at_the_week_of_the_comparison():
    upright, *_ = data(small(weekly(NAME, 3, 4, 5), (), LOOK, week=1))

    assert [x for x, _ in upright.lines[0]] == [-1, -1]


def test_a_second_line_ends_in_a_ring():
    both = (Line(label="a", role="merged", values=(1,)), Line(label="b", role="core", values=(2,)))
    first, second = dots(small(weekly(NAME, 0, lines=both), (), LOOK))

    assert first.ink.fill == first.ink.stroke == "merged"
    assert (second.ink.fill, second.ink.stroke) == ("paper", "core")


@pytest.mark.parametrize("values", [(0,), (0, 0), (None, None), (1, None, 3)])
def test_little_is_enough_to_draw(values):
    canvas = small(weekly(NAME, *values), (), LOOK)
    assert 'role="img"' in svg(canvas, LOOK, name="x", title="t", desc="d")


def test_the_same_numbers_make_the_same_picture():
    def made() -> str:
        canvas = small(weekly(NAME, 3, 4), [weekly(NAME, 5, 6)], LOOK)
        return svg(canvas, LOOK, name="x", title="t", desc="d")

    assert made() == made()
