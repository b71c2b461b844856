"""Priorities: what the team meant to do first, and what it looked at."""

from retro.measure.ground.definition import Chart, Metric
from retro.measure.priorities import focus, planned

METRICS: tuple[Metric, ...] = (
    planned.planned,
    planned.missed,
    focus.focus,
)

CHARTS: tuple[Chart, ...] = (focus.focus_weekly,)
