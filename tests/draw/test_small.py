"""Small pictures side by side: the same scales, gaps as gaps, the others behind."""

from math import isnan

import pytest

from retro.draw import small, svg
from retro.model.facts import Line
from tests.draw.world import LOOK
from tests.render.fixture import weekly

NAME = "backlog.verified"


def axes_of(figure):
    return figure.axes[0]


def lines(figure) -> list[list[float]]:
    return [list(line.get_ydata()) for line in axes_of(figure).lines]


def test_pictures_that_stand_together_have_the_same_scales():
    low, high = weekly(NAME, 3, 5), weekly(NAME, 80, 150, 164)
    one, other = axes_of(small(low, [high], LOOK)), axes_of(small(high, [low], LOOK))

    assert one.get_ylim() == other.get_ylim() == (0, 200)
    assert one.get_xlim() == other.get_xlim() == (2, 0)


def test_weeks_count_down_to_the_release():
    labels = axes_of(small(weekly(NAME, *range(25)), (), LOOK)).get_xticklabels()

    assert [label.get_text() for label in labels] == ["R-0", "R-8", "R-16", "R-24"]


def test_the_other_cycles_stand_behind_the_one_that_is_drawn():
    figure = small(weekly(NAME, 3, 5), [weekly(NAME, 7, 8)], LOOK)
    behind, drawn = axes_of(figure).lines

    assert (list(behind.get_ydata()), list(drawn.get_ydata())) == ([7, 8], [3, 5])
    assert behind.get_linewidth() < drawn.get_linewidth()


def test_a_week_without_a_value_is_a_gap():
    assert [isnan(value) for value in lines(small(weekly(NAME, 3, None, 5), (), LOOK))[0]] == [
        False,
        True,
        False,
    ]


def test_a_running_cycle_ends_where_it_is():
    (line,) = axes_of(small(weekly(NAME, 3, 4, first=20), (), LOOK)).lines

    assert list(line.get_xdata()) == [20, 19]


def test_an_upright_stands_at_the_week_of_the_comparison():
    upright, *_ = axes_of(small(weekly(NAME, 3, 4, 5), (), LOOK, week=1)).lines

    assert list(upright.get_xdata()) == [1, 1]


def test_a_second_line_ends_in_a_ring():
    both = (Line(label="a", role="merged", values=(1,)), Line(label="b", role="core", values=(2,)))
    first, second = axes_of(small(weekly(NAME, 0, lines=both), (), LOOK)).lines

    assert first.get_markerfacecolor() == first.get_color()
    assert second.get_markerfacecolor() == LOOK.colour("paper")


@pytest.mark.parametrize("values", [(0,), (0, 0), (None, None), (1, None, 3)])
def test_little_is_enough_to_draw(values):
    figure = small(weekly(NAME, *values), (), LOOK)
    assert 'role="img"' in svg(figure, LOOK, name="x", title="t", desc="d")


def test_the_same_numbers_make_the_same_picture():
    def made() -> str:
        figure = small(weekly(NAME, 3, 4), [weekly(NAME, 5, 6)], LOOK)
        return svg(figure, LOOK, name="x", title="t", desc="d")

    assert made() == made()
