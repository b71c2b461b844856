from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.measure.flow import first_review as flow
from retro.measure.flow.landing import (
    days_to_merge_of_merged,
    merge_waits,
    merged_within,
    time_to_merge,
)
from retro.measure.ground.survival import Wait, survival
from retro.model.facts import Gap
from retro.model.time import start_of
from tests.measure.builders import CYCLE, abandon, case, change, merge, restore, upload, when


def merged(number: int, after: int, *, uploaded: str = "03-01", **given):
    at = when(uploaded) + timedelta(days=after)
    return change(number, upload(uploaded), merge(f"{at:%m-%d}"), **given)


@pytest.mark.parametrize(
    ("steps", "days", "happened"),
    [
        ([], 9, False),
        ([merge("03-04")], 3, True),
        ([abandon("03-04")], 9, False),
        ([abandon("03-04"), restore("03-05"), merge("03-06")], 5, True),
    ],
)
def test_only_a_merge_ends_the_wait_for_one(steps, days, happened):
    ((_, wait),) = merge_waits(case(change(1, upload("03-01"), *steps)))

    assert wait == Wait(days, happened)


def test_the_cohort_is_that_of_the_first_review():
    old, bot = merged(1, 3, uploaded="02-28"), merged(2, 3, bot=True)
    stable, new = merged(3, 3, branch="stable/one"), merged(4, 3)
    here = case(old, bot, stable, new)

    assert [c.number for c, _ in merge_waits(here)] == [4]
    assert [c.number for c, _ in flow.first_reviews(here)] == [4]


def test_the_median_counts_what_was_abandoned_as_not_merged():
    changes = [merged(n, n) for n in range(1, 5)]
    gone = [change(n, upload("03-01"), abandon("03-02")) for n in range(5, 8)]
    fact = time_to_merge(case(*changes, *gone))

    assert (fact.value, fact.n, fact.unit) == (4, 7, "days")
    assert [part.label for part in fact.parts] == ["15th percentile"]
    assert fact.note == (
        "7\N{NO-BREAK SPACE}changes: 4 merged, 3 abandoned, 0 open. "
        "The 85th percentile is not reached."
    )


def test_where_fewer_than_half_merge_there_is_no_median():
    gone = [change(n, upload("03-01"), abandon("03-02")) for n in range(4, 8)]
    gap = time_to_merge(case(*(merged(n, n) for n in range(1, 4)), *gone))

    assert gap.why.startswith(
        "Not reached: after 3\N{NO-BREAK SPACE}days more than half of the changes"
    )
    assert gap.evidence.items[-1].state.startswith("abandoned, not merged in 9")


def test_the_plain_median_is_of_what_was_merged_in_the_cycle_alone():
    # The first of these was merged on 28 February, before the cycle.
    old = [merged(n, 3 * n, uploaded="02-25") for n in range(1, 6)]
    gone = [change(n, upload("03-01"), abandon("03-02")) for n in range(6, 20)]
    new, bot = merged(22, 2), merged(21, 1, bot=True)
    fact = days_to_merge_of_merged(case(*old, *gone, new, bot, moment="03-20"))

    assert (fact.value, fact.n) == (9, 5)


def test_a_few_merged_changes_are_listed_instead():
    gap = days_to_merge_of_merged(case(merged(1, 3), change(2, upload("03-01"))))

    assert [item.state for item in gap.evidence.items] == ["merged after 3\N{NO-BREAK SPACE}days"]


def test_a_merge_on_the_stroke_belongs_to_the_next_day_and_the_next_edition():
    changes = [merged(n, 9) for n in range(1, 6)]

    assert merge_waits(case(*changes, moment="03-11"))[0][1].happened
    assert days_to_merge_of_merged(case(*changes, moment="03-10")).why.startswith("0")


def test_the_curve_tells_the_share_merged():
    changes = [merged(n, n) for n in range(1, 5)] + [change(5, upload("03-01"), abandon("03-02"))]
    series = merged_within(case(*changes))

    assert series.lines[0].values[:6] == (0, *(pytest.approx(n / 5) for n in (1, 2, 3, 4, 4)))
    assert series.sentence == (
        "Half of 5\N{NO-BREAK SPACE}changes were merged within 3\N{NO-BREAK SPACE}days."
    )


def test_a_curve_of_few_or_of_late_histories_is_a_gap():
    assert isinstance(merged_within(case(merged(1, 2))), Gap)
    for metric in (merged_within, time_to_merge, days_to_merge_of_merged):
        assert isinstance(metric(case(reaches=when("03-01"))), Gap)


LIVES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 15), st.sampled_from(["merged", "gone", "open"])),
    min_size=5,
    max_size=20,
)


def life(number: int, born: int, after: int, fate: str):
    created = start_of(CYCLE.start) + timedelta(days=born)
    end = f"{created + timedelta(days=after):%m-%d}"
    step = {"merged": [merge(end)], "gone": [abandon(end)], "open": []}[fate]
    return change(number, upload(f"{created:%m-%d}"), *step)


@given(LIVES)
def test_where_all_were_followed_so_long_the_curve_is_the_naive_share(lives):
    # Born within 20 days and followed for at least 15: nothing is censored before that.
    changes = [life(n, *one) for n, one in enumerate(lives)]
    values = merged_within(case(*changes, moment="04-05")).lines[0].values

    for day in range(15):
        naive = sum(fate == "merged" and after <= day for _, after, fate in lives) / len(lives)
        assert values[day] == pytest.approx(naive)


@given(LIVES)
def test_the_share_merged_never_falls_and_never_passes_what_merged(lives):
    changes = [life(n, *one) for n, one in enumerate(lives)]
    here = case(*changes, moment="04-05")
    values = [v for v in merged_within(here).lines[0].values if v is not None]

    assert values == sorted(values)
    assert all(0 <= value <= 1 for value in values)


@given(st.lists(st.integers(0, 30), min_size=1))
def test_without_anything_lost_from_sight_the_estimate_is_the_plain_share(days):
    curve = survival(Wait(day, True) for day in days)

    for day in range(31):
        assert curve.waiting(day) == pytest.approx(sum(d > day for d in days) / len(days))
    assert curve.reached(0.5) == sorted(days)[(len(days) - 1) // 2]
