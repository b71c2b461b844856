from datetime import timedelta

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
from tests.draw.world import (
    LOOK,
    SCHEDULE,
    START,
    box,
    cycle_of,
    data,
    days,
    dots,
    line,
    mark,
    series,
    shapes,
    words,
)

CALENDAR_FORMS = (stacked_area, stepped_area, stacked_bars, daily_line, weekly_line)


def heights(shape):
    return [[y for _, y in line] for line in shape.lines]


def ticks(canvas):
    """Return the words of the y axis."""
    return [word.text for word in canvas.words if word.ha == "right" and word.x < 50]


def test_a_line_carries_the_numbers_it_was_given():
    (drawn,) = data(weekly_line(series(days(3, 7), line(4, 7, 5)), (), LOOK))

    assert heights(drawn) == [[4, 7, 5]]


def test_a_weeks_point_stands_in_the_middle_of_its_week():
    mondays = days(2, 7)
    (drawn,) = data(weekly_line(series(mondays, line(4, 7)), (), LOOK))

    assert [x for x, _ in drawn.lines[0]] == [d.toordinal() + 3.5 for d in mondays]


def test_a_days_point_stands_on_its_day_and_a_line_ends_where_nothing_is_known():
    some = days(3, 1)
    lines = line(4, 7, None), line(1, 2, 3, role="author")
    now, then = data(daily_line(series(some, *lines), (), LOOK))

    assert [x for x, _ in then.lines[0]] == [d.toordinal() for d in some]
    assert heights(now) == [[4, 7]]
    assert heights(then) == [[1, 2, 3]]


def test_none_is_a_gap_and_no_zero():
    (drawn,) = data(weekly_line(series(days(5, 7), line(4, 3, None, 5, 6)), (), LOOK))

    assert heights(drawn) == [[4, 3], [5, 6]]


def test_a_point_between_two_gaps_has_a_dot():
    canvas = weekly_line(series(days(5, 7), line(4, None, 5, None, 6)), (), LOOK)

    assert len(dots(canvas)) == 3
    assert data(canvas) == []


@pytest.mark.parametrize("form", CALENDAR_FORMS)
@pytest.mark.parametrize("values", [(90, 95), (0, 0), (3, 1)])
def test_the_y_axis_begins_at_a_true_zero_and_holds_every_number(form, values):
    low, *_, high = ticks(form(series(days(2, 7), line(*values)), (), LOOK))

    assert low == "0"
    assert int(high) >= max(1, *values)


@pytest.mark.parametrize("form", [*CALENDAR_FORMS, curve])
def test_the_y_axis_says_its_unit(form):
    x = range(2) if form is curve else days(2, 7)

    assert "people" in words(form(series(x, line(0, 1), unit="people"), (), LOOK))


def test_per_cent_at_the_ticks_is_unit_enough():
    canvas = weekly_line(series(days(2, 7), line(0, 1), unit="share"), (), LOOK)

    assert not {"share", ""} & set(words(canvas))
    assert len(ticks(canvas)) == 5


def test_a_band_reaches_to_the_sum_and_lies_under_those_before_it():
    made = series(days(2), line(4, 7), line(1, 2, role="author"))
    sums, first = data(stacked_area(made, (), LOOK))

    assert heights(sums) == [[0, 5, 9, 0]]
    assert heights(first) == [[0, 4, 7, 0]]


def test_a_level_holds_up_to_the_next_day():
    (band,) = data(stepped_area(series(days(3), line(8, 9, 9)), (), LOOK))
    first, second, _ = (float(day.toordinal()) for day in days(3))

    assert {(first, 8), (second, 8), (second, 9)} <= set(band.lines[0])


def test_a_day_that_lacks_a_part_is_left_out_of_every_band():
    lines = line(4, 7, 4, 4, 4), line(1, 2, None, 2, 2, role="author")
    bands = data(stacked_area(series(days(5), *lines), (), LOOK))

    assert [len(band.lines) for band in bands] == [2, 2]


def test_a_single_day_is_still_seen():
    (band,) = data(stacked_area(series(days(1), line(4)), (), LOOK))
    left, _, right, _ = box(band.lines[0])

    assert right - left == 1


def test_there_is_one_bar_for_each_monday_within_its_week():
    mondays = days(3, 7)
    made = series(mondays, line(4, 7, 2), line(1, 2, 0, role="bots"))
    people, bots = (list(map(box, one.lines)) for one in data(stacked_bars(made, (), LOOK)))

    assert [(foot, head) for _, foot, _, head in people] == [(0, 4), (0, 7), (0, 2)]
    assert [(foot, head) for _, foot, _, head in bots] == [(4, 5), (7, 9)]
    for monday, (left, _, right, _) in zip(mondays, people, strict=True):
        assert monday.toordinal() < left < right < monday.toordinal() + 7


