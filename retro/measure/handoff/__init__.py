"""Hand-off: what the next lead is given."""

from retro.measure.ground.definition import Metric
from retro.measure.handoff import dashboard, pointers, threads

METRICS: tuple[Metric, ...] = (
    threads.threads,
    pointers.next_goals,
    pointers.delegations,
    pointers.candidates,
    dashboard.dashboard_url,
)
