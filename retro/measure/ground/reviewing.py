"""Whose work reviews are: everybody's, and core reviewers' apart from other people's."""

from collections.abc import Iterable

from retro.measure.ground.case import Case, once
from retro.measure.ground.few import Act, Told, days_told, told
from retro.measure.ground.review import Review


@once
def of_all(case: Case) -> Told:
    """Say what is told of all reviews."""
    return told(case, (acts(case.reviews),))


@once
def by_role(case: Case) -> Told:
    """Say what is told of the reviews of core reviewers, and of others; of both or of neither."""
    return told(case, _roles(case, case.reviews), of_all(case))


@once
def by_role_and_kind(case: Case) -> Told:
    """Say what is told of the reviews of each role, those of code and of specs apart."""
    kinds = ([one for one in case.reviews if one.spec is spec] for spec in (False, True))
    return told(case, [some for kind in kinds for some in _roles(case, kind)], by_role(case))


@once
def of_days(case: Case) -> Told:
    """Say of which days the reviews are told."""
    return days_told(of_all(case), acts(case.reviews))


@once
def first_by_role(case: Case) -> Told:
    """Say what is told of the first reviews that changes had, by role, and of all others."""
    firsts, others = _firsts(case)
    return told(case, (*_roles(case, firsts), *_roles(case, others)), by_role(case))


@once
def first_by_role_and_kind(case: Case) -> Told:
    """Say what is told of first reviews by role, those of code and of specs apart."""
    firsts, _ = _firsts(case)
    kinds = ([one for one in firsts if one.spec is spec] for spec in (False, True))
    return told(case, [some for kind in kinds for some in _roles(case, kind)], first_by_role(case))


def acts(reviews: Iterable[Review]) -> tuple[Act, ...]:
    """Return when each review was given, and by whom."""
    return tuple((one.at, one.account) for one in reviews)


def _roles(case: Case, reviews: Iterable[Review]) -> tuple[tuple[Act, ...], ...]:
    reviews = tuple(reviews)
    return tuple(
        acts(one for one in reviews if case.is_core(one) is core) for core in (True, False)
    )


def _firsts(case: Case) -> tuple[list[Review], list[Review]]:
    """Return the window's reviews that were the first of a change, and the others."""
    first: dict[int, Review] = {}
    for review in case.all_reviews:
        first.setdefault(review.change, review)
    firsts = [one for one in case.reviews if first[one.change] is one]
    return firsts, [one for one in case.reviews if first[one.change] is not one]
