"""The community: who reviews, how constantly, and how the work is shared; never who."""

from retro.measure.community import (
    activity,
    concentration,
    constancy,
    core_reviews,
    cores,
    coverage,
    disagreement,
    groups,
    newcomers,
    review_promises,
    reviewers,
    reviewing,
    succession,
    thin_spots,
)
from retro.measure.ground.definition import Chart, Metric

METRICS: tuple[Metric, ...] = (
    cores.cores,
    cores.cores_at_start,
    cores.cores_usual,
    cores.cores_joined,
    cores.cores_joined_late,
    cores.cores_left,
    cores.cores_returned,
    activity.cores_by_activity,
    activity.cores_constant,
    activity.cores_occasional,
    activity.cores_quiet,
    activity.cores_interrupted,
    succession.last_core_joined,
    succession.cores_per_hundred_merges,
    reviewers.reviewers,
    reviewing.share_by_non_cores,
    reviewing.first_reviews_by_non_cores,
    coverage.cores_reviewing,
    coverage.days_without_core_review,
    core_reviews.core_reviews,
    concentration.concentration,
    concentration.concentration_core_votes,
    thin_spots.thin_spots,
    disagreement.disagreement,
    review_promises.review_promises,
    newcomers.newcomers,
    newcomers.newcomers_first_review,
    groups.groups,
    groups.group_overlap,
)

CHARTS: tuple[Chart, ...] = (
    constancy.cores_daily,
    reviewing.reviews_weekly,
    reviewers.reviewers_weekly,
    core_reviews.core_reviews_weekly,
)
