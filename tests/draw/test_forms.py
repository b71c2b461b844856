from datetime import timedelta

import numpy as np
import pytest
from msgspec.structs import replace

from retro.draw import (
    curve,
    daily_line,
    stacked_area,
    stacked_bars,
    stepped_area,
    svg,
    weekly_line,
)
from retro.model.facts import Stretch
from tests.draw.world import LOOK, SCHEDULE, START, cycle_of, days, line, mark, series

CALENDAR_FORMS = (stacked_area, stepped_area, stacked_bars, daily_line, weekly_line)


def axes_of(figure):
    return figure.axes[0]


def words(figure):
    return [text.get_text() for text in figure.texts]


def bars(patch):
    """Return (left, foot, head) of each bar."""
    corners = patch.get_path().vertices.reshape(-1, 6, 2)[:, :5]
    return [(c[:, 0].min(), c[:, 1].min(), c[:, 1].max()) for c in corners]


def test_a_line_carries_the_numbers_it_was_given():
    figure = weekly_line(series(days(3, 7), line(4, 7, 5)), (), LOOK)

    assert list(axes_of(figure).lines[0].get_ydata()) == [4, 7, 5]


def test_a_weeks_point_stands_in_the_middle_of_its_week():
    mondays = days(2, 7)
    figure = weekly_line(series(mondays, line(4, 7)), (), LOOK)

    assert list(axes_of(figure).lines[0].get_xdata()) == [d.toordinal() + 3.5 for d in mondays]


def test_a_days_point_stands_on_its_day_and_a_line_ends_where_nothing_is_known():
    some = days(3, 1)
    figure = daily_line(series(some, line(4, 7, None), line(1, 2, 3)), (), LOOK)
    now, then = axes_of(figure).lines[:2]

    assert list(now.get_xdata()) == [d.toordinal() for d in some]
    assert np.isnan(now.get_ydata()).tolist() == [False, False, True]
    assert list(then.get_ydata()) == [1, 2, 3]


def test_none_is_a_gap_and_no_zero():
    figure = weekly_line(series(days(4, 7), line(4, None, 5, 6)), (), LOOK)

    assert np.isnan(axes_of(figure).lines[0].get_ydata()).tolist() == [False, True, False, False]


def test_a_point_between_two_gaps_has_a_dot():
    figure = weekly_line(series(days(5, 7), line(4, None, 5, None, 6)), (), LOOK)

    assert axes_of(figure).lines[0].get_markevery() == [0, 2, 4]


@pytest.mark.parametrize("form", CALENDAR_FORMS)
@pytest.mark.parametrize("values", [(90, 95), (0, 0), (3, 1)])
def test_the_y_axis_begins_at_a_true_zero_and_holds_every_number(form, values):
    low, high = axes_of(form(series(days(2, 7), line(*values)), (), LOOK)).get_ylim()

    assert low == 0
    assert high >= max(1, *values)


@pytest.mark.parametrize("form", [*CALENDAR_FORMS, curve])
def test_the_y_axis_says_its_unit(form):
    x = range(2) if form is curve else days(2, 7)

    assert axes_of(form(series(x, line(0, 1), unit="people"), (), LOOK)).get_ylabel() == "people"


def test_per_cent_at_the_ticks_is_unit_enough():
    assert (
        axes_of(weekly_line(series(days(2, 7), line(0, 1), unit="share"), (), LOOK)).get_ylabel()
        == ""
    )


def test_a_band_reaches_to_the_sum_and_lies_under_those_before_it():
    figure = stacked_area(series(days(2), line(4, 7), line(1, 2, role="author")), (), LOOK)
    sums, first = (set(band.get_paths()[0].vertices[:, 1]) for band in axes_of(figure).collections)

    assert sums == {0, 5, 9}
    assert first == {0, 4, 7}


def test_a_level_holds_up_to_the_next_day():
    band = axes_of(stepped_area(series(days(3), line(8, 9, 9)), (), LOOK)).collections[0]
    first, second, _ = (float(day.toordinal()) for day in days(3))

    corners = band.get_paths()[0].vertices.tolist()
    assert [second, 8] in corners
    assert [second, 9] in corners
    assert [first, 8] in corners


def test_a_day_that_lacks_a_part_is_left_out_of_every_band():
    lines = line(4, 7, 4, 4, 4), line(1, 2, None, 2, 2, role="author")
    figure = stacked_area(series(days(5), *lines), (), LOOK)

    assert [len(band.get_paths()) for band in axes_of(figure).collections] == [2, 2]


def test_a_single_day_is_still_seen():
    figure = stacked_area(series(days(1), line(4)), (), LOOK)
    xs = axes_of(figure).collections[0].get_paths()[0].vertices[:, 0]

    assert xs.max() - xs.min() == 1


def test_there_is_one_bar_for_each_monday_within_its_week():
    mondays = days(3, 7)
    people, bots = axes_of(
        stacked_bars(series(mondays, line(4, 7, 2), line(1, 2, 0, role="bots")), (), LOOK)
    ).patches[:2]

    assert [(foot, head) for _, foot, head in bars(people)] == [(0, 4), (0, 7), (0, 2)]
    assert [(foot, head) for _, foot, head in bars(bots)] == [(4, 5), (7, 9)]
    for monday, (left, _, _) in zip(mondays, bars(people), strict=True):
        assert monday.toordinal() < left < monday.toordinal() + 1


def test_the_curve_points_at_the_day_that_reaches_half():
    shares = series(range(4), line(0.1, 0.4, 0.6, 0.7, role="review"), unit="share of changes")
    axes = axes_of(curve(shares, (), LOOK))

    assert axes.lines[1].get_xydata().tolist() == [[2, 0.5]]
    assert axes.texts[0].get_text() == "half by day 2"