def test_the_curve_points_at_the_day_that_reaches_half():
    shares = series(range(4), line(0.1, 0.4, 0.6, 0.7, role="review"), unit="share of changes")
    canvas = curve(shares, (), LOOK)
    (dot,) = dots(canvas)
    (scale,) = {layer.scale for layer in canvas.layers if layer.scale}

    assert dot.at == scale.place(2, 0.5)
    assert "half by day 2" in words(canvas)


def test_the_curve_says_nothing_of_a_half_that_is_not_reached():
    canvas = curve(series(range(3), line(0.1, 0.2, 0.3, role="review")), (), LOOK)

    assert not dots(canvas)
    assert not [word for word in words(canvas) if "half" in word]


def test_the_curve_runs_from_none_to_all():
    low, *_, high = ticks(curve(series(range(3), line(0, 0.1, 0.2)), (), LOOK))

    assert [low.split()[0], high.split()[0]] == ["0", "100"]


@pytest.mark.parametrize("narrow", [False, True])
def test_each_line_is_named_once_at_its_end(narrow):
    lines = line(4, 7, label="cores", role="core"), line(1, 2, label="others", role="others")
    said = words(weekly_line(series(days(2, 7), *lines), (), LOOK, narrow=narrow))

    assert [said.count("cores"), said.count("others")] == [1, 1]


def test_a_line_that_knows_nothing_is_not_named():
    lines = line(None, None, label="cores", role="core"), line(1, 2, label="others", role="others")

    said = words(weekly_line(series(days(2, 7), *lines), (), LOOK))

    assert "others" in said
    assert "cores" not in said


@pytest.mark.parametrize("form", [stacked_area, stacked_bars])
@pytest.mark.parametrize(("most", "named"), [(0, False), (1, False), (2, True)])
def test_a_band_too_thin_to_be_seen_is_not_named(form, most, named):
    thin = line(0, most, 0, label="approved", role="approved")
    canvas = form(series(days(3, 7), line(150, 150, 150, label="others"), thin), (), LOOK)

    assert ("approved" in words(canvas)) is named


def test_bands_of_which_one_ends_in_nothing_are_named_beside_their_colours():
    lines = line(9, 9, label="cores", role="core"), line(9, 0, label="others", role="others")
    canvas = stacked_bars(series(days(2, 7), *lines), (), LOOK)

    leaders = [one for one in shapes(canvas) if one.ink.stroke in ("core", "others")]

    assert words(canvas)[-2:] == ["cores", "others"]
    assert len(leaders) == 2
    assert all(foot == head for one in leaders for _, foot, _, head in map(box, one.lines))


def test_marks_of_one_day_share_an_upright():
    marks = mark("M-3", 20), mark("feature freeze", 20)

    assert "M-3 · feature freeze" in words(
        stacked_area(series(days(60), line(*range(60))), marks, LOOK)
    )


def test_a_mark_outside_the_series_is_left_out():
    canvas = stacked_area(series(days(30), line(*range(30))), [mark("M-9", 300)], LOOK)

    assert "M-9" not in words(canvas)
    assert "waiting on reviewers" in words(canvas)


def test_review_days_are_triangles_and_the_key_says_so():
    canvas = stacked_area(cycle_of(["core"], 172, 1), SCHEDULE, LOOK)
    (triangles,) = (one for one in shapes(canvas) if one.ink.fill == "ink")

    assert [len(line) for line in triangles.lines] == [3] * 4
    assert "▲ review day, clean-up day" in words(canvas)


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

    assert said[-4:] == ["60 changes", "50 changes", "40 changes", "merged"]


@pytest.mark.parametrize(("lengths", "narrow"), [((60, 35), True), ((60, 15), False)])
def test_where_one_number_has_no_room_for_its_unit_all_stand_alone(lengths, narrow):
    said = words(braced(*lengths, narrow=narrow))

    assert said[-3:] == [*map(str, lengths), "merged"]
    assert said.count("changes") == 1


def test_a_stretch_without_any_room_has_no_number():
    assert words(braced(60, 3))[-3:] == ["changes", "60", "merged"]


def test_a_stretch_beyond_the_last_week_ends_with_it():
    canvas = braced(100, 300)
    said = [one.replace("\N{NO-BREAK SPACE}", " ") for one in words(canvas)]
    braces = [line for one in shapes(canvas) if one.ink.breadth == 0.75 for line in one.lines]
    (_, _, end, _), (start, _, last, _) = map(box, braces)

    assert said[-3:] == ["100 changes", "300 changes", "merged"]
    assert end < start < last < 720
