"""Reviews day by day, among them those on the team's own days."""

from datetime import date

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart, unknown_before
from retro.measure.ground.reviewing import of_days
from retro.measure.rhythm.occasions import TOGETHER, bounds_little, daily, occasions, usual
from retro.model.facts import Line
from retro.outline import words

_NAMED = 2
"""More days than this that share a place are not named."""


@chart("rhythm.reviews_daily", "Reviews of code, day by day", unit="reviews", work=of_days)
def reviews_daily(case: Case) -> Lines | Missing:
    """Count the reviews of code on each day.

    A review is a vote on a label that judges the change, or words, by a person who is neither the
    change's owner nor the uploader of that patch set; all by one person on one patch set are one,
    dated by the first. Those on the team's branches. Days are UTC; the last one may be cut by
    the moment.

    Returns:
        A whole number a day, from the first day of the cycle on. Unit: reviews.

    Source:
        Messages in Gerrit; `rhythm` in the team's notes for which days were the team's own.

    Blind spots:
        A day of UTC is not everybody's day: what is given late in the west counts for the next.
    """
    begins, ends = case.window
    days = case.cycle.days(ends)
    if not days:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, begins):
        return missing
    counted = daily(case)
    return Lines(
        x=days,
        x_unit="days",
        lines=(
            Line(
                label="reviews", role="review", values=tuple(counted.reviews[day] for day in days)
            ),
        ),
        sentence=_sentence(case, days),
    )


def _sentence(case: Case, days: tuple[date, ...]) -> str:
    counted = daily(case)
    together = [one for one in occasions(case) if one.kind in TOGETHER]
    shown = of_days(case)
    own = [counted.reviews[day] for one in together for day in one.days if shown.sums([day])]
    every = words.counted(sum(counted.reviews[day] for day in days), "reviews")
    around = usual(case, days)
    said = f"There were {every}"
    if around is not None:
        said += f", {words.number(around)} on the median weekday"
    if own:
        low, high = words.number(min(own)), words.number(max(own))
        said += (
            f", and {low} to {high} on a review day"
            if low != high
            else f", and {low} on a review day"
        )
    return f"{said}. {_busiest(case, days)}".rstrip()


def _busiest(case: Case, days: tuple[date, ...]) -> str:
    """Name the day with the most reviews, and which of the team's own days it was."""
    counted = daily(case)
    most = max(counted.reviews[day] for day in days)
    found = [day for day in days if counted.reviews[day] == most]
    if not all(of_days(case).sums([day]) for day in found) or not bounds_little(case, most, days):
        return ""
    if not most or len(found) > _NAMED:
        return ""
    own = {day: one.kind for one in occasions(case) for day in one.days}
    said = words.listed(
        [f"{words.day(day)}, a {own[day]}," if day in own else words.day(day) for day in found]
    )
    every = words.counted(most, "reviews")
    if len(found) > 1:
        return f"The busiest days were {said} with {every} each."
    return f"The busiest day was {said} with {every}."
