"""What a team's files name and nothing matches: it would be passed over in silence."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from retro.content.doubt import Doubt
from retro.content.folder import CYCLE, TEAM, cycle_folder, team_folder, yaml_of
from retro.content.node import Node
from retro.content.strangers import doubt, idle, met, near, slip_of, strangers
from retro.content.team_of_cycle import as_of_cycle
from retro.outline.chapters import TITLES

_NOBODY = "an account on no change of the record"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CORE = "core"
"""In what a sub-team was merged into, this means the core team, which is no sub-team."""


class Names(Struct, frozen=True, kw_only=True):
    """What a record knows by name; None where it can't tell.

    `accounts` are numbers and usernames, `work` the features, blueprints and topics in small
    letters, `refused` what the server said against a watched piece of work's query, by its title.
    """

    accounts: frozenset[str] | None = None
    projects: frozenset[str] | None = None
    work: frozenset[str] | None = None
    refused: dict[str, str] = {}
    days: tuple[date, date]


def unheeded(folder: Path, team: str, cycle: str, names: Names) -> tuple[Doubt, ...]:
    """Return what a team's files name and the record doesn't know, each with file and line.

    Raises:
        ContentError: A file can't be read.
    """
    home = cycle_folder(folder, team, cycle)
    about = yaml_of(folder, team_folder(folder, team) / TEAM)
    written = yaml_of(folder, home / CYCLE)
    return (
        *(_team(as_of_cycle(about, written), names) if about else ()),
        *(_cycle(written, names) if written else ()),
        *_chapters(home),
    )


def refused(folder: Path, team: str, cycle: str, answers: dict[str, str]) -> tuple[Doubt, ...]:
    """Return the queries of watched work that a server refused, each with file and line.

    Args:
        folder: content/.
        team: Its key.
        cycle: The cycle's folder.
        answers: What the server said, by the title of the work.
    """
    written = yaml_of(folder, cycle_folder(folder, team, cycle) / CYCLE)
    return tuple(_refused(written, answers)) if written else ()


def _refused(node: Node, answers: dict[str, str]) -> Iterator[Doubt]:
    for work in _at(node, "watch").items():
        title = str(_at(work, "title").value)
        if title in answers:
            what = f"the query of “{title}” found nothing: {answers[title]}"
            yield doubt(_at(work, "query"), what, "look at its operators, then make collect")


def _team(node: Node, names: Names) -> Iterator[Doubt]:
    """Yield what is said for every cycle and this one doesn't know."""
    gerrit = _at(node, "gerrit")
    if names.accounts is not None:
        ci = _at(_at(gerrit, "ci"), "accounts")
        calls = [*_at(gerrit, "bots").items(), *ci.items()]
        calls += [call for person in _at(gerrit, "people").items() for call in person.items()]
        yield from idle(calls, names.accounts, _NOBODY)
    if names.projects is not None:
        keys = ("projects", "specs", "core_projects")
        projects = [node for key in keys for node in _at(gerrit, key).items()]
        said = _at(gerrit, "formerly").value
        formerly = said if isinstance(said, dict) else {}
        projects += [Node(node.path, node.line, now) for now, node in formerly.items()]
        yield from idle(projects, names.projects, "a project without any change", met)


def _cycle(node: Node, names: Names) -> Iterator[Doubt]:
    if names.accounts is not None:
        roster = [_at(tenure, "account") for tenure in _at(node, "roster").items()]
        yield from strangers(roster, names.accounts, _NOBODY)
    if names.work is not None:
        yield from strangers(_work(node), names.work, "neither a feature nor work of the record")
    yield from _groups(_at(node, "groups"))
    yield from _outside(node, names.days)
    yield from _refused(node, names.refused)


def _chapters(home: Path) -> Iterator[Doubt]:
    """Yield the files that are chapters of one's own by a slip: one letter off a known one."""
    for path in sorted(home.glob("*.md")):
        key = "" if path.stem in TITLES else slip_of(path.stem, TITLES)
        if key:
            what = f"{path.name} is a chapter of its own, and not {TITLES[key]}"
            yield Doubt(str(path), what, f"did you mean {key}.md?")


def _work(node: Node) -> Iterator[Node]:
    """Yield the names of work: what priorities name, and what is declared or asked for by name."""
    for priority in _at(node, "priorities").items():
        yield from _at(priority, "features").items()
    for key in ("deferred", "ffe"):
        for entry in _at(node, key).items():
            item = _at(entry, "item")
            # words are told as they are; what has no blank is meant as the name of a feature
            if " " not in str(item.value).strip():
                yield item


def _groups(nodes: Node) -> Iterator[Doubt]:
    names = frozenset(str(_at(group, "name").value) for group in nodes.items())
    for group in nodes.items():
        into = _at(group, "merged_into")
        name = str(into.value)
        if name and name not in names and _CORE not in name.casefold():
            yield doubt(into, f"no group is called “{name}”", near(name, names))


def _outside(node: Node, days: tuple[date, date]) -> Iterator[Doubt]:
    """Yield the milestones and freezes outside of the cycle: no chart has a place for them."""
    milestones = _at(_at(node, "dates"), "milestones").value
    dated = list(milestones.items()) if isinstance(milestones, dict) else []
    for freeze in _at(node, "freezes").items():
        dated.append((str(_at(freeze, "name").value), _at(freeze, "day")))
    first, last = map(str, days)
    for name, place in dated:
        # a milestone that a team has not is written as a word
        if _DAY.fullmatch(str(place.value)) and not first <= str(place.value) <= last:
            what = f"{name} is on {place.value}, outside of the cycle"
            yield doubt(place, what, f"the cycle goes from {first} to {last}")


def _at(node: Node, key: str) -> Node:
    """Return the node of a key, or an empty one."""
    empty = Node(node.path, node.line)
    return node.value.get(key, empty) if isinstance(node.value, dict) else empty
