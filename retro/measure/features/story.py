"""The story of a feature: where it is, how often it was put off, and the work that names it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from retro.measure.ground.case import Case
from retro.model import query
from retro.model.change import Change, Kind
from retro.model.facts import Item
from retro.model.feature import Feature, Outcome
from retro.model.story import Story, Work
from retro.model.team import Priority

_KINDS = {
    "client": re.compile(r"^(python-)?[\w-]+client$|sdk$"),
    "tests": re.compile(r"(^|-)tempest(-|$)"),
    "docs": re.compile(r"(^|-)(docs?|manuals|guides?|api-site|api-ref)(-|$)"),
}
"""Projects whose name says that they hold one kind of work; of all others nobody knows."""


def storied(case: Case, feature: Feature, item: Item, words: str = "") -> Item:
    """Add a feature's story to its line, with the words of a person if there are any."""
    merged = tuple(_merged(case, feature))
    earlier = tuple(dict.fromkeys(feature.carried))
    priority = promised(case, {*feature.names, feature.declared})
    story = Story(
        blueprint=feature.blueprint_url if feature.blueprint_url != feature.url else "",
        changes=_address(merged),
        work=_work(merged),
        origin=case.origin,
        times=_times(case, feature, len(earlier)),
        first="".join(earlier[:1]),
        approved=_approved(feature),
        promise=priority.title if priority else "",
        words=words or (_said(priority) if priority else ""),
    )
    return replace(item, story=story)


def promised(case: Case, names: Iterable[str]) -> Priority | None:
    """Return the priority that something of some names is part of, or is itself."""
    asked = {name.casefold() for name in names if name}
    for one in case.notes.priorities or ():
        if asked & {name.casefold() for name in (one.title, *one.features)}:
            return one
    return None


def kind_of(project: str) -> str:
    """Return what kind of work a project holds, if its name alone says so."""
    short = project.rpartition("/")[2]
    return next((kind for kind, name in _KINDS.items() if name.search(short)), "")


def _times(case: Case, feature: Feature, earlier: int) -> int | None:
    """Return how often a feature was put off; the first time is only known beside a cycle before.

    What landed was put off in the earlier cycles, all else in this one too.
    """
    if not earlier and (case.features is None or case.features.before is None):
        return None
    return earlier + (feature.outcome is not Outcome.LANDED)


def _merged(case: Case, feature: Feature) -> Iterator[Change]:
    """Yield the merged changes of code that name a feature."""
    for change in case.changes:
        if change.number in feature.changes and change.happened(Kind.MERGE):
            yield change


def _work(merged: Iterable[Change]) -> tuple[Work, ...]:
    counts = Counter(change.project for change in merged)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Work(project, number, kind_of(project)) for project, number in ranked)


def _address(merged: tuple[Change, ...]) -> str:
    """Return where the server shows some changes: one by itself, several by their numbers."""
    if len(merged) < 2:
        return "".join(change.url for change in merged)
    numbers = sorted(change.number for change in merged)
    return query.address(merged[0].server, " OR ".join(map(str, numbers)))


def _said(priority: Priority) -> str:
    """Return what a person wrote of the priority that a feature is part of."""
    return ": ".join(filter(None, (priority.title, priority.why)))


def _approved(feature: Feature) -> str:
    """Say when a spec was approved for the cycle, or between which days, without its commit."""
    return "".join(feature.evidence[:1]).partition(", ")[0] if feature.specified else ""
