"""Days of the team's own are called to stand out no more often than chance allows."""

from datetime import date, timedelta
from random import Random

import pytest

from retro.measure.rhythm.chance import CHOICES, chance, too_few
from retro.model.time import monday_of

EVERY = [date(2016, 3, 7) + timedelta(days=n) for n in range(7 * 24)]
ALARM = CHOICES // 20
"""So many choices as high as the real one, or fewer, stand for one case of twenty."""


def counts(dice: Random, *, rising: float = 0.0) -> dict[date, int]:
    """Make a cycle's reviews: quiet weekends, perhaps busier week by week."""
    return {
        day: int(dice.gammavariate(4, 5) * (0.2 if day.weekday() > 4 else 1) * (1 + rising * n))
        for n, day in enumerate(EVERY)
    }


def alarms(*, times: float = 1.0, rising: float = 0.0, held: int = 5, worlds: int = 120) -> float:
    """Return the share of worlds in which days with so many times the reviews stand out."""
    dice, found = Random(1), 0
    for _ in range(worlds):
        there = counts(dice, rising=rising)
        days = sorted(dice.sample([day for day in EVERY if day.weekday() < 5], held))
        planted = there | {day: int(there[day] * times) for day in days}
        found += chance(days, EVERY, planted.__getitem__).as_high <= ALARM
    return found / worlds


@pytest.mark.parametrize("rising", [0.0, 0.02])
def test_without_an_effect_one_world_of_twenty_gives_an_alarm(rising):
    assert alarms(rising=rising) <= 0.05 + 0.045


def test_an_effect_is_found_and_more_often_the_larger_it_is():
    small, large = alarms(times=1.5, worlds=60), alarms(times=3, worlds=60)

    assert small < large
    assert large > 0.9


def test_a_day_that_is_busy_every_week_does_not_stand_out():
    mondays = [day for day in EVERY if day.weekday() == 0]
    reviews = {day: 60 if day in mondays else 10 for day in EVERY}

    assert chance(mondays[2:6], EVERY, reviews.__getitem__).as_high == CHOICES


def test_the_same_days_give_the_same_answer():
    there = counts(Random(3))
    days = EVERY[10:40:7]

    assert chance(days, EVERY, there.__getitem__) == chance(days, EVERY, there.__getitem__)


def test_of_few_days_or_few_reviews_nothing_is_told():
    assert too_few(EVERY[:2], EVERY, lambda _: 50)
    assert too_few(EVERY[:5], EVERY, lambda _: 4)
    assert not too_few(EVERY[:3], EVERY, lambda _: 5)


def test_weeks_are_told_by_their_medians():
    found = chance(EVERY[:15:7], EVERY, dict.fromkeys(EVERY, 1).__getitem__)
    busy = {**dict.fromkeys(EVERY, 1), EVERY[-1]: 99}

    assert (found.weeks, found.other_weeks) == (7, 7)
    assert chance(EVERY[:15:7], EVERY, busy.__getitem__).other_weeks == 7


def test_reviews_of_a_day_that_are_not_told_make_no_difference():
    there, held = counts(Random(2)), EVERY[2::14]
    quiet = next(day for day in EVERY if day.weekday() == held[0].weekday() and day not in held)
    other = next(day for day in EVERY if day > quiet and day not in held)
    assert monday_of(other) == monday_of(quiet)
    moved = there | {quiet: there[quiet] - 1, other: there[other] + 1}
    found, without = (
        chance(held, EVERY, some.__getitem__, lambda day: day not in (quiet, other))
        for some in (there, moved)
    )

    assert found == without
    assert chance(held, EVERY, there.__getitem__) != chance(held, EVERY, moved.__getitem__)
