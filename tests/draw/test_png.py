"""A picture as PNG: it stands alone, so it says what it shows and whose it is."""

from io import BytesIO

import pytest
from matplotlib.image import imread

from retro.draw import falling_bars, png, spans, weekly_line
from retro.draw.canvas import PIXELS
from tests.draw.world import LOOK, cycle_of, days, fall_of, line, series, ways_of

FORMS = {
    "lines": lambda: weekly_line(cycle_of(("core", "others"), 25, 7), (), LOOK),
    "ways": lambda: spans(ways_of(3), (), LOOK),
    "fall": lambda: falling_bars(fall_of(25, 13), (), LOOK),
}


def drawn(figure, whose="Glance in Mitaka, simulated") -> bytes:
    return png(figure, LOOK, title="Open changes", whose=whose)


@pytest.mark.parametrize("name", FORMS)
def test_a_picture_is_1200_dots_wide_and_lies_on_paper(name):
    dots = imread(BytesIO(drawn(FORMS[name]())), "png")

    assert dots.shape[1:] == (1200, 3)
    assert (dots[[0, 0, -1, -1], [0, -1, 0, -1]] == 1).all()


def test_it_says_above_what_it_shows_and_whose_it_is():
    figure = FORMS["lines"]()
    height = PIXELS * figure.get_figheight()
    saved = drawn(figure)
    above = [text.get_text() for text in figure.texts if text.get_position()[1] > height]

    assert above == ["Open changes", "Glance in Mitaka, simulated"]
    assert b"Glance in Mitaka, simulated" in saved


def test_what_pixels_place_stands_where_the_scales_place_the_data():
    """The stroke to a line's name begins at the line, however many dots and however much paper."""
    figure = weekly_line(series(days(5, 7), *[line(0, 0, 0, 0, 90)]), (), LOOK)
    dots = imread(BytesIO(drawn(figure)), "png")
    colour = [int(LOOK.light["reviewers"][n : n + 2], 16) / 255 for n in (1, 3, 5)]
    of_line = (abs(dots - colour) < 0.02).all(axis=2)
    rows = [
        min(at for at, seen in enumerate(column) if seen) for column in of_line.T if any(column)
    ]

    assert abs(rows[-1] - min(rows)) < 12


def test_two_runs_agree_and_no_version_is_told():
    assert drawn(FORMS["fall"]()) == drawn(FORMS["fall"]())
    assert b"Matplotlib" not in drawn(FORMS["fall"]())


def test_words_in_any_script_are_drawn():
    assert drawn(FORMS["fall"](), whose="里程碑 in \x1b[1m")
