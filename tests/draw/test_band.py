import pytest

from retro.draw import banded_line, svg
from tests.draw.world import LOOK, SCHEDULE, days, line, series


def drawn(low, high, **given):
    bounds = line(*low, label="at least", role="bugs"), line(*high, label="at most", role="bugs")
    return banded_line(series(days(len(low)), *bounds, unit="bugs"), (), LOOK, **given)


def named(figure):
    return [text.get_text() for text in figure.texts]


def test_the_line_is_what_is_sure_and_the_band_reaches_to_what_may_be():
    axes = drawn([4, 7, 5], [6, 9, 5]).axes[0]
    upper, lower = axes.lines

    assert list(lower.get_ydata()) == [4, 7, 5]
    assert list(upper.get_ydata()) == [6, 9, 5]
    assert set(axes.collections[0].get_paths()[0].vertices[:, 1]) == {4, 5, 6, 7, 9}


def test_the_outline_stands_out_as_the_line_does():
    axes = drawn([4, 7], [6, 9]).axes[0]
    upper, lower = axes.lines

    assert upper.get_color() == lower.get_color() == LOOK.light["bugs"]
    assert upper.get_alpha() is None


@pytest.mark.parametrize(("high", "name"), [([6, 9], "between 7 and 9 bugs"), ([6, 7], "7 bugs")])
def test_the_end_is_named_by_what_is_known_of_it(high, name):
    said = " ".join(named(drawn([4, 7], high)))

    assert " ".join(said.split()) == name


def test_days_that_are_not_known_are_a_gap():
    axes = drawn([4, None, 7, 5], [6, None, 9, 8]).axes[0]

    assert len(axes.collections[0].get_paths()) == 2
    assert axes.get_ylim()[0] == 0


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
