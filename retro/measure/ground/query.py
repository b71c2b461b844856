"""Gerrit queries: conditions that ask a server for what was counted, as it is today."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from retro.model.label import CODE_REVIEW, HIGHEST, VETO, WORKFLOW
from retro.model.labels import Labels, Meanings
from retro.model.query import value
from retro.model.team import Gerrit, named


def open_changes(gerrit: Gerrit) -> str:
    """Return the query for the team's open changes."""
    return both("status:open", on_projects(gerrit.ever(gerrit.projects)), on_branches(gerrit))


def verified_changes(gerrit: Gerrit, labels: Labels) -> str:
    """Return the query for the verified backlog."""
    return both(open_changes(gerrit), passed(gerrit), undecided(gerrit, labels))


def failing_changes(gerrit: Gerrit) -> str:
    """Return the query for the open changes that the gating CI found at fault."""
    label = gerrit.ci.label
    failed = either(f"label:{value(f'{label}<=-1,user={name}')}" for name in gerrit.ci.gating)
    return both(open_changes(gerrit), failed)


def approved_changes(gerrit: Gerrit, days: int) -> str:
    """Return the query for approved changes that nobody touched for some days."""
    return both(open_changes(gerrit), "label:Workflow>=1", f"age:{days}d")


def starved_changes(gerrit: Gerrit, labels: Labels) -> str:
    """Return the query for the verified backlog that nobody touched for 30 days."""
    return both(verified_changes(gerrit, labels), "age:30d")


def undecided(gerrit: Gerrit, labels: Labels) -> str:
    """Return the conditions that no vote stops a change or sends it to the gate."""
    seen = {label: labels.seen[label].lowest for label in sorted(labels.seen)}
    always = {CODE_REVIEW: VETO, gerrit.ci.label: VETO}
    stopped = (
        condition
        for label, lowest in (always | {**seen, **always}).items()
        if label not in WORKFLOW
        for condition in _not_stopped(gerrit, labels, label, lowest)
    )
    workflow = ("NOT label:Workflow<=-1", "NOT label:Workflow>=1") if _works(labels) else ()
    return both("NOT is:wip", *workflow, *stopped)


def _works(labels: Labels) -> bool:
    """Tell whether there may be a label Workflow: a server that says what it has may have none."""
    told = {rule.label for rule in labels.served}
    return not told or not WORKFLOW.isdisjoint(told | set(labels.seen))


def core_voted(gerrit: Gerrit, labels: Labels) -> str:
    """Return the condition that somebody cast Code-Review's highest vote, be it +2 or +1."""
    tops: dict[int, list[str]] = {}
    for project in _projects(gerrit.ever(gerrit.projects), labels):
        tops.setdefault(labels.highest(project), []).append(project)
    if len(tops) == 1:
        return f"label:{CODE_REVIEW}={next(iter(tops))}"
    # a project in which no vote is as high as +2 finds nothing by the first of them
    low = (
        _within(f"label:{CODE_REVIEW}={top}", some)
        for top, some in sorted(tops.items())
        if top != HIGHEST
    )
    return either((f"label:{CODE_REVIEW}={HIGHEST}", *low))


def _not_stopped(gerrit: Gerrit, labels: Labels, label: str, lowest: int) -> Iterator[str]:
    """Yield the conditions that no vote on a label stops a change, in projects where one would."""
    projects = _projects(gerrit.ever(gerrit.projects + gerrit.specs), labels)
    branch = next(iter(gerrit.branches), "master")
    found: dict[int, list[str]] = {}
    for project in projects:
        if stop := _stop(labels.on(project, branch), label, lowest):
            found.setdefault(stop, []).append(project)
    for stop, stopping in sorted(found.items()):
        condition = f"label:{label}{'<=' if stop < 0 else '>='}{stop}"
        everywhere = len(stopping) == len(projects)
        yield f"NOT {condition if everywhere else _within(condition, stopping)}"


def _within(condition: str, projects: Iterable[str]) -> str:
    return f"({both(condition, on_projects(projects))})"


def _stop(meanings: Meanings, label: str, lowest: int) -> int:
    """Return the mildest vote on a label that stops a change; 0 where none does."""
    low = (stop for stop in (-1, VETO) if lowest <= stop and meanings.vetoes(label, stop))
    return next(low, 1 if meanings.vetoes(label, 1) else 0)


def _projects(patterns: tuple[str, ...], labels: Labels) -> tuple[str, ...]:
    """Return projects as far as they are known by name."""
    found = {*patterns, *labels.tops, *(rule.project for rule in labels.served)}
    exact = (name for name in found if not name.endswith("*") and named(name, patterns))
    return tuple(sorted(exact)) or tuple(name.removesuffix("*") for name in patterns)


def open_specs(gerrit: Gerrit) -> str:
    """Return the query for the team's open specs."""
    return both("status:open", on_projects(gerrit.ever(gerrit.specs)), on_branches(gerrit))


def merged(gerrit: Gerrit, begins: datetime, ends: datetime) -> str:
    """Return the query for what was merged from one moment up to, without, another."""
    return _merged(gerrit, gerrit.projects, begins, ends)


def merged_specs(gerrit: Gerrit, begins: datetime, ends: datetime) -> str:
    """Return the query for what was merged in the specs repositories between two moments."""
    return _merged(gerrit, gerrit.specs, begins, ends)


def _merged(gerrit: Gerrit, projects: tuple[str, ...], begins: datetime, ends: datetime) -> str:
    last = ends - timedelta(seconds=1)
    between = f'mergedafter:"{begins:%F %T}" mergedbefore:"{last:%F %T}"'
    return both("status:merged", on_projects(gerrit.ever(projects)), on_branches(gerrit), between)


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
