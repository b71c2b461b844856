"""From a case to facts and series: every metric is a pure function, its docstring the definition.

Each chapter lists its own metrics and charts in the order of reading; here they are joined in the
order of the page. A new measure is a file in its chapter's folder, and two lines in the chapter's
list: one imports it, the other gives it its place. Families are metrics of which there is one for
each thing of a sort that a team wrote in cycle.yaml.
"""

from retro.errors import UsageError
from retro.measure import (
    backlog,
    bugs,
    community,
    features,
    flow,
    handoff,
    priorities,
    rhythm,
    watch,
)
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Chart, Family, Metric
from retro.model.facts import Definition, Drawing, Fact, Gap
from retro.model.team import Notes

__all__ = [
    "AHEAD",
    "CHARTS",
    "FAMILIES",
    "METRICS",
    "Case",
    "definitions",
    "drawing",
    "fact",
    "facts",
    "series",
]

METRICS: tuple[Metric, ...] = (
    *features.METRICS,
    *priorities.METRICS,
    *community.METRICS,
    *backlog.METRICS,
    *flow.METRICS,
    *rhythm.METRICS,
    *bugs.METRICS,
    *handoff.METRICS,
)

CHARTS: tuple[Chart, ...] = (
    *features.CHARTS,
    *priorities.CHARTS,
    *community.CHARTS,
    *backlog.CHARTS,
    *flow.CHARTS,
    *rhythm.CHARTS,
    *bugs.CHARTS,
)

FAMILIES: tuple[Family, ...] = (
    *backlog.FAMILIES,
    *watch.FAMILIES,
)


AHEAD: tuple[Chart, ...] = (*features.AHEAD, *backlog.AHEAD)
"""What is drawn while a cycle runs, and not once it is over."""


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
    found = next((one for one in METRICS if one.definition.name == name), None)
    if found is None:
        known = {metric.definition.name: metric for metric in metrics(case.notes)}
        if name not in known:
            raise UsageError(f'no fact is named "{name}"', hint=f"one of {', '.join(known)}")
        found = known[name]
    return found(case)


def series(case: Case, *, running: bool = False) -> dict[str, Drawing | Gap]:
    """Return every series of a case, by name, in the order of the pages."""
    charts = (*CHARTS, *AHEAD) if running else CHARTS
    return {chart.definition.name: chart(case) for chart in charts}


def drawing(case: Case, name: str) -> Drawing | Gap:
    """Return one series of a case, by a name that `CHARTS` has."""
    return next(chart for chart in CHARTS if chart.definition.name == name)(case)


def definitions(notes: Notes | None = None, *, running: bool = False) -> dict[str, Definition]:
    """Return how each fact and each series is counted, by name.

    Args:
        notes: What a team wrote about a cycle, for the families that it makes.
        running: Whether the cycle runs, so that something is drawn of what is ahead.
    """
    ahead = AHEAD if running else ()
    every: tuple[Metric | Chart, ...] = (*metrics(notes or Notes()), *CHARTS, *ahead)
    return {one.definition.name: one.definition for one in every}
