import os
import re
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.draw import (
    curve,
    day_grid,
    falling_bars,
    spans,
    stacked_area,
    stacked_bars,
    stepped_area,
    svg,
    weekly_line,
)
from retro.draw.look import ROLES
from retro.draw.paths import relative, straight
from tests.draw.world import LOOK, SCHEDULE, cycle_of, days, fall_of, line, mark, series, ways_of

SVG = "{http://www.w3.org/2000/svg}"
STATES = ("reviewers", "author", "ci", "approved")
SHARES = series(range(61), line(*(n / 70 for n in range(61)), role="review"))
CHARTS = {
    "stack": (stacked_area, cycle_of(STATES, 172, 1), 60),
    "steps": (stepped_area, cycle_of(STATES, 172, 1), 90),
    "bars": (stacked_bars, cycle_of(("people", "bots"), 25, 7), 30),
    "lines": (weekly_line, cycle_of(("core", "others"), 25, 7), 30),
    "curve": (curve, SHARES, 30),
    "ways": (spans, ways_of(25), 60),
    "fall": (falling_bars, fall_of(25, 13, 10), 10),
    "grid": (day_grid, cycle_of(("review", "others"), 172, 1), 50),
}


@cache
def picture(name, *, narrow=False):
    """Draw one of the charts, once a process."""
    return again(name, narrow=narrow)


def again(name, *, narrow=False):
    form, made, _ = CHARTS[name]
    figure = form(made, SCHEDULE, LOOK, narrow=narrow)
    return svg(figure, LOOK, name=name, title="Open changes", desc="Fewer than before.")


@pytest.fixture(scope="module", params=[(n, w) for n in CHARTS for w in (False, True)], ids=str)
def drawn(request):
    name, narrow = request.param
    return name, picture(name, narrow=narrow)


def test_a_picture_is_small(drawn):
    name, text = drawn

    assert len(text.encode()) <= CHARTS[name][2] * 1000


def test_every_colour_is_a_variable_of_the_page(drawn):
    _, text = drawn

    assert not re.findall(
        r"#[0-9a-f]{6}", re.sub(r"var\(--chart-[a-z-]+, #[0-9a-f]{6}\)", "", text)
    )
    assert set(re.findall(r"--chart-([a-z-]+), #", text)) <= set(ROLES)


def test_every_id_begins_with_the_name_and_is_referred_to(drawn):
    name, text = drawn
    ids = re.findall(r'\bid="([^"]*)"', text)
    used = re.findall(r'url\(#([^)]*)\)|href="#([^"]*)"', text)
    named = re.search(r'aria-labelledby="([^"]*)"', text)[1].split()

    assert all(one.startswith(f"{name}_") for one in ids)
    assert sorted(ids) == sorted({*(a or b for a, b in used), *named})


def test_coordinates_have_one_decimal_at_most(drawn):
    _, text = drawn
    paths = " ".join(re.findall(r' (?:d|x|y|viewBox)="([^"]*)"', text))

    assert not re.search(r"\d\.\d\d", paths)


def test_words_stay_words_in_the_fonts_of_the_page(drawn):
    _, text = drawn

    assert "DejaVu" not in text
    assert "font-family: var(--chart-font, system-ui, sans-serif)" in text


def test_nothing_in_a_picture_reaches_the_rest_of_the_page(drawn):
    _, text = drawn

    assert "<style" not in text
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_a_picture_takes_the_width_of_its_place(drawn):
    _, text = drawn
    root = Tree.fromstring(text)

    assert "viewBox" in root.attrib
    assert not {"width", "height"} & set(root.attrib)


def test_a_picture_says_what_it_is():
    root = Tree.fromstring(picture("curve"))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "curve_title curve_desc"
    assert [(child.tag, child.text) for child in root[:2]] == [
        (f"{SVG}title", "Open changes"),
        (f"{SVG}desc", "Fewer than before."),
    ]


HOSTILE = '</svg><script>alert(1)</script> "&\' id="x" url(#a) #17527a $x^2$ ]]> \x00\x1b'


def test_hostile_words_stay_words():
    figure = weekly_line(
        series(days(9, 7), line(*range(9), label='$x_1$ id="y"')),
        [mark("<b>&", 20)],
        LOOK,
    )
    text = svg(figure, LOOK, name='a" onload="x', title=HOSTILE, desc=HOSTILE)
    root = Tree.fromstring(text)
    said = {element.text for element in root.iter() if element.text}

    assert "<script" not in text
    assert not root.get("onload")
    assert root[0].text == root[1].text == HOSTILE[:-3]
    assert {"<b>&", '$x_1$ id="y"'} <= said


def test_words_in_any_script_are_drawn_without_a_warning():
    figure = weekly_line(series(days(9, 7), line(*range(9), label="里程碑")), (), LOOK)

    assert "里程碑" in svg(figure, LOOK, name="x", title="t", desc="d")


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_the_same_twice(name):
    assert again(name) == picture(name)


def elsewhere(tmp_path, seed, zone, rc):
    (tmp_path / "matplotlibrc").write_text(rc)
    env = {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"),
        "HOME": os.environ.get("HOME", "/"),
    }
    code = "from tests.draw.test_svg import CHARTS, picture; print(*map(picture, CHARTS))"
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    return run.stdout


def test_a_picture_is_the_same_on_every_machine(tmp_path):
    odd = elsewhere(tmp_path, "1", "Pacific/Kiritimati", "font.size: 30\nlines.linewidth: 9\n")

    assert odd.decode() == " ".join(map(picture, CHARTS)) + "\n"


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M 0 0 L 1 0 L 2 0 L 2 5", "M 0 0 L 2 0 L 2 5"),
        ("M 0 0 L 0 3 L 0 9 L 4 9 z", "M 0 0 L 0 9 L 4 9 z"),
        ("M 0 0 L 5 0 L 2 0", "M 0 0 L 5 0 L 2 0"),
        ("M 0 0 L 1 1 L 2 2", "M 0 0 L 1 1 L 2 2"),
        ("M 0 0 L 1 0 M 2 0 L 3 0", "M 0 0 L 1 0 M 2 0 L 3 0"),
    ],
)
def test_a_point_is_left_out_only_where_a_path_goes_straight_on_along_an_axis(path, short):
    assert straight(path) == short


POINTS = st.lists(st.tuples(*[st.integers(-9999, 9999)] * 2), min_size=2, max_size=12)


@given(POINTS)
def test_a_path_by_its_ways_leads_through_the_same_points(points):
    exact = [(Decimal(x) / 10, Decimal(y) / 10) for x, y in points]
    short = relative("M " + " L ".join(f"{x} {y}" for x, y in exact))

    assert walked(short) == exact
    assert re.findall(r"\d\.\d\d|(?<!\d)0\.", short) == []


def walked(path: str) -> list[tuple[Decimal, Decimal]]:
    """Return the points of a path of ways."""
    found = [(Decimal(0), Decimal(0))]
    for command, numbers in re.findall(r"([Mlhv])([^Mlhv]*)", path):
        x, y = found[-1]
        by = [Decimal(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command in "hv":
            by.insert("vh".index(command), Decimal(0))
        found.append((by[0], by[1]) if command == "M" else (x + by[0], y + by[1]))
    return found[1:]


def test_a_path_with_curves_stays_as_it_is():
    assert relative("M 0 0 C 1 1 2 2 3 3") == "M 0 0 C 1 1 2 2 3 3"
