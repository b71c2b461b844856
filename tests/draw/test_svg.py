import os
import re
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

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
from retro.draw.paths import short, straight, written
from tests.draw.world import LOOK, SCHEDULE, cycle_of, days, fall_of, line, mark, series, ways_of

SVG = "{http://www.w3.org/2000/svg}"
STATES = ("reviewers", "author", "ci", "approved")
SHARES = series(range(61), line(*(n / 70 for n in range(61)), role="review"))
CHARTS = {
    "stack": (stacked_area, cycle_of(STATES, 172, 1), 12),
    "steps": (stepped_area, cycle_of(STATES, 172, 1), 14),
    "bars": (stacked_bars, cycle_of(("people", "bots"), 25, 7), 8),
    "lines": (weekly_line, cycle_of(("core", "others"), 25, 7), 8),
    "curve": (curve, SHARES, 5),
    "ways": (spans, ways_of(25), 24),
    "fall": (falling_bars, fall_of(25, 13, 10), 10),
    "grid": (day_grid, cycle_of(("review", "others"), 172, 1), 16),
}


@cache
def picture(name, *, narrow=False):
    """Draw one of the charts, once a process."""
    return again(name, narrow=narrow)


def again(name, *, narrow=False):
    form, made, _ = CHARTS[name]
    canvas = form(made, SCHEDULE, LOOK, narrow=narrow)
    return svg(canvas, LOOK, name=name, title="Open changes", desc="Fewer than before.")


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


def test_no_id_but_those_that_name_a_picture_and_they_begin_with_its_name(drawn):
    name, text = drawn
    ids = re.findall(r'\bid="([^"]*)"', text)

    assert ids == re.search(r'aria-labelledby="([^"]*)"', text)[1].split()
    assert all(one.startswith(f"{name}_") for one in ids)
    assert "href" not in text
    assert "url(" not in text


def test_coordinates_have_one_decimal_at_most(drawn):
    _, text = drawn
    paths = " ".join(re.findall(r' (?:d|x|y|cx|cy|r|viewBox)="([^"]*)"', text))

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
    canvas = weekly_line(
        series(days(9, 7), line(*range(9), label='$x_1$ id="y"')),
        [mark("<b>&", 20)],
        LOOK,
    )
    text = svg(canvas, LOOK, name='a" onload="x', title=HOSTILE, desc=HOSTILE)
    root = Tree.fromstring(text)
    said = {element.text for element in root.iter() if element.text}

    assert "<script" not in text
    assert not root.get("onload")
    assert root[0].text == root[1].text == HOSTILE[:-3]
    assert {"<b>&", '$x_1$ id="y"'} <= said


def test_words_in_any_script_are_drawn_without_a_warning():
    canvas = weekly_line(series(days(9, 7), line(*range(9), label="里程碑")), (), LOOK)

    assert "里程碑" in svg(canvas, LOOK, name="x", title="t", desc="d")


def test_a_picture_is_the_same_twice():
    assert again("bars") == picture("bars")


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


PLOT = re.compile(r'<g transform="translate\([^)]*\)scale\([^)]*\)">(.*?)</g>')


@pytest.mark.parametrize("name", ["stack", "steps", "bars", "lines", "curve"])
def test_data_is_the_same_on_a_wide_picture_and_on_a_narrow_one(name):
    wide, narrow = (PLOT.findall(picture(name, narrow=way)) for way in (False, True))

    assert wide == narrow
    assert len(wide) == 1


@pytest.mark.parametrize(
    ("values", "path"),
    [((4, 7, 7, 0), "M3.5 4l7 3h7l7-7"), ((0.25, 0.5, 0.125), "M3.5 250l7 250 7-375")],
)
def test_data_is_drawn_in_its_own_numbers_and_shares_in_thousandths(values, path):
    canvas = weekly_line(series(days(len(values), 7), line(*values)), (), LOOK)

    assert f'd="{path}"' in svg(canvas, LOOK, name="x", title="t", desc="d")


