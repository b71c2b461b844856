"""The backlog: what waits, for whom and how long, and how it is brought down."""

from retro.measure.backlog import (
    abandoned,
    abandoned_weekly,
    age,
    balance,
    by_repository,
    by_state,
    candidates,
    clean_up,
    fate,
    opened,
    specs,
    starved,
    verified,
    verified_ahead,
    verified_daily,
)
from retro.measure.ground.definition import Chart, Family, Metric

METRICS: tuple[Metric, ...] = (
    by_state.open_changes,
    by_state.open_at_start,
    by_state.by_state,
    verified.verified_backlog,
    verified.verified_at_start,
    verified.verified_reviewed_since,
    age.age,
    age.patch_set_age,
    starved.starved_changes,
    starved.starved_at_start,
    fate.starved_fate,
    opened.unreviewed,
    abandoned.abandoned,
    abandoned.abandoned_by_reason,
    abandoned.abandoned_by_rule,
    abandoned.starved_abandoned,
    candidates.abandon_candidates,
    opened.opened,
    balance.closure_ratio,
    specs.specs,
)

CHARTS: tuple[Chart, ...] = (
    verified_daily.verified_daily,
    by_state.by_state_daily,
    balance.balance_weekly,
    age.age_weekly,
    abandoned_weekly.abandoned_weekly,
    clean_up.clean_up,
    by_repository.by_repository,
)

AHEAD: tuple[Chart, ...] = (verified_ahead.verified_ahead,)

FAMILIES: tuple[Family, ...] = (
    fate.fates_at_clean_ups,
    clean_up.effects,
)
