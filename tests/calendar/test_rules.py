"""Cycles by rule: quarters and half-years, for who has no calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.calendar import after, before, find, part
from retro.errors import UsageError
from retro.job.new import find_cycle
from retro.model.team import Dates

DAY = timedelta(days=1)
PARTS = st.one_of(
    st.builds("{}-Q{}".format, st.integers(1971, 2998), st.integers(1, 4)),
    st.builds("{}-H{}".format, st.integers(1971, 2998), st.integers(1, 2)),
)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-h2", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_and_a_half_year_have_their_days(name, first, last):
    assert (find(name).start, find(name).release) == (first, last)


@given(st.integers(1970, 2999), st.sampled_from(["Q", "H"]))
def test_the_parts_of_a_year_partition_its_days(year, letter):
    parts = [find(f"{year}-{letter}{n}") for n in range(1, 5 if letter == "Q" else 3)]
    days = [
        one.start + DAY * n for one in parts for n in range((one.release - one.start).days + 1)
    ]

    assert days == [date(year, 1, 1) + DAY * n for n in range(len(days))]
    assert days[-1] == date(year, 12, 31)


@given(PARTS)
def test_before_and_after_lead_over_years_and_back(name):
    cycle = find(name)
    earlier, later = before(cycle), find(after(cycle))

    assert earlier.release + DAY == cycle.start
    assert cycle.release + DAY == later.start
    assert after(earlier) == cycle.name == before(later).name


def test_a_quarter_is_a_name_in_any_case_and_no_release():
    cycle = find("2026-q1")

    assert (cycle.name, cycle.title, cycle.is_called("2026-Q1")) == ("2026-Q1", "2026-Q1", True)
    assert [(one.name, one.day) for one in cycle.milestones] == [
        ("end of the quarter", cycle.release)
    ]
    assert cycle.day_of("release") is None
    assert cycle.week_of(date(2026, 3, 31)) == "R-0"
    assert cycle.week_of(date(2026, 1, 1)) == "R-13"


def test_a_half_year_that_a_team_had_is_not_two_quarters():
    own = (find("2025-H2"), find("2026-Q1"))

    assert before(find("2026-Q1"), own).name == "2025-H2"


def test_the_years_of_who_counts_otherwise_are_not_taken_for_the_quarter_before():
    fiscal = find("2026-Q1", Dates(start=date(2025, 10, 1), release=date(2025, 12, 31)))

    assert before(fiscal) is None


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("2026-Q5", "2026-Q1 to 2026-Q4"),
        ("2026-q0", "2026-Q1 to 2026-Q4"),
        ("2026-H3", "2026-H1 to 2026-H2"),
        ("0000-Q1", "1970-Q1 to 1970-Q4"),
        ("2026q1", "did you mean 2026-Q1?"),
        ("2026.H1", "did you mean 2026-H1?"),
    ],
)
def test_a_quarter_that_can_be_none_says_which_there_are(name, hint):
    for asked in (find, lambda one: find_cycle(one, Dates())):
        with pytest.raises(UsageError) as error:
            asked(name)
        assert hint in error.value.hint
        assert name.upper() in error.value.what.upper()
        assert error.value.where == "the cycle's name"


@pytest.mark.parametrize("name", ["2026.1", "2023.10", "26-q1", "2026-w1", "q1"])
def test_other_names_are_no_quarters(name):
    assert part(name) is None
