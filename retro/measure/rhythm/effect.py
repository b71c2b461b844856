"""Rhythm: what happened around the days that the team set itself, and on them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from retro.measure.ground.case import Case
from retro.measure.ground.definition import EVERY, Answer, Missing, metric, unknown_before
from retro.measure.ground.few import Told
from retro.measure.ground.reviewing import of_days
from retro.measure.ground.typed import line, unwritten
from retro.measure.rhythm.chance import CHOICES, Chance, chance, too_few
from retro.measure.rhythm.occasions import (
    AROUND,
    TOGETHER,
    Occasion,
    daily,
    occasions,
    over,
    usual,
)
from retro.model.facts import Evidence, Item, Part
from retro.model.time import end_of, start_of
from retro.outline import words

_FEW = "Too few review days, or reviews, to tell them from chance."
_UNTOLD = (
    "On some of the review days, or in some weeks, fewer than 5 people reviewed, or a week is not "
    "over."
)
_READ = "14 days before → on the day → 14 days after: what happened, not what caused it."


@metric("rhythm.effect", "Around the team's own days", unit="occasions", beside=EVERY)
def effect(case: Case) -> Answer | Missing:
    """Tell what happened in the 14 days before the team's own days, on them, and 14 days after.

    The review days, sprints, clean-up days and freezes that the team wrote down, up to the
    edition's day; days in a row of one entry are one occasion. For each, the reviews and the
    merges of code are summed over the 14 days before, the days themselves and the 14 days after.

    On an ordinary day there are often more reviews than before it, so before and after prove
    nothing. The days of review days and sprints are therefore held against 200 random choices of
    as many days, of the same weekdays in the same third of the cycle, whose reviews are told: in
    how many of them the days' share of their weeks' reviews was as high. Chance alone gives ten
    of 200 or fewer in one case of twenty. Of fewer than three days, or with fewer than five
    reviews on a mean day of the cycle, that is too few to tell.

    This says what happened, and never why.

    Returns:
        The number of occasions. The parts have the reviews on review days and sprints, those on
        as many of the same weekdays, and how many random choices were as high; the list has every
        sum. Unit: occasions.

    Source:
        `rhythm` and `freezes` in the team's notes; messages and merges in Gerrit.

    Blind spots:
        Holidays, milestones and other occasions lie in the days around. A team may choose a day
        because it is busy anyway, or write it down once it has seen that it was. Reviews prepared
        before and given on the day count on the day.
    """
    if case.notes.rhythm is None and not case.notes.freezes:
        return unwritten(case, "rhythm")
    found = occasions(case)
    if not found:
        return Missing("None of the team's own days is over yet.")
    if missing := unknown_before(case, start_of(found[0].first) - AROUND):
        return missing
    every = [day for day in case.cycle.days(case.window[1]) if over(case, day)]
    held = sorted({day for one in found if one.kind in TOGETHER for day in one.days})
    reviews = daily(case).reviews.__getitem__
    few = too_few(held, every, reviews)
    shown = of_days(case)
    told = partial(_told, shown)
    whole = not shown.hidden and all(map(told, held))
    stood = chance(held, every, reviews, told) if held and whole and not few else None
    return Answer(
        value=len(found),
        parts=_parts(stood) if stood else (),
        evidence=Evidence(items=tuple(_item(case, one) for one in found)),
        note=f"{_weeks(stood) if stood else _why(whole=whole) if held else ''} {_READ}".strip(),
    )


def _told(shown: Told, day: date) -> bool:
    return shown.sums([day])


def _why(*, whole: bool) -> str:
    """Say why the days are not told from chance."""
    return _FEW if whole else _UNTOLD


def _parts(stood: Chance) -> tuple[Part, ...]:
    on = f"reviews on {words.counted(stood.days, 'review days and days of sprints')}"
    return (
        Part("on", on, stood.reviews),
        Part("same", "on as many of the same weekdays in that third", round(stood.same)),
        Part("as_high", f"of {CHOICES} random choices of days, as high", stood.as_high),
    )


def _weeks(stood: Chance) -> str:
    """Say whether their weeks had more, or only another day of the week less."""
    if stood.other_weeks is None:
        return ""
    own, others = words.number(round(stood.weeks)), words.number(round(stood.other_weeks))
    return f"Their median week had {own} reviews, that of the other weeks {others}."


def _sum(numbers: Counter[date], days: Iterable[date]) -> int:
    return sum(numbers[day] for day in days)


def _item(case: Case, occasion: Occasion) -> Item:
    """List an occasion with every sum: 14 days before, on the day, 14 days after."""
    counted = daily(case)
    told = [
        f"{what} {' → '.join(_sums(case, occasion, numbers, work=what == 'reviews'))}"
        for what, numbers in (("reviews", counted.reviews), ("merges", counted.merges))
    ]
    around = usual(case, occasion.before + occasion.after)
    if around is not None:
        told.append(f"median weekday around {words.counted(around, 'reviews')}")
    return line(occasion.title, since=occasion.first, note="; ".join(told))


def _sums(case: Case, occasion: Occasion, numbers: Counter[date], *, work: bool) -> Iterator[str]:
    followed = end_of(occasion.after[-1]) <= case.moment
    for days, ended in (
        (occasion.before, True),
        (occasion.days, True),
        (occasion.after, followed),
    ):
        if not ended:
            yield "not over"
        elif work and not of_days(case).sums(days):
            yield "not told"
        else:
            yield words.number(_sum(numbers, days))
