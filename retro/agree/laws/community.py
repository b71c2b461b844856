"""Laws of who reviewed."""

from retro.agree.law import at_most, running, same
from retro.agree.terms import added, known, last, over, part, rows, taken_from, total, value
from retro.outline.people import THIN

CLASSES = (
    "community.cores_constant",
    "community.cores_occasional",
    "community.cores_quiet",
    "community.cores_interrupted",
)
"""The four classes of core reviewers; without a roster nobody knows of the last one."""

LAWS = (
    same(value("community.cores_by_activity"), value("community.cores")),
    same(last("community.cores_daily"), value("community.cores"), running),
    *(same(taken_from(name), taken_from(CLASSES[0])) for name in CLASSES[1:]),
    same(added(*map(value, CLASSES)), taken_from(CLASSES[0])),
    same(
        added(*map(value, CLASSES[:-1])),
        taken_from(CLASSES[0]),
        where=lambda report: known(report, CLASSES[-1]) is None,
    ),
    at_most(value("community.cores_joined_late"), value("community.cores_joined")),
    same(taken_from("community.cores_per_hundred_merges"), value("flow.merged")),
    same(total("community.reviews_weekly"), taken_from("community.share_by_non_cores")),
    same(
        over(
            total("community.reviews_weekly", "by other people"),
            taken_from("community.share_by_non_cores"),
        ),
        value("community.share_by_non_cores"),
    ),
    same(total("community.core_reviews_weekly", "given"), value("community.core_reviews")),
    same(
        total("community.core_reviews_weekly", "needed"), part("community.core_reviews", "needed")
    ),
    at_most(value("community.reviewers"), taken_from("community.reviewers")),
    at_most(taken_from("community.concentration"), taken_from("community.reviewers")),
    at_most(value("community.newcomers"), taken_from("community.newcomers")),
    at_most(taken_from("community.newcomers_first_review"), value("community.newcomers")),
    at_most(part("community.newcomers", "merged"), value("community.newcomers")),
    at_most(value("community.thin_spots"), taken_from("community.thin_spots")),
    same(
        rows("backlog.by_repository", "core reviewers", THIN),
        value("community.thin_spots"),
    ),
    at_most(value("community.disagreement"), taken_from("community.disagreement")),
)
