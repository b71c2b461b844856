"""Occasions: the days that a team set itself, and what happened on each day around them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median_low

from msgspec import Struct

from retro.measure.ground.case import Case, once
from retro.measure.ground.reviewing import of_days
from retro.model.persons import ENOUGH
from retro.model.time import DAY, days_between, end_of

AROUND = timedelta(days=14)
"""How long before and after an occasion one looks."""

TOGETHER = ("review day", "sprint")
"""The kinds of occasion on which a team reviews together."""

_LOOKED_AT = (*TOGETHER, "clean-up day")
_FRIDAY = 4
_FAR = 2 * ENOUGH


class Occasion(Struct, frozen=True, order=True):
    """A day that the team set itself, or several in a row."""

    first: date
    last: date
    kind: str
    title: str

    @property
    def days(self) -> tuple[date, ...]:
        """Return its days."""
        return tuple(days_between(self.first, self.last + DAY))

    @property
    def before(self) -> tuple[date, ...]:
        """Return the days before it that it is held against."""
        return tuple(days_between(self.first - AROUND, self.first))

    @property
    def after(self) -> tuple[date, ...]:
        """Return the days after it that it is held against."""
        return tuple(days_between(self.last + DAY, self.last + DAY + AROUND))


class Daily(Struct, frozen=True):
    """What happened to code on each day: how many reviews, and how many merges."""

    reviews: Counter[date]
    merges: Counter[date]


def occasions(case: Case) -> tuple[Occasion, ...]:
    """Return the team's own days inside the cycle that are over, in the order of time."""
    typed = (
        (one.kind, one.title or one.kind, one.days)
        for one in case.notes.rhythm or ()
        if one.kind in _LOOKED_AT
    )
    freezes = (("freeze", one.name, (one.day,)) for one in case.notes.freezes)
    found = {
        (kind, run[0], run[-1]): title
        for kind, title, days in reversed((*typed, *freezes))
        for run in _runs(days)
        if case.cycle.start <= run[0] and over(case, run[-1])
    }
    return tuple(
        sorted(Occasion(first, last, k, title) for (k, first, last), title in found.items())
    )


@once
def daily(case: Case) -> Daily:
    """Return what happened on each day that the histories hold."""
    return Daily(
        Counter(review.at.date() for review in case.all_reviews if review.code),
        Counter(at.date() for at, _ in case.all_merges),
    )


def usual(case: Case, around: Iterable[date]) -> int | None:
    """Return the reviews of the median weekday of some days, the team's own days left out.

    It is the number of some day, so there is none where no day that is told has as many, nor
    where it would bound those that are not told.
    """
    own = {day for one in occasions(case) for day in one.days}
    counted = daily(case)
    weekdays = [day for day in around if day.weekday() <= _FRIDAY and over(case, day)]
    held = {day: counted.reviews[day] for day in weekdays if day not in own}
    middle = median_low(held.values()) if held else 0
    shown = of_days(case)
    some = any(n == middle and shown.sums([day]) for day, n in held.items())
    return middle if some and bounds_little(case, middle, held) else None


def bounds_little(case: Case, number: int, days: Iterable[date]) -> bool:
    """Tell whether a number may be told as the middle of some days, or as the most.

    It bounds the days that are not told, so it has to be far above what few people do.
    """
    return number >= _FAR or all(of_days(case).sums([day]) for day in days)


def over(case: Case, day: date) -> bool:
    """Tell whether a day of the cycle is over at the moment."""
    return day <= case.cycle.release and end_of(day) <= case.moment


def _runs(days: Iterable[date]) -> Iterator[tuple[date, ...]]:
    """Yield days in a row together."""
    run: list[date] = []
    for day in sorted(set(days)):
        if run and day - run[-1] > DAY:
            yield tuple(run)
            run = []
        run.append(day)
    if run:
        yield tuple(run)
