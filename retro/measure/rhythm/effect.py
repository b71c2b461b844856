"""Rhythm: what happened around the days that the team set itself, and on them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.typed import line, unwritten
from retro.measure.rhythm.occasions import AROUND, TOGETHER, Occasion, daily, occasions, usual
from retro.model.facts import Evidence, Item, Part
from retro.model.time import end_of, start_of
from retro.outline import words

_READ = "14 days before → on the day → 14 days after: what happened, not what caused it."


@metric("rhythm.effect", "Around the team's own days", unit="occasions")
def effect(case: Case) -> Answer | Missing:
    """Tell what happened in the 14 days before the team's own days, on them, and 14 days after.

    The review days, sprints, clean-up days and freezes that the team wrote down, up to the
    edition's day; days in a row of one entry are one occasion. For each, the reviews of code, the
    reviews of specs and the merges of code are summed over the 14 days before, the days
    themselves and the 14 days after. A review day or sprint is busy if it had, for each of its
    days, more reviews than the median weekday of those 28 days, the team's own days left out.

    This says what happened, and never why.

    Returns:
        The number of occasions. The parts tell on how many things went up, of those whose 14 days
        after are over; the list has every sum. Unit: occasions.

    Source:
        `rhythm` and `freezes` in cycle.yaml; messages and merges in Gerrit.

    Blind spots:
        Holidays, milestones and other occasions lie in the days around. A team may choose a day
        because it is busy anyway. Reviews prepared before and given on the day count on the day.
    """
    if case.notes.rhythm is None and not case.notes.freezes:
        return unwritten(case, "rhythm")
    found = occasions(case)
    if not found:
        return Missing("None of the team's own days is over yet.")
    if missing := unknown_before(case, start_of(found[0].first) - AROUND):
        return missing
    followed = [one for one in found if end_of(one.after[-1]) <= case.moment]
    return Answer(
        value=len(found),
        parts=(*_busier(case, found), *_risen(case, followed)),
        evidence=Evidence(items=tuple(_item(case, one) for one in found)),
        note=_READ,
    )


def _busier(case: Case, held: Iterable[Occasion]) -> tuple[Part, ...]:
    """Count the review days and sprints with more reviews than a usual weekday around them."""
    counted = daily(case)
    together = [one for one in held if one.kind in TOGETHER]
    busy = 0
    for one in together:
        around = usual(case, one.before + one.after)
        reviews = sum(counted.reviews(day) for day in one.days)
        busy += around is not None and reviews > around * len(one.days)
    label = f"of {len(together)} review days and sprints, busier than the weekdays around"
    return (Part("busy", label, busy),) if together else ()


def _risen(case: Case, followed: list[Occasion]) -> tuple[Part, ...]:
    """Count the occasions after which there was more than before."""
    counted = daily(case)
    told = (
        ("reviews", "reviews of code", counted.code),
        ("merges", "merges", counted.merges),
    )
    return tuple(
        Part(
            f"more_{key}",
            f"of {len(followed)} that are over, more {what} after than before",
            sum(_sum(numbers, one.after) > _sum(numbers, one.before) for one in followed),
        )
        for key, what, numbers in told
        if followed
    )


def _sum(numbers: Counter[date], days: Iterable[date]) -> int:
    return sum(numbers[day] for day in days)


def _item(case: Case, occasion: Occasion) -> Item:
    """List an occasion with every sum: 14 days before, on the day, 14 days after."""
    counted = daily(case)
    told = [
        f"{what} {' → '.join(_sums(case, occasion, numbers))}"
        for what, numbers in (
            ("reviews of code", counted.code),
            ("of specs", counted.specs),
            ("merges", counted.merges),
        )
    ]
    around = usual(case, occasion.before + occasion.after)
    if around is not None:
        told.append(f"median weekday around {words.counted(around, 'reviews')}")
    return line(occasion.title, since=occasion.first, note="; ".join(told))


def _sums(case: Case, occasion: Occasion, numbers: Counter[date]) -> Iterator[str]:
    yield words.number(_sum(numbers, occasion.before))
    yield words.number(_sum(numbers, occasion.days))
    followed = end_of(occasion.after[-1]) <= case.moment
    yield words.number(_sum(numbers, occasion.after)) if followed else "not over"
