"""Bugs: how many came, were fixed and are left."""

from retro.measure.bugs import backlog, backlog_daily, mass, release, turnover, weekly
from retro.measure.ground.definition import Chart, Metric

METRICS: tuple[Metric, ...] = (
    turnover.reported,
    turnover.fixed,
    turnover.closed_otherwise,
    mass.closed_in_mass,
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
)

CHARTS: tuple[Chart, ...] = (
    backlog_daily.backlog_daily,
    weekly.weekly,
)
