"""Reviewing: how much of it came from outside the core team."""

from retro.measure.case import Case
from retro.measure.definition import Answer, Missing, metric, unknown_before
from retro.measure.evidence import withheld
from retro.measure.review import Review
from retro.model.facts import Part


@metric("community.share_by_non_cores", "Reviews by people outside the core team")
def share_by_non_cores(case: Case) -> Answer | Missing:
    """Tell which share of the cycle's reviews came from people who were not core reviewers.

    A review is a vote or a comment by a person who is neither the change's owner nor the uploader
    of that patch set; all by one person on one patch set are one review, dated by the first.
    Who was a core reviewer is asked for the instant of each review.

    Returns:
        A value between 0 and 1; n is the number of reviews; the parts are the shares among
        reviews of code and of specs. Unit: share.

    Source:
        Messages in Gerrit; the roster in cycle.yaml, or else inferred as for community.cores.

    Blind spots:
        A review by somebody in the roster for whom no account is known counts as one from
        outside.
    """
    return _share(case, case.reviews)


@metric("community.first_reviews_by_non_cores", "First reviews by people outside the core team")
def first_reviews_by_non_cores(case: Case) -> Answer | Missing:
    """Tell for which share of changes the first review came from outside the core team.

    Of the changes that had the first review of their life during the cycle, code and specs; who
    was a core reviewer is asked for the instant of that review.

    Returns:
        A value between 0 and 1; n is the number of changes; the parts are the shares among code
        and among specs. Unit: share.

    Source:
        Messages in Gerrit; the roster in cycle.yaml, or else inferred as for community.cores.

    Blind spots:
        As for community.share_by_non_cores.
    """
    firsts: dict[int, Review] = {}
    for review in case.all_reviews:
        firsts.setdefault(review.change, review)
    inside = tuple(review for review in firsts.values() if case.inside(review.at))
    return _share(case, inside)


def _share(case: Case, reviews: tuple[Review, ...]) -> Answer | Missing:
    """Return the share of reviews from outside the core team, of code and specs apart as well."""
    if missing := unknown_before(case, case.roles_since):
        return missing
    if not reviews:
        return Missing("There was no review.")
    outside = {
        kind: [not case.is_core(review) for review in reviews if review.spec is spec]
        for kind, spec in (("code", False), ("specs", True))
    }
    every = [*outside["code"], *outside["specs"]]
    return Answer(
        value=sum(every) / len(every),
        n=len(every),
        parts=tuple(Part(kind, sum(some) / len(some)) for kind, some in outside.items() if some),
        evidence=withheld(len({review.account for review in reviews})),
        note=case.cores.note,
        origin=case.core_origin,
    )
