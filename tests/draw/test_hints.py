"""What a pointer reads: a strip for each week and each bar, in the words of the legend."""

import re
from html import unescape

import pytest
from msgspec.structs import replace

from retro.draw import (
    banded_line,
    curve,
    daily_line,
    day_grid,
    falling_bars,
    png,
    spans,
    stacked_area,
    stacked_bars,
    stepped_area,
    svg,
    weekly_line,
)
from tests.draw.world import LOOK, bar, bars, cycle_of, day, days, fall_of, line, series, ways_of

TITLE = re.compile(r"<title>([^<]*)</title>")
LAYER = re.compile(r"<g [^<>]*aria-hidden[^<>]*>.*?</g>")
CORES = line(4, None, 12, label="cores", role="core")
OTHERS = line(1, 2, 30, label="others", role="others")


def drawn(canvas) -> str:
    return svg(canvas, LOOK, name="x", title="t", desc="d")


def hints(canvas) -> list[str]:
    return [
        unescape(words).replace("\N{NO-BREAK SPACE}", " ")
        for words in TITLE.findall(drawn(canvas))
    ]


@pytest.mark.parametrize("form", [stacked_bars, weekly_line])
def test_each_week_says_its_numbers_by_the_names_of_the_lines(form):
    made = series(days(3, 7), CORES, OTHERS, x_unit="weeks")

    assert hints(form(replace(made, release=day(14)), (), LOOK)) == [
        "R-2, week of 19 October 2015: cores 4, others 1",
        "R-1, week of 26 October 2015: cores not known, others 2",
        "R-0, week of 2 November 2015: cores 12, others 30",
    ]


@pytest.mark.parametrize("form", [daily_line, stacked_area, stepped_area])
def test_numbers_of_days_are_said_for_the_end_of_each_week_and_for_the_last_day(form):
    made = series(days(16), line(*range(16), label="open"))

    assert hints(form(made, (), LOOK)) == [
        "25 October 2015: open 6",
        "1 November 2015: open 13",
        "3 November 2015: open 15",
    ]


def test_shares_are_per_cent_and_days_are_called_so():
    shares = series(range(15), line(*(n / 20 for n in range(15)), label="merged"), unit="share")
    ages = series(days(1, 7), line(4.5, label="age"), unit="days", x_unit="weeks")

    said = hints(curve(replace(shares, x_unit="days since upload"), (), LOOK))
    assert said[1] == "7 days since upload: merged 35 %"
    assert hints(weekly_line(ages, (), LOOK)) == ["week of 19 October 2015: age 4.5 days"]


def test_what_is_known_within_bounds_says_both_or_one():
    bounds = line(4, 5, label="at least", role="bugs"), line(7, 5, label="at most", role="bugs")
    made = series(days(8, 6)[:2], *bounds, unit="bugs")

    assert hints(banded_line(made, (), LOOK)) == ["25 October 2015: 5 bugs"]
    assert hints(banded_line(replace(made, x=days(8)[6::-6]), (), LOOK)) == [
        "25 October 2015: between 4 and 7 bugs",
        "19 October 2015: 5 bugs",
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_each_day_of_a_week_is_said_in_the_calendar(narrow):
    grid = day_grid(series(days(9), line(*range(9))), (), LOOK, narrow=narrow)

    assert hints(grid) == [
        "week of 19 October 2015: Mon 0, Tue 1, Wed 2, Thu 3, Fri 4, Sat 5, Sun 6",
        "week of 26 October 2015: Mon 7, Tue 8",
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_each_bar_says_its_whole_label_its_end_and_its_days(narrow):
    name = "a name that is so long that no picture of any breadth has ever had the room for it"
    ways = bars(
        bar(name, "landed", day(0), day(9)),
        bar("b", "open", day(1), day(3)),
        span=(day(0), day(9)),
    )

    assert hints(spans(ways, (), LOOK, narrow=narrow)) == [
        f"{name}: landed, approved 19 October 2015, until 28 October 2015",
        "b: open, approved 20 October 2015, until 22 October 2015",
    ]
    assert hints(falling_bars(fall_of(5, 3), (), LOOK, narrow=narrow)) == [
        "stage 0: 5 features",
        "left 1: 2 features",
        "stage 1: 3 features",
    ]


PICTURES = {
    "lines": weekly_line(cycle_of(("core", "others"), 25, 7), (), LOOK),
    "ways": spans(ways_of(4), (), LOOK),
    "grid": day_grid(cycle_of(("review",), 100, 1), (), LOOK),
}


@pytest.mark.parametrize("name", PICTURES)
def test_strips_are_not_seen_not_listened_to_and_no_stops_of_the_keyboard(name):
    text = drawn(PICTURES[name])
    (layer,) = LAYER.findall(text)

    assert set(TITLE.findall(text)) == set(TITLE.findall(layer))
    assert 'fill="none"' in layer
    assert 'pointer-events="all"' in layer
    assert "style" not in layer
    assert "tabindex" not in text
    assert text.index(layer) > text.rindex("</text>")


@pytest.mark.parametrize("name", PICTURES)
def test_strips_leave_no_trace_in_pixels(name):
    canvas = PICTURES[name]
    bare = replace(canvas, layers=[replace(layer, strips=[]) for layer in canvas.layers])

    assert any(layer.strips for layer in canvas.layers)
    assert png(canvas, LOOK, title="t", whose="w") == png(bare, LOOK, title="t", whose="w")


def test_a_strip_lies_over_its_own_week_of_the_plot():
    text = drawn(weekly_line(series(days(3, 7), line(1, 2, 4), x_unit="weeks"), (), LOOK))
    layer = LAYER.search(text)[0]

    assert re.findall(r' d="M(\S+) 0v(\d+)"', layer) == [
        ("3.5", "4"),
        ("10.5", "4"),
        ("17.5", "4"),
    ]
    assert 'stroke-width="7"' in layer
