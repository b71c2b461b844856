"""How a claim, and how far a number lies from it, is said."""

from datetime import date

import pytest

from retro.outline.comparison import bounded, distance, told_apart
from tests.render.fixture import fact

DAY = date(2016, 3, 9)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("measured", "bound", "unit", "said"),
    [
        (97, 90, "changes", "7 changes more than that"),
        (7.04, 5, "days", "2 days more than that"),
        (89, 90, "changes", "1 change fewer than that"),
        (90, 90, "changes", "exactly that"),
        (3.5, 5, "days", "1.5 days less than that"),
        (5.04, 5, "days", "slightly more than that"),
        (4.96, 5, "days", "slightly less than that"),
        (0.7, 0.5, "share", "20 percentage points more than that"),
        (1.5, 1, "to 1", "0.5 more than that"),
        (date(2016, 3, 10), DAY, "day", "1 day later than that"),
        (date(2016, 3, 3), DAY, "day", "6 days earlier than that"),
        (DAY, DAY, "day", "on that very day"),
        ("a", 3, "", ""),
        (DAY, 3, "", ""),
        (3, DAY, "", ""),
    ],
)
def test_a_distance_has_a_side_and_a_unit(measured, bound, unit, said):
    assert plain(distance(measured, bound, unit)) == said


@pytest.mark.parametrize(
    ("operator", "things", "amount", "when"),
    [
        ("<", "fewer than 90 changes", "less than 5 days", "before 9 March 2016"),
        ("<=", "at most 90 changes", "at most 5 days", "on or before 9 March 2016"),
        (">", "more than 90 changes", "more than 5 days", "after 9 March 2016"),
        (">=", "at least 90 changes", "at least 5 days", "on or after 9 March 2016"),
        ("=", "exactly 90 changes", "exactly 5 days", "on 9 March 2016"),
        ("!=", "not 90 changes", "not 5 days", "not on 9 March 2016"),
    ],
)
def test_a_bound_is_said_as_things_amounts_and_days_want_it(operator, things, amount, when):
    assert plain(bounded(operator, 90, "changes", whole=True)) == things
    assert plain(bounded(operator, 5, "days", whole=False)) == amount
    assert plain(bounded(operator, DAY, "day", whole=False)) == when


@pytest.mark.parametrize(
    ("measured", "unit", "other", "said"),
    [
        (4.96, "days", 5.12, "5.0"),
        (4.96, "days", 4.99, "4.96"),
        (1234.51, "days", 1234.52, "1 234.51"),
        (-2.51, "days", -2.49, "−2.51"),
        (0.614, "share", 0.613, "61.40 %"),
        (0.614, "share", 0.52, "61 %"),
        (0.614, "share", 0.614, "61 %"),
        (5, "days", DAY, "5"),
        ("5", "", 5, "5"),
    ],
)
def test_a_value_that_would_read_like_another_gets_more_digits(measured, unit, other, said):
    assert plain(told_apart(fact(value=measured, unit=unit), other)) == said
