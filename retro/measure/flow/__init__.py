"""Flow: how long changes wait, how often they are reworked, and what lands."""

from retro.measure.flow import (
    first_review,
    gate,
    landing,
    merges,
    merges_weekly,
    rechecks,
    reverts,
    rework,
    stable,
    whereabouts,
)
from retro.measure.ground.definition import Chart, Metric

METRICS: tuple[Metric, ...] = (
    first_review.time_to_first_review,
    landing.time_to_merge,
    landing.days_to_merge_of_merged,
    rework.review_cycle,
    rework.patch_sets,
    rechecks.rechecks,
    rechecks.bare_rechecks,
    gate.gate_failures,
    merges.merged,
    merges.merged_by_people,
    merges.merged_by_milestone,
    merges.merged_after_freeze,
    whereabouts.where_days_went,
    reverts.reverts,
    reverts.reverted,
    stable.merged,
    stable.still_open,
    stable.reviewed,
    stable.time_to_first_review,
)

CHARTS: tuple[Chart, ...] = (
    first_review.first_review,
    landing.merged_within,
    merges_weekly.merges_weekly,
)