def test_the_curve_says_nothing_of_a_half_that_is_not_reached():
    axes = axes_of(curve(series(range(3), line(0.1, 0.2, 0.3, role="review")), (), LOOK))

    assert len(axes.lines) == 1
    assert not axes.texts


def test_the_curve_runs_from_none_to_all():
    assert axes_of(curve(series(range(3), line(0, 0.1, 0.2)), (), LOOK)).get_ylim() == (0, 1)


@pytest.mark.parametrize("narrow", [False, True])
def test_each_line_is_named_once_at_its_end(narrow):
    lines = line(4, 7, label="cores", role="core"), line(1, 2, label="others", role="others")
    figure = weekly_line(series(days(2, 7), *lines), (), LOOK, narrow=narrow)

    assert sorted(words(figure)) == ["cores", "others"]
    assert axes_of(figure).get_legend() is None


def test_a_line_that_knows_nothing_is_not_named():
    lines = line(None, None, label="cores", role="core"), line(1, 2, label="others", role="others")

    assert words(weekly_line(series(days(2, 7), *lines), (), LOOK)) == ["others"]


@pytest.mark.parametrize("form", [stacked_area, stacked_bars])
@pytest.mark.parametrize(("most", "named"), [(0, False), (1, False), (2, True)])
def test_a_band_too_thin_to_be_seen_is_not_named(form, most, named):
    thin = line(0, most, 0, label="approved", role="approved")
    figure = form(series(days(3, 7), line(150, 150, 150, label="others"), thin), (), LOOK)

    assert ("approved" in words(figure)) is named


def test_bands_of_which_one_ends_in_nothing_are_named_beside_their_colours():
    lines = line(9, 9, label="cores", role="core"), line(9, 0, label="others", role="others")
    figure = stacked_bars(series(days(2, 7), *lines), (), LOOK)

    assert words(figure) == ["cores", "others"]
    assert all(len(set(artist.get_ydata())) == 1 for artist in figure.artists)


def test_marks_of_one_day_share_an_upright():
    marks = mark("M-3", 20), mark("feature freeze", 20)

    assert "M-3 · feature freeze" in words(
        stacked_area(series(days(60), line(*range(60))), marks, LOOK)
    )


def test_a_mark_outside_the_series_is_left_out():
    figure = stacked_area(series(days(30), line(*range(30))), [mark("M-9", 300)], LOOK)

    assert words(figure) == ["waiting on reviewers"]


def test_review_days_are_triangles_and_the_key_says_so():
    figure = stacked_area(cycle_of(["core"], 172, 1), SCHEDULE, LOOK)
    triangles = [artist for artist in figure.artists if artist.get_marker() == "^"]

    assert len(triangles[0].get_xdata()) == 4
    assert "▲ review day, clean-up day" in words(figure)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("form", CALENDAR_FORMS)
@pytest.mark.parametrize(
    "made",
    [
        series((), line()),
        series(days(3, 7)),
        series(days(1, 7), line(5)),
        series(days(3, 7), line(None, None, None)),
        series(days(3, 7), line(0, 0, 0), line(0, 0, 0, role="ci")),
        series(days(3, 7), line(10**12, 3, 10**12)),
        series(days(3, 7), line(0.25, 2.5, 1.125)),
        cycle_of(["core", "others"], 60, 7),
    ],
    ids=["no point", "no line", "one point", "unknown", "zeros", "huge", "fractions", "60 weeks"],
)
def test_every_form_draws_the_smallest_and_the_largest(form, made, narrow):
    drawn = svg(form(made, SCHEDULE, LOOK, narrow=narrow), LOOK, name="x", title="t", desc="d")

    assert "nan" not in drawn


@pytest.mark.parametrize("x", [(), (0,), range(61)], ids=len)
def test_the_curve_draws_the_smallest_and_the_largest(x):
    made = series(x, line(*(0.01 * n for n in x), role="review"), x_unit="days since upload")

    assert "days since upload" in words(curve(made, (), LOOK))


def braced(*lengths, narrow=False):
    mondays = days(24, 7)
    firsts = [sum(lengths[:n]) for n in range(len(lengths))]
    parts = (
        Stretch(START + timedelta(days=first), START + timedelta(days=first + long - 1), long)
        for first, long in zip(firsts, lengths, strict=True)
    )
    made = series(mondays, line(*range(24), label="merged"))
    return stacked_bars(replace(made, stretches=tuple(parts)), (), LOOK, narrow=narrow)


def test_each_stretch_of_days_has_its_number_below():
    said = [" ".join(one.split()) for one in words(braced(60, 50, 40))]

    assert said == ["60 changes", "50 changes", "40 changes", "merged"]


@pytest.mark.parametrize(("lengths", "narrow"), [((60, 35), True), ((60, 15), False)])
def test_where_one_number_has_no_room_for_its_unit_all_stand_alone(lengths, narrow):
    assert words(braced(*lengths, narrow=narrow)) == [*map(str, lengths), "merged"]


def test_a_stretch_without_any_room_has_no_number():
    assert words(braced(60, 3)) == ["60", "merged"]


def test_a_stretch_beyond_the_last_week_ends_with_it():
    figure = braced(100, 300)
    braces = [artist.get_xdata() for artist in figure.artists][:2]

    assert words(figure)[:2] == ["100\N{NO-BREAK SPACE}changes", "300\N{NO-BREAK SPACE}changes"]
    assert braces[0][1] < braces[1][0] < braces[1][1] < 720
