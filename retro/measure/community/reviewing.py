"""Reviewing: how much of it came from outside the core team."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lines, Missing, chart, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.parts import by_name
from retro.measure.ground.review import Review
from retro.measure.ground.reviewing import (
    by_cores_and_others,
    by_role,
    first_by_role,
    first_of_specs_by_role,
    firsts,
    of_specs_by_role,
)
from retro.model.facts import Line
from retro.model.time import monday_of
from retro.outline import words


@metric(
    "community.share_by_non_cores",
    "Reviews by people outside the core team",
    unit="share",
    of="reviews",
    work=by_role,
    shares=of_specs_by_role,
)
def share_by_non_cores(case: Case) -> Answer | Missing:
    """Tell which share of the reviews of code came from people who were not core reviewers.

    A review is a vote on a label that judges the change, or words, by a person who is neither the
    change's owner nor the uploader of that patch set; all by one person on one patch set are one
    review, dated by the first. Those inside the cycle, on the team's branches. Who was a core
    reviewer is asked for the instant of each review.

    Returns:
        A value between 0 and 1; n is the number of reviews; the part is the share among
        reviews of specs. Unit: share.

    Source:
        Messages in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        A review by somebody in the roster for whom no account is known counts as one from
        outside.
    """
    return _share(case, case.code_reviews, case.spec_reviews)


@metric(
    "community.first_reviews_by_non_cores",
    "First reviews by people outside the core team",
    unit="share",
    of="changes",
    work=first_by_role,
    shares=first_of_specs_by_role,
)
def first_reviews_by_non_cores(case: Case) -> Answer | Missing:
    """Tell for which share of changes of code the first review came from outside the core team.

    Of the changes that had the first review of their life during the cycle, on the team's
    branches; who was a core reviewer is asked for the instant of that review.

    Returns:
        A value between 0 and 1; n is the number of changes; the part is the share among
        specs. Unit: share.

    Source:
        Messages in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        As for community.share_by_non_cores.
    """
    first = firsts(case)
    code, specs = (
        tuple(review for review in reviews if review in first)
        for reviews in (case.code_reviews, case.spec_reviews)
    )
    return _share(case, code, specs)


@chart("community.reviews_weekly", "Reviews of code, week by week", unit="reviews", work=by_role)
def reviews_weekly(case: Case) -> Lines | Missing:
    """Count the reviews of code in each week, by core reviewers and by other people.

    Reviews as in community.share_by_non_cores; who was a core reviewer is asked for the instant
    of each review. Weeks are Monday to Sunday, UTC; the first and the last
    may be cut by the cycle's start and the moment.

    Returns:
        Two whole numbers a week. Unit: reviews.

    Source:
        Messages in Gerrit; `roster` in the team's notes, or else inferred as for community.cores.

    Blind spots:
        A word and a page of comments are one review each.
    """
    if missing := unknown_before(case, case.roles_since):
        return missing
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    core, others = by_cores_and_others(case, case.code_reviews)
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=(
            Line(label="by core reviewers", role="core", values=_weekly(core, weeks)),
            Line(label="by other people", role="others", values=_weekly(others, weeks)),
        ),
        sentence=_sentence(len(core), len(others)),
    )


def _people(reviews: Iterable[Review]) -> int:
    return len({review.account for review in reviews})


def _weekly(reviews: Iterable[Review], weeks: Iterable[date]) -> tuple[int, ...]:
    number = Counter(monday_of(review.at.date()) for review in reviews)
    return tuple(number[week] for week in weeks)


def _sentence(core: int, others: int) -> str:
    every = words.counted(core + others, "reviews")
    if not core + others:
        return "There was no review of code."
    of = words.share(others / (core + others))
    return (
        f"Core reviewers gave {words.number(core)} of {every}; other people gave "
        f"{words.number(others)}, which is {of}."
    )


def _share(case: Case, code: Sequence[Review], specs: Sequence[Review]) -> Answer | Missing:
    """Return which share of the reviews of code came from outside, and which of those of specs."""
    if missing := unknown_before(case, case.roles_since):
        return missing
    if not code:
        return Missing("There was no review of code.")
    return Answer(
        value=_outside(case, code),
        n=len(code),
        parts=by_name({"specs": _outside(case, specs)} if specs else {}),
        evidence=withheld(_people(code)),
        note=case.cores.note,
    )


def _outside(case: Case, reviews: Sequence[Review]) -> float:
    """Return which share of some reviews came from outside the core team."""
    return sum(not case.is_core(review) for review in reviews) / len(reviews)
