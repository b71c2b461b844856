"""From a case to facts and series: every metric is a pure function, its docstring the definition.

The tables below name every metric of this version, in the order of the pages; families are
metrics of which there is one for each thing of a sort that a team wrote in cycle.yaml.
"""

from collections.abc import Callable

from retro.errors import UsageError
from retro.measure import typed
from retro.measure.backlog import (
    abandoned,
    abandoned_weekly,
    age,
    balance,
    by_state,
    candidates,
    clean_up,
    fate,
    specs,
    starved,
    verified,
)
from retro.measure.bugs import backlog, backlog_daily, release, turnover
from retro.measure.community import (
    activity,
    concentration,
    constancy,
    cores,
    coverage,
    disagreement,
    needed,
    newcomers,
    reviewers,
    reviewing,
)
from retro.measure.features import deferred, funnel, outcomes, proposed, timeline
from retro.measure.flow import first_review, gate, landing, merges, merges_weekly, phases, rework
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Chart, Metric
from retro.measure.handoff import pointers
from retro.measure.priorities import focus
from retro.measure.rhythm import effect
from retro.measure.watch import watched
from retro.model.facts import Definition, Drawing, Fact, Gap
from retro.model.team import Notes

__all__ = ["CHARTS", "FAMILIES", "METRICS", "Case", "definitions", "fact", "facts", "series"]

METRICS: tuple[Metric, ...] = (
    by_state.open_changes,
    by_state.by_state,
    verified.verified_backlog,
    verified.verified_at_start,
    verified.verified_reviewed_since,
    age.age,
    age.patch_set_age,
    starved.starved_changes,
    starved.starved_at_start,
    fate.starved_fate,
    abandoned.abandoned,
    abandoned.abandoned_by_reason,
    abandoned.abandoned_by_rule,
    abandoned.starved_abandoned,
    candidates.abandon_candidates,
    balance.closure_ratio,
    specs.specs,
    cores.cores,
    cores.cores_usual,
    cores.cores_joined,
    cores.cores_joined_late,
    cores.cores_left,
    cores.cores_returned,
    activity.cores_constant,
    activity.cores_occasional,
    activity.cores_quiet,
    activity.cores_interrupted,
    reviewing.share_by_non_cores,
    reviewing.first_reviews_by_non_cores,
    reviewers.reviewers,
    coverage.cores_reviewing,
    coverage.days_without_core_review,
    needed.core_reviews,
    concentration.concentration,
    concentration.concentration_core_votes,
    disagreement.disagreement,
    newcomers.newcomers,
    newcomers.newcomers_first_review,
    pointers.groups,
    pointers.group_overlap,
    first_review.time_to_first_review,
    landing.time_to_merge,
    landing.days_to_merge_of_merged,
    rework.review_cycle,
    rework.patch_sets,
    gate.rechecks,
    gate.gate_failures,
    merges.merged,
    merges.merged_by_people,
    phases.merged_by_milestone,
    phases.merged_after_freeze,
    proposed.proposed,
    outcomes.approved,
    outcomes.landed,
    deferred.deferred,
    deferred.deferral_lead_days,
    deferred.will_not_make_it,
    outcomes.open_at_end,
    outcomes.given_up,
    proposed.refused,
    proposed.withdrawn,
    proposed.undecided,
    outcomes.approved_after_freeze,
    deferred.merged_after_freeze,
    outcomes.conflicts,
    typed.feature_freeze_exceptions,
    typed.spec_freeze,
    typed.freeze_notice_days,
    typed.priorities_planned,
    typed.priorities_missed,
    focus.focus,
    typed.review_days,
    effect.effect,
    turnover.reported,
    turnover.fixed,
    turnover.closed_otherwise,
    turnover.closed_in_mass,
    backlog.open_bugs,
    backlog.open_at_start,
    backlog.by_importance,
    backlog.untriaged,
    backlog.time_to_triage,
    release.fixed_since_m3,
    release.open_rc1,
    release.lite_specs,
    release.fixed_by_milestone,
    release.security,
    pointers.next_goals,
    pointers.delegations,
    pointers.dashboard_url,
)

CHARTS: tuple[Chart, ...] = (
    by_state.by_state_daily,
    balance.balance_weekly,
    age.age_weekly,
    clean_up.clean_up,
    abandoned_weekly.abandoned_weekly,
    constancy.cores_daily,
    reviewing.reviews_weekly,
    reviewers.reviewers_weekly,
    needed.core_reviews_weekly,
    timeline.timeline,
    funnel.funnel,
    backlog_daily.backlog_daily,
    turnover.weekly,
    merges_weekly.merges_weekly,
    first_review.first_review,
    landing.merged_within,
    focus.focus_weekly,
    effect.reviews_daily,
)

FAMILIES: tuple[Callable[[Notes], tuple[Metric, ...]], ...] = (
    fate.fates_at_clean_ups,
    clean_up.effects,
    watched.watched,
)


def metrics(notes: Notes) -> tuple[Metric, ...]:
    """Return every metric of a cycle, those of families last."""
    return METRICS + tuple(metric for family in FAMILIES for metric in family(notes))


def facts(case: Case) -> dict[str, Fact | Gap]:
    """Return every number of a case, by name, in the order of the pages."""
    return {metric.definition.name: metric(case) for metric in metrics(case.notes)}


def fact(case: Case, name: str) -> Fact | Gap:
    """Return one number of a case.

    Raises:
        UsageError: no metric has this name.
    """
    known = {metric.definition.name: metric for metric in metrics(case.notes)}
    if name not in known:
        raise UsageError(f'no fact is named "{name}"', hint=f"one of {', '.join(known)}")
    return known[name](case)


def series(case: Case) -> dict[str, Drawing | Gap]:
    """Return every series of a case, by name, in the order of the pages."""
    return {chart.definition.name: chart(case) for chart in CHARTS}


def definitions(notes: Notes | None = None) -> dict[str, Definition]:
    """Return how each fact and each series is counted, by name.

    Args:
        notes: What a team wrote about a cycle, for the families that it makes.
    """
    every: tuple[Metric | Chart, ...] = (*metrics(notes or Notes()), *CHARTS)
    return {one.definition.name: one.definition for one in every}
