"""Gerrit queries: conditions that ask a server for what was counted, as it is today."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from retro.model.label import CODE_REVIEW, VETO, WORKFLOW
from retro.model.labels import Labels
from retro.model.query import value
from retro.model.team import Gerrit


def open_changes(gerrit: Gerrit) -> str:
    """Return the query for the team's open changes."""
    return both("status:open", on_projects(gerrit.projects), on_branches(gerrit))


def verified_changes(gerrit: Gerrit, labels: Labels) -> str:
    """Return the query for the verified backlog."""
    return both(open_changes(gerrit), passed(gerrit), undecided(gerrit, labels))


def starved_changes(gerrit: Gerrit, labels: Labels) -> str:
    """Return the query for the verified backlog that nobody touched for 30 days."""
    return both(verified_changes(gerrit, labels), "age:30d")


def undecided(gerrit: Gerrit, labels: Labels) -> str:
    """Return the conditions that no vote stops a change or sends it to the gate."""
    seen = {label: labels.seen[label].lowest for label in sorted(labels.seen)}
    always = {CODE_REVIEW: VETO, gerrit.ci.label: VETO}
    stopped = (
        f"NOT label:{label}<={stop}"
        for label, lowest in (always | {**seen, **always}).items()
        if label not in WORKFLOW and (stop := _stop(labels, label, lowest))
    )
    return both("NOT is:wip", "NOT label:Workflow<=-1", "NOT label:Workflow>=1", *stopped)


def _stop(labels: Labels, label: str, lowest: int) -> int:
    """Return the highest vote on a label that stops a change; 0 where none does."""
    return next((stop for stop in (-1, VETO) if lowest <= stop and labels.vetoes(label, stop)), 0)


def open_specs(gerrit: Gerrit) -> str:
    """Return the query for the team's open specs."""
    return both("status:open", on_projects(gerrit.specs), on_branches(gerrit))


def merged(gerrit: Gerrit, begins: datetime, ends: datetime) -> str:
    """Return the query for what was merged from one moment up to, without, another."""
    last = ends - timedelta(seconds=1)
    between = f'mergedafter:"{begins:%F %T}" mergedbefore:"{last:%F %T}"'
    return both("status:merged", on_projects(gerrit.projects), on_branches(gerrit), between)


def passed(gerrit: Gerrit) -> str:
    """Return the condition that a gating CI voted in favour."""
    label = gerrit.ci.label
    return either(f"label:{value(f'{label}>=1,user={name}')}" for name in gerrit.ci.gating)


def on_projects(patterns: Iterable[str]) -> str:
    """Return the condition on projects; a pattern `prefix*` asks by prefix."""
    return either(
        f"projects:{value(pattern[:-1])}" if pattern.endswith("*") else f"project:{value(pattern)}"
        for pattern in patterns
    )


def on_branches(gerrit: Gerrit) -> str:
    """Return the condition on branches, empty where every branch counts."""
    return either(f"branch:{value(branch)}" for branch in gerrit.branches)


def either(conditions: Iterable[str]) -> str:
    """Join conditions of which one must hold."""
    some = tuple(conditions)
    return f"({' OR '.join(some)})" if len(some) > 1 else "".join(some)


def both(*conditions: str) -> str:
    """Join conditions that must all hold."""
    return " ".join(condition for condition in conditions if condition)
