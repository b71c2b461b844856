"""Focus: how much of the reviewing and merging went to the team's priorities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import (
    Answer,
    Lines,
    Lists,
    Missing,
    chart,
    metric,
    unknown_before,
)
from retro.measure.ground.evidence import item
from retro.measure.ground.few import Act, Told, told
from retro.measure.ground.parts import by_name
from retro.measure.ground.review import Review
from retro.measure.ground.reviewing import acts, of_all
from retro.measure.ground.typed import unwritten
from retro.measure.priorities import linked
from retro.model.facts import Evidence, Item, Line, Part
from retro.model.time import monday_of
from retro.outline import words

Linked = Sequence[bool]
"""Whether the change of each review, or merge, is linked to a priority."""


@once
def of_linked(case: Case) -> Told:
    """Say what is told of the reviews of code that is linked to a priority, and of other code."""
    return told(case, _linked(case, case.code_reviews), of_all(case))


@once
def of_linked_specs(case: Case) -> Told:
    """Say what is told of the reviews of specs that are linked to a priority, and of others."""
    return told(case, _linked(case, case.spec_reviews))


def _linked(case: Case, reviews: Iterable[Review]) -> tuple[tuple[Act, ...], ...]:
    to, every = links(case), tuple(reviews)
    return tuple(acts(o for o in every if (o.change in to) is one) for one in (True, False))


@metric(
    "priorities.focus",
    "Reviews that went to priorities",
    unit="share",
    of="reviews",
    lists=Lists.OTHER,
    work=of_linked,
    shares=of_linked_specs,
)
def focus(case: Case) -> Answer | Missing:
    """Tell which share of the reviews of code went to changes that are linked to a priority.

    A change is linked if its topic, one of its hashtags, or a blueprint or bug in its footers is
    named by a priority in the team's notes: as a feature, or in a link to a blueprint, a bug, a
    spec, a topic or a hashtag. Reviews as in community.share_by_non_cores.

    Returns:
        A value between 0 and 1; n is the number of reviews; the parts are the shares of
        the reviews of specs, and of the merges of code and of specs. Unit: share.

    Source:
        Gerrit: messages, merges, topics, hashtags and footers; `priorities` in the team's notes.

    Blind spots:
        A change that names no priority may well have served one, so that this is a lower bound.
        Topics and hashtags are those of the day of collection. A query given as a link is not
        asked.
    """
    if missing := _unlinked(case) or unknown_before(case, case.window[0]):
        return missing
    if not case.code_reviews:
        return Missing("There was no review of code.")
    every = _reviews(case)
    return Answer(
        value=_share(every),
        n=len(every),
        parts=_parts(case),
        evidence=Evidence(items=_listed(case)),
        note=f"Of the merges of code: {words.share(_share(_merges(case)))}."
        if case.merges
        else "No code was merged.",
    )


@chart(
    "priorities.focus_weekly",
    "Reviews and merges that went to priorities, week by week",
    unit="share",
    work=of_linked,
    free=("merges",),
)
def focus_weekly(case: Case) -> Lines | Missing:
    """Tell which share of each week's reviews and merges went to changes linked to a priority.

    Linked as for priorities.focus; reviews and merges of code. Weeks are Monday to
    Sunday, UTC; the first and the last may be cut by the cycle's start and the moment.

    Returns:
        Two values between 0 and 1 a week; nothing for a week without a review, or without a
        merge. Unit: share.

    Source:
        Gerrit: messages, merges, topics, hashtags and footers; `priorities` in the team's notes.

    Blind spots:
        As for priorities.focus. In a week of few merges, one of them is a large share.
    """
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := _unlinked(case) or unknown_before(case, case.window[0]):
        return missing
    reviews, merges = _reviews(case), _merges(case)
    read, merged = (one.at for one in case.code_reviews), (at for at, _ in case.merges)
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=(
            Line(label="reviews", role="review", values=_weekly(read, reviews, weeks)),
            Line(label="merges", role="merged", values=_weekly(merged, merges, weeks)),
        ),
        sentence=_sentence(reviews, merges),
    )


@once
def links(case: Case) -> dict[int, tuple[str, ...]]:
    """Return the titles of the priorities that each change is linked to, by its number."""
    named = {one.title: linked.of_priority(one) for one in case.notes.priorities or ()}
    carried = ((change.number, linked.of_change(change)) for change in case.everything)
    found = {
        number: tuple(title for title, marks in named.items() if marks & some)
        for number, some in carried
        if some
    }
    return {number: titles for number, titles in found.items() if titles}


def _unlinked(case: Case) -> Missing | None:
    """Say why nothing can be linked where the priorities name nothing to link by."""
    if case.notes.priorities is None:
        return unwritten(case, "priorities")
    if any(linked.of_priority(one) for one in case.notes.priorities):
        return None
    return Missing(
        "The priorities in the team's notes name no feature, blueprint, bug or topic that a "
        "change could carry."
    )


def _reviews(case: Case) -> Linked:
    to = links(case)
    return [review.change in to for review in case.code_reviews]


def _merges(case: Case) -> Linked:
    to = links(case)
    return [change.number in to for _, change in case.merges]


def _parts(case: Case) -> tuple[Part, ...]:
    """Return the share of each sort of work, of those sorts that there were."""
    to = links(case)
    specs = case.merges_of(case.specs)
    sorts = {
        "reviews of specs": [review.change in to for review in case.spec_reviews],
        "merges of code": _merges(case),
        "merges of specs": [change.number in to for at, change in specs if case.inside(at)],
    }
    return by_name({sort: _share(some) for sort, some in sorts.items() if some})


def _share(some: Linked) -> float:
    return sum(some) / len(some)


def _weekly(
    moments: Iterable[datetime], some: Linked, weeks: Iterable[date]
) -> tuple[float | None, ...]:
    every, to = Counter[date](), Counter[date]()
    for at, one in zip(moments, some, strict=True):
        week = monday_of(at.date())
        every[week] += 1
        to[week] += one
    return tuple(to[week] / every[week] if every[week] else None for week in weeks)


def _listed(case: Case) -> tuple[Item, ...]:
    """List the linked changes that were reviewed or merged, with the day of the last of it."""
    last = {review.change: ("reviewed", review.at) for review in case.reviews}
    merges = (*case.merges, *case.merges_of(case.specs))
    last |= {change.number: ("merged", at) for at, change in merges if case.inside(at)}
    to = links(case)
    return tuple(
        item(change, last[change.number][0], last[change.number][1].date(), note)
        for change in sorted(case.everything, key=lambda change: change.number)
        if change.number in last and (note := ", ".join(to.get(change.number, ())))
    )


def _sentence(reviews: Linked, merges: Linked) -> str:
    said = [
        f"{words.share(_share(some))} of the {what}"
        for what, some in (("reviews", reviews), ("merges", merges))
        if some
    ]
    if not said:
        return "There was neither a review nor a merge."
    return f"{' and '.join(said)} went to changes that are linked to a priority."
