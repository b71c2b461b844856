"""Whether the team's own days stand out from days chosen by chance."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random
from statistics import median

from msgspec import Struct

from retro.model.time import monday_of

CHOICES = 200
"""How many random choices of days the real one is held against."""

FEWEST, BUSY = 3, 5
"""Of fewer days, or of fewer reviews on a usual day of the cycle, chance tells nothing."""

Stratum = tuple[int, int]
"""A weekday, and a third of the cycle."""


class Chance(Struct, frozen=True, kw_only=True):
    """Some days against as many of the same weekdays in the same third of the cycle.

    `reviews` were given on the days, `same` on such days on average, and in `as_high` of the
    random choices the days' share of their weeks was as high as the real one, or higher. `weeks`
    is the median week with one of the days, `other_weeks` that of those without.
    """

    days: int
    reviews: int
    same: float
    as_high: int
    weeks: float
    other_weeks: float | None


def chance(
    days: Sequence[date],
    every: Sequence[date],
    reviews: Callable[[date], int],
    told: Callable[[date], bool] = bool,
) -> Chance:
    """Hold days against random ones of the same weekday and third of the cycle.

    A busy part of the cycle and a busy weekday are in both, so neither makes the days stand out.
    The choices are the same whenever the days are.

    Args:
        days: The team's own, some of `every`.
        every: The days of the cycle that are over, in order.
        reviews: How many reviews a day had.
        told: Whether that is told of a day; no other is chosen, or the mean would tell it.
    """
    weeks: dict[date, int] = defaultdict(int)
    for day in every:
        weeks[monday_of(day)] += reviews(day)
    strata = ([day for day in alike if told(day)] for alike in _strata(every).values())
    wanted = [(len([d for d in days if d in alike]), alike) for alike in strata]
    real, dice = _share(days, weeks, reviews), Random(" ".join(map(str, days)))
    chosen = [
        [day for n, alike in wanted for day in dice.sample(alike, n)] for _ in range(CHOICES)
    ]
    as_high = sum(_share(some, weeks, reviews) >= real for some in chosen)
    own = {monday_of(day) for day in days}
    others = [total for monday, total in weeks.items() if monday not in own]
    return Chance(
        days=len(days),
        reviews=sum(map(reviews, days)),
        same=sum(sum(map(reviews, some)) for some in chosen) / CHOICES,
        as_high=as_high,
        weeks=median(weeks[monday] for monday in own),
        other_weeks=median(others) if others else None,
    )


def too_few(days: Sequence[date], every: Sequence[date], reviews: Callable[[date], int]) -> bool:
    """Tell whether there is too little to tell by: days, or reviews on a day."""
    return len(days) < FEWEST or sum(map(reviews, every)) < BUSY * len(every)


def _strata(every: Sequence[date]) -> Mapping[Stratum, list[date]]:
    found: dict[Stratum, list[date]] = defaultdict(list)
    for place, day in enumerate(every):
        found[day.weekday(), 3 * place // len(every)].append(day)
    return found


def _share(
    days: Sequence[date], weeks: Mapping[date, int], reviews: Callable[[date], int]
) -> float:
    """Return the share that days have of the reviews of their weeks, each week once a day."""
    whole = sum(weeks[monday_of(day)] for day in days)
    return sum(map(reviews, days)) / whole if whole else 0
