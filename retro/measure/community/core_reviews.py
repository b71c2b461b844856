"""Core reviews: how many were given, against how many the merges needed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from retro.measure.community.activity import whole_weeks
from retro.measure.community.coverage import as_core
from retro.measure.ground.case import Case
from retro.measure.ground.definition import (
    EVERY,
    Answer,
    Lines,
    Missing,
    chart,
    metric,
    unknown_before,
)
from retro.measure.ground.evidence import withheld
from retro.measure.ground.review import Review
from retro.measure.ground.reviewing import by_role
from retro.measure.ground.spells import Spell
from retro.model.facts import Line, Part
from retro.model.time import monday_of
from retro.outline import words


@metric("community.core_reviews", "Core reviews", unit="reviews", beside=EVERY, work=by_role)
def core_reviews(case: Case) -> Answer | Missing:
    """Count the reviews of code that core reviewers gave, against those that merges needed.

    Needed: for each change of code merged during the cycle on the team's branches, people's or a
    bot's, as many as `reviews_per_change` of the team's settings says. Given: each review of code
    on these branches by who was a core reviewer at that instant; all by one person on one patch
    set are one.

    Returns:
        A whole number; the part has those needed, and the note the weeks in which fewer were
        given than needed, of those of which it is told. Unit: reviews.

    Source:
        Messages and merges in Gerrit; `roster` in the team's notes, or else inferred as for
        community.cores.

    Blind spots:
        Earlier patch sets and changes that never merge take reviews too, so that more are given
        than needed even where each change waits.
    """
    answer = _needed_and_given(case)
    if isinstance(answer, Missing):
        return answer
    needed, given = answer
    gaps, weeks = by_role(case).gaps, tuple(whole_weeks(Spell(*case.window)))
    known = [week for week in weeks if week not in gaps]
    short = sum(given[week] < needed[week] for week in known)
    every = words.counted(len(known), "whole weeks")
    which = " of which it is told" if len(known) < len(weeks) else ""
    told = f"In {short} of {every}{which} fewer were given than needed."
    found = Answer(
        value=given.total(),
        parts=(Part("needed", "needed", needed.total()),),
        evidence=withheld(len({review.account for review in _given(case)})),
        note=told,
    )
    return as_core(case, found)


@chart(
    "community.core_reviews_weekly",
    "Core reviews given and needed, week by week",
    unit="reviews",
    work=by_role,
    free=("needed",),
)
def core_reviews_weekly(case: Case) -> Lines | Missing:
    """Count the reviews of code by core reviewers in each week, and those its merges needed.

    Given and needed as in community.core_reviews. Weeks are Monday to Sunday, UTC; the first and
    the last may be cut by the cycle's start and the moment.

    Returns:
        Two whole numbers a week. Unit: reviews.

    Source:
        Messages and merges in Gerrit; `roster` in the team's notes, or else inferred as for
        community.cores.

    Blind spots:
        As for community.core_reviews. What merges in one week was mostly reviewed before it.
    """
    answer = _needed_and_given(case)
    if isinstance(answer, Missing):
        return answer
    needed, given = answer
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=(
            Line(label="given", role="core", values=tuple(given[week] for week in weeks)),
            Line(label="needed", role="others", values=tuple(needed[week] for week in weeks)),
        ),
        sentence=(
            "Those who were core reviewers at that time gave "
            f"{words.counted(given.total(), 'reviews')} of code; what was merged needed "
            f"{words.number(needed.total())}."
        ),
    )


def _needed_and_given(case: Case) -> tuple[Counter[date], Counter[date]] | Missing:
    """Return the core reviews of code needed and given in each week."""
    if missing := unknown_before(case, case.roles_since):
        return missing
    given = Counter(monday_of(review.at.date()) for review in _given(case))
    each = case.team.reviews_per_change
    merged = Counter(monday_of(at.date()) for at, _ in case.merges)
    return Counter({week: each * number for week, number in merged.items()}), given


def _given(case: Case) -> Iterator[Review]:
    """Yield the reviews of code that core reviewers gave."""
    return (review for review in case.core_reviews if review.code)
