import pytest

from retro.draw import banded_line, svg
from tests.draw.world import LOOK, SCHEDULE, data, days, line, series, words


def drawn(low, high, **given):
    bounds = line(*low, label="at least", role="bugs"), line(*high, label="at most", role="bugs")
    return banded_line(series(days(len(low)), *bounds, unit="bugs"), (), LOOK, **given)


def test_the_line_is_what_is_sure_and_the_band_reaches_to_what_may_be():
    area, upper, lower = data(drawn([4, 7, 5], [6, 9, 5]))

    assert [y for _, y in lower.lines[0]] == [4, 7, 5]
    assert [y for _, y in upper.lines[0]] == [6, 9, 5]
    assert [y for _, y in area.lines[0]] == [6, 9, 5, 5, 7, 4]


def test_the_outline_stands_out_as_the_line_does():
    _, upper, lower = data(drawn([4, 7], [6, 9]))

    assert upper.ink.stroke == lower.ink.stroke == "bugs"
    assert upper.ink.opacity == 1


@pytest.mark.parametrize(("high", "name"), [([6, 9], "between 7 and 9 bugs"), ([6, 7], "7 bugs")])
def test_the_end_is_named_by_what_is_known_of_it(high, name):
    said = " ".join(words(drawn([4, 7], high)))

    assert " ".join(said.split()).endswith(f" bugs {name}")


def test_days_that_are_not_known_are_a_gap():
    area, *_ = data(drawn([4, 2, None, 7, 5], [6, 3, None, 9, 8]))

    assert [[y for _, y in line] for line in area.lines] == [[6, 3, 2, 4], [9, 8, 5, 7]]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    ("low", "high"), [([], []), ([3], [4]), ([None], [None]), ([0, 0], [0, 0]), ([1], [10**12])]
)
def test_the_smallest_and_the_largest_are_drawn(low, high, narrow):
    made = series(days(len(low)), line(*low, role="bugs"), line(*high, role="bugs"), unit="bugs")
    picture = svg(
        banded_line(made, SCHEDULE, LOOK, narrow=narrow), LOOK, name="x", title="t", desc="d"
    )

    assert "nan" not in picture