@settings(max_examples=20)
@given(st.lists(st.just(0) | st.floats(0.1, 1e9), min_size=2, max_size=9))
def test_data_stands_within_a_hair_of_its_true_height(values):
    canvas = weekly_line(series(days(len(values), 7), line(*values)), (), LOOK)
    text = svg(canvas, LOOK, name="x", title="t", desc="d")
    foot, up = map(float, re.search(r"translate\(\S+ (\S+)\)scale\(.*?(-.*?)\)", text).groups())
    scale = next(layer.scale for layer in canvas.layers if layer.scale)

    points = walked(re.search(r' d="([^"]*)"', PLOT.search(text)[1])[1])
    drawn = {x: foot + up * float(y) for x, y in points}
    for n, value in enumerate(values):
        exact = canvas.height - scale.place(0, value)[1]
        at = Decimal(7 * n) + Decimal("3.5")
        assert abs(drawn.get(at, exact) - exact) < 0.3, value


@pytest.mark.parametrize(
    ("lines", "closed", "path"),
    [
        ([[(0, 0), (1, 0), (2, 0), (2, 5)]], False, "M0 0h2v5"),
        ([[(0, 0), (0, 3), (0, 9), (4, 9)]], True, "M0 0v9h4z"),
        ([[(0, 0), (5, 0), (2, 0)]], False, "M0 0h5h-3"),
        ([[(0, 0), (1, 1), (2, 2), (3, 1)]], False, "M0 0l1 1 1 1 1-1"),
        ([[(0, 0), (1, 0)], [(20, 0), (30, 0)]], False, "M0 0h1m19 0h10"),
        ([[(0, 0), (0, 3), (4, 3), (4, 0)]], True, "M0 0v3h4v-3z"),
        ([[(0, 0), (3, 3), (0, 0), (0, 1)]], False, "M0 0l3 3-3-3v1"),
        ([[(0, 0), (0, 0), (3, 3), (3, 3)]], False, "M0 0l3 3"),
    ],
)
def test_a_point_is_left_out_only_where_a_path_goes_straight_on_along_an_axis(lines, closed, path):
    assert written([[(10 * x, 10 * y) for x, y in line] for line in lines], closed=closed) == path


TENTHS = st.tuples(*[st.integers(-9999, 9999)] * 2)
LINES = st.lists(st.lists(TENTHS, min_size=1, max_size=5), min_size=1, max_size=4)


@given(LINES)
def test_a_path_by_its_ways_leads_through_the_same_points(lines):
    path = written(lines)
    exact = [(Decimal(x) / 10, Decimal(y) / 10) for line in lines for x, y in straight(line)]

    assert walked(path) == exact
    assert re.findall(r"\d\.\d\d|(?<!\d)0\.", path) == []


def walked(path: str) -> list[tuple[Decimal, Decimal]]:
    """Return the points of a path of ways, as a reader of SVG does."""
    found = [(Decimal(0), Decimal(0))]
    for command, numbers in re.findall(r"([Mmlhv])([^Mmlhv]*)", path):
        by = [Decimal(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command in "hv":
            by.insert("vh".index(command), Decimal(0))
        for right, down in zip(by[::2], by[1::2], strict=True):
            x, y = (Decimal(0), Decimal(0)) if command == "M" else found[-1]
            found.append((x + right, y + down))
    return found[1:]


@given(st.integers(-99999, 99999))
def test_tenths_are_written_exactly(tenths):
    assert 10 * Decimal(short(tenths)) == tenths


def test_an_end_is_a_circle():
    text = svg(
        weekly_line(series(days(2, 7), line(1, 2)), (), LOOK), LOOK, name="x", title="t", desc="d"
    )

    assert text.count("<circle ") == 1


def test_a_role_that_is_black_is_a_variable_too():
    black = replace(LOOK, light=LOOK.light | {"ink": "#000000"})
    text = svg(form_of("lines", black), black, name="x", title="t", desc="d")

    assert "fill: var(--chart-ink, #000000)" in text


def test_no_line_is_cut_off_and_none_loses_a_point_that_shows():
    values = [n % 2 * 9_000 for n in range(300)]
    canvas = weekly_line(series(days(300, 7), line(*values)), (), LOOK)
    text = svg(canvas, LOOK, name="x", title="t", desc="d")

    points = walked(re.search(r' d="([^"]*)"', PLOT.search(text)[1])[1])
    assert [int(y) for _, y in points] == values


def form_of(name, look):
    form, made, _ = CHARTS[name]
    return form(made, SCHEDULE, look)
