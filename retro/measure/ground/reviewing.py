"""Whose work reviews are: everybody's, and core reviewers' apart from other people's.

Code and specs are counted apart, as two works: what is told of one says nothing of the other.
"""

from collections.abc import Iterable

from retro.measure.ground.case import Case, once
from retro.measure.ground.few import Act, Told, days_told, told
from retro.measure.ground.review import Review


@once
def of_all(case: Case) -> Told:
    """Say what is told of all reviews of code."""
    return told(case, (acts(case.code_reviews),))


@once
def by_role(case: Case) -> Told:
    """Say what is told of reviews of code by core reviewers and by others: of both or neither."""
    return told(case, _roles(case, case.code_reviews), of_all(case))


@once
def of_specs_by_role(case: Case) -> Told:
    """Say what is told of reviews of specs by core reviewers, and by others."""
    return told(case, _roles(case, case.spec_reviews))


@once
def elsewhere_by_role(case: Case) -> Told:
    """Say what is told by role of reviews of code on branches that the team does not count."""
    return told(case, _roles(case, case.elsewhere_reviews))


@once
def of_days(case: Case) -> Told:
    """Say of which days the reviews of code are told."""
    return days_told(of_all(case), acts(case.code_reviews))


@once
def first_by_role(case: Case) -> Told:
    """Say what is told of the first reviews that code had, by role, and of all others."""
    return told(case, _first_and_later(case, case.code_reviews), by_role(case))


@once
def first_of_specs_by_role(case: Case) -> Told:
    """Say what is told of the first reviews that specs had, by role, and of all others."""
    return told(case, _first_and_later(case, case.spec_reviews), of_specs_by_role(case))


@once
def firsts(case: Case) -> frozenset[Review]:
    """Return the first review that each change ever had."""
    found: dict[int, Review] = {}
    for review in case.all_reviews:
        found.setdefault(review.change, review)
    return frozenset(found.values())


def acts(reviews: Iterable[Review]) -> tuple[Act, ...]:
    """Return when each review was given, and by whom."""
    return tuple([(one.at, one.account) for one in reviews])


def by_cores_and_others(
    case: Case, reviews: Iterable[Review]
) -> tuple[list[Review], list[Review]]:
    """Tell the reviews by who was a core reviewer at that instant from all others."""
    core: list[Review] = []
    others: list[Review] = []
    for review in reviews:
        (core if case.is_core(review) else others).append(review)
    return core, others


def _roles(case: Case, reviews: Iterable[Review]) -> tuple[tuple[Act, ...], ...]:
    return tuple(map(acts, by_cores_and_others(case, reviews)))


def _first_and_later(case: Case, reviews: Iterable[Review]) -> tuple[tuple[Act, ...], ...]:
    reviews, first = tuple(reviews), firsts(case)
    parts = ([one for one in reviews if (one in first) is role] for role in (True, False))
    return tuple(cell for part in parts for cell in _roles(case, part))
