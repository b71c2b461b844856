"""Reviewers: how many people took part, core reviewers and others, week by week."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lines, Missing, chart, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.model.facts import Line
from retro.model.persons import few
from retro.model.time import monday_of
from retro.outline import words

_BEFORE = timedelta(days=180)
_MANY = 30
_SHARE = 0.02


@metric("community.reviewers", "Active reviewers", unit="people", of="people")
def reviewers(case: Case) -> Answer | Missing:
    """Count the people who reviewed a good deal, core reviewers or not.

    Active is who gave at least 30 reviews in the 180 days up to the moment, or at least 2 % of
    the team's reviews during the cycle. A review of a spec counts as one of code does, and so
    does one on a branch that the team does not count.

    Returns:
        A whole number; n is the number of people with any review in the cycle, once all who count
        are among these. Unit: people.

    Source:
        Messages in Gerrit.

    Blind spots:
        Where a team reviews little, 2 % are few reviews. Work outside Gerrit is unknown.
    """
    begins, ends = case.window
    if missing := unknown_before(case, min(begins, ends - _BEFORE)):
        return missing
    inside = Counter(review.account for review in case.reviews)
    before = Counter(r.account for r in case.all_reviews if ends - _BEFORE <= r.at < ends)
    many = {account for account, number in before.items() if number >= _MANY}
    active = many | {a for a, number in inside.items() if number >= _SHARE * inside.total()}
    n = len(inside) if active <= inside.keys() else None
    return Answer(value=len(active), n=n, evidence=withheld(len(active)))


@chart("community.reviewers_weekly", "Reviewers at work, week by week", unit="people")
def reviewers_weekly(case: Case) -> Lines | Missing:
    """Count the people who reviewed in each week, core reviewers and others apart.

    Reviews of code and of specs, on whatever branch. Weeks are Monday to Sunday, UTC; the first
    and the last may be cut by the cycle's start and the moment. Who reviewed as a core reviewer
    at any time in a week counts as one for that week.

    Returns:
        Two whole numbers a week. Unit: people.

    Source:
        Messages in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        A week of one review counts a person as fully as one of fifty.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    core, others = _by_week(case)
    lines = tuple(
        Line(label=label, role=role, values=tuple(people[week] for week in weeks))
        for label, role, people in (
            ("core reviewers", "core", core),
            ("other people", "others", others),
        )
    )
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=lines,
        sentence=_sentence(case, core, others),
    )


def longest_silence(case: Case) -> int:
    """Return the largest number of days in a row without a review by a core reviewer."""
    spoken = {review.at.date() for review in case.core_reviews}
    runs = groupby(case.cycle.days(case.window[1]), key=spoken.__contains__)
    return max((len(tuple(run)) for said, run in runs if not said), default=0)


def _by_week(case: Case) -> tuple[Counter[date], Counter[date]]:
    """Return how many core reviewers, and how many others, reviewed in each week."""
    core = {(monday_of(r.at.date()), r.account) for r in case.core_reviews}
    everybody = {(monday_of(review.at.date()), review.account) for review in case.reviews}
    others = everybody - core
    return Counter(week for week, _ in core), Counter(week for week, _ in others)


def _sentence(case: Case, core: Counter[date], others: Counter[date]) -> str:
    weeks = case.cycle.weeks(case.window[1])
    said = (
        f"From week to week {_range(core, weeks)} core reviewers were at work, and "
        f"{_range(others, weeks)} other people"
    )
    if few(len({review.account for review in case.core_reviews})):
        return f"{said}."
    silent = words.counted(longest_silence(case), "days")
    return f"{said}; the longest time without a review by a core reviewer was {silent}."


def _range(numbers: Counter[date], weeks: Iterable[date]) -> str:
    """Say the smallest and the largest number of any week."""
    low, high = min(numbers[week] for week in weeks), max(numbers[week] for week in weeks)
    return words.number(low) if low == high else f"{words.number(low)} to {words.number(high)}"
