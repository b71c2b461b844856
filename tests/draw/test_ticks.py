from datetime import date, timedelta

import pytest

from retro.draw.ticks import calendar, rounded


@pytest.mark.parametrize(
    ("top", "last", "count"),
    [(0, 1, 2), (1, 1, 2), (7, 8, 5), (25, 30, 4), (181, 200, 5), (1000, 1000, 5), (2.4, 3.0, 4)],
)
def test_few_round_ticks_reach_the_top(top, last, count):
    ticks = rounded(top)

    assert ticks[0].at == 0
    assert (ticks[-1].at, len(ticks)) == (last, count)


def test_counts_have_whole_ticks():
    assert all(tick.at.is_integer() for top in range(1, 500) for tick in rounded(top))


def test_shares_are_said_in_percent():
    assert [tick.label for tick in rounded(1, unit="share")] == [
        f"{n}\N{NO-BREAK SPACE}%" for n in (0, 25, 50, 75, 100)
    ]


def labels(weeks, room=500.0):
    first = date(2015, 10, 19)
    return [tick.label for tick in calendar(first, first + timedelta(weeks=weeks), room, 12)]


def test_half_a_year_shows_its_months_and_each_year_once():
    assert labels(25) == ["Nov\n2015", "Dec", "Jan\n2016", "Feb", "Mar", "Apr"]


def test_months_that_would_touch_are_thinned():
    assert labels(60, room=200) == ["Jan\n2016", "Apr", "Jul", "Oct"]


def test_a_few_weeks_show_mondays():
    assert labels(2) == ["19 Oct\n2015", "26 Oct", "2 Nov"]


def test_one_day_shows_itself():
    day = date(2015, 10, 21)

    assert [tick.label for tick in calendar(day, day + timedelta(days=1), 500, 12)] == [
        "21 Oct\n2015"
    ]
