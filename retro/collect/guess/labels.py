"""What votes mean on a server, as some of its merged changes tell: each label with the source."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from retro.collect.gerrit.label_rules import Shown, rules
from retro.collect.guess.hints import Hints
from retro.collect.guess.votes import ChangeSeen, Crowd
from retro.model.label import SAFE, Meaning, SeenVotes, Served
from retro.model.labels import Labels


def served(records: Iterable[dict[str, Any]]) -> tuple[Served, ...]:
    """Return what changes, as a server sent them, tell of labels; others tell nothing."""
    return rules(list(_shown(records)))


def meanings(
    hints: Hints, told: tuple[Served, ...], changes: tuple[ChangeSeen, ...], everybody: Crowd
) -> tuple[Meaning, ...]:
    """Return what the labels of some merged changes of one project mean there.

    On OpenDev Code-Review, Verified and Workflow are left out: what they mean needs no line.
    """
    labels = Labels(server=hints.server, served=told, seen=_seen(changes, everybody))
    project = next((rule.project for rule in told), hints.main)
    branch = next((change.branch for change in changes), "master")
    there = labels.on(project, branch)
    names = dict.fromkeys(name for change in changes for name in change.labels)
    known = SAFE if hints.opendev else ()
    return tuple(there.meaning(name) for name in names if name not in known)


def _shown(records: Iterable[dict[str, Any]]) -> Iterator[Shown]:
    for record in records:
        try:
            yield msgspec.convert(record, Shown)
        except msgspec.ValidationError:
            continue


def _seen(changes: Iterable[ChangeSeen], everybody: Crowd) -> dict[str, SeenVotes]:
    """Return what the votes on each label show."""
    found: dict[str, SeenVotes] = {}
    for change in changes:
        for name, label in change.labels.items():
            before = found.get(name, SeenVotes())
            cast = [vote for vote in label.all if vote.value]
            robots = sum(vote._account_id in everybody.robots for vote in cast)
            found[name] = SeenVotes(
                lowest=min([before.lowest, label.lowest]),
                people=before.people + len(cast) - robots,
                robots=before.robots + robots,
            )
    return found
