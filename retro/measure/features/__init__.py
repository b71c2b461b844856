"""Features: what was proposed, approved, landed and deferred."""

from retro.measure.features import (
    carried_over,
    deferred,
    freeze,
    funnel,
    outcomes,
    proposed,
    timeline,
    to_go,
    unknown,
    will_not_make_it,
)
from retro.measure.ground.definition import Chart, Metric

METRICS: tuple[Metric, ...] = (
    outcomes.landed,
    deferred.deferred,
    outcomes.open_at_end,
    unknown.unknown,
    will_not_make_it.will_not_make_it,
    proposed.proposed,
    outcomes.approved,
    proposed.refused,
    proposed.withdrawn,
    proposed.undecided,
    carried_over.carried_over,
    freeze.feature_freeze_exceptions,
    freeze.merged_after_freeze,
    freeze.spec_freeze,
    freeze.approved_after_freeze,
    deferred.deferral_lead_days,
    outcomes.given_up,
    outcomes.conflicts,
    freeze.freeze_notice_days,
)

CHARTS: tuple[Chart, ...] = (
    timeline.timeline,
    funnel.funnel,
)

AHEAD: tuple[Chart, ...] = (to_go.to_go_daily,)
