"""A picture as PNG: it stands alone, so it says what it shows and whose it is."""

from collections import Counter

import pytest
from PIL import ImageColor

from retro.draw import falling_bars, png, spans, weekly_line
from tests.draw.world import LOOK, cycle_of, days, fall_of, line, pixels, series, ways_of

FORMS = {
    "lines": lambda: weekly_line(cycle_of(("core", "others"), 25, 7), (), LOOK),
    "ways": lambda: spans(ways_of(3), (), LOOK),
    "fall": lambda: falling_bars(fall_of(25, 13), (), LOOK),
}


def drawn(canvas, whose="Glance in Mitaka, simulated") -> bytes:
    return png(canvas, LOOK, title="Open changes", whose=whose)


@pytest.mark.parametrize("name", FORMS)
def test_a_picture_is_1200_dots_wide_and_lies_on_paper(name):
    dots = pixels(drawn(FORMS[name]()))

    assert dots.shape[1:] == (1200, 3)
    assert (dots[[0, 0, -1, -1], [0, -1, 0, -1]] == 255).all()


def test_edges_are_smooth_and_colours_are_the_looks():
    dots = pixels(drawn(FORMS["fall"]())).reshape(-1, 3)
    often = Counter(map(tuple, dots.tolist())).most_common(3)
    looks = [ImageColor.getrgb(LOOK.colour(role)) for role in ("paper", "core", "others")]

    for (colour, _), exact in zip(often, looks, strict=True):
        assert max(abs(a - b) for a, b in zip(colour, exact, strict=True)) <= 4
    assert len({*map(tuple, dots.tolist())}) > 20  # those between letters and paper


def test_it_says_above_what_it_shows_and_whose_it_is():
    canvas = FORMS["lines"]()
    saved = drawn(canvas)
    dots = pixels(saved)
    above = dots.shape[0] - int(dots.shape[1] / (canvas.breadth + 32) * (canvas.height + 16))

    assert (dots[:above] < 128).any()
    assert b"Glance in Mitaka, simulated" in saved
    assert b"Open changes" in saved
    assert saved != drawn(canvas, whose="Nova in Mitaka, simulated")


def test_what_pixels_place_stands_where_the_scales_place_the_data():
    """The stroke to a line's name begins at the line, however many dots and however much paper."""
    canvas = weekly_line(series(days(5, 7), *[line(0, 0, 0, 0, 90)]), (), LOOK)
    dots = pixels(drawn(canvas))
    colour = ImageColor.getrgb(LOOK.colour("reviewers"))
    of_line = (abs(dots - colour) < 5).all(axis=2)
    rows = [
        min(at for at, seen in enumerate(column) if seen) for column in of_line.T if any(column)
    ]

    assert abs(rows[-1] - min(rows)) < 12


def test_two_runs_agree_and_no_version_is_told():
    assert drawn(FORMS["fall"]()) == drawn(FORMS["fall"]())
    assert b"Matplotlib" not in drawn(FORMS["fall"]())


def test_words_in_any_script_are_drawn():
    assert drawn(FORMS["fall"](), whose="里程碑 in \x1b[1m")
