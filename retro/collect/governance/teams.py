"""The teams of reference/projects.yaml, in each form that the file has had since 2014.

programs.yaml (until January 2015) had `projects` by maturity, then a list of them; projects.yaml
had that list with tags, and has `deliverables` with `repos` since autumn 2015. Who leads, and
how to reach them, is passed over; kept is whether anybody does, and was appointed.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from retro.collect.governance.nodes import mapping, read, text, texts
from retro.content import Node
from retro.errors import SourceChangedError
from retro.model.leading import Leadership

REPOSITORY = re.compile(r"[A-Za-z0-9][\w.+-]*/\w[\w.+-]*", re.ASCII)
_CHAMPIONS = "tc_members"
"""Liaisons of the technical committee to a team, who do not lead it."""


_NOBODY = "appointment needed"
"""What stands, in capitals, in the place of a lead's name where an election chose none."""


class Deliverable(Struct, frozen=True):
    """What is released as one: its repositories and its tags."""

    name: str
    repositories: tuple[str, ...]
    tags: tuple[str, ...] = ()


class Listed(Struct, frozen=True, kw_only=True):
    """A team as it is listed; `called` are other names that it goes by.

    `appointed` are the cycles whose lead was not elected, and `vacant` tells that there is none.
    """

    name: str
    called: tuple[str, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    leadership: Leadership = "one person"
    liaisons: tuple[str, ...] = ()
    appointed: frozenset[str] = frozenset()
    vacant: bool = False

    @property
    def key(self) -> str:
        """Return the name of its folder: small letters, and dashes for blanks."""
        return key_of(self.called[0] if self.called else self.name)

    @property
    def title(self) -> str:
        """Return its name for readers."""
        name = self.called[0] if self.called else self.name
        return name if name != name.lower() else name[:1].upper() + name[1:]

    @property
    def names(self) -> frozenset[str]:
        """Return all that it may be asked for by, as keys."""
        return frozenset(map(key_of, (self.name, *self.called)))

    @property
    def repositories(self) -> tuple[str, ...]:
        """Return its repositories, each once."""
        every = (name for one in self.deliverables for name in one.repositories)
        return tuple(dict.fromkeys(every))


def key_of(name: str) -> str:
    """Return a name as a folder can have it."""
    return re.sub(r"[^a-z0-9._]+", "-", name.lower()).strip("-._")


def teams(said: str, path: str) -> tuple[Listed, ...]:
    """Return the teams that a version of the file lists.

    Raises:
        SourceChangedError: The file is no YAML, or in a form that nobody knows here.
    """
    root = read(said, path)
    if not root:
        raise SourceChangedError("no team is listed", where=path, hint="name another clone")
    return tuple(_team(name, mapping(node)) for name, node in root.items())


def _team(name: str, said: dict[str, Node]) -> Listed:
    together = text(said, "leadership_type") == "distributed"
    codename = text(said, "codename")
    return Listed(
        name=name,
        called=(codename,) if codename else (),
        deliverables=tuple(_deliverables(said)),
        leadership="distributed" if together else "one person",
        liaisons=_roles(said) if together else (),
        appointed=_appointed(said),
        vacant=not together and _vacant(said),
    )


def _appointed(said: dict[str, Node]) -> frozenset[str]:
    """Return cycles in small letters; the list stands beside the lead, or below since 2020."""
    beside, below = said.get("appointed"), mapping(said.get("ptl")).get("appointed")
    return frozenset(name.lower() for node in (beside, below) for name in texts(node, "name"))


def _vacant(said: dict[str, Node]) -> bool:
    lead = said.get("ptl")
    name = text(mapping(lead), "name") or text(said, "ptl")
    return not name or name.lower() == _NOBODY


def _roles(said: dict[str, Node]) -> tuple[str, ...]:
    """Return what the liaisons of a team are for, and nobody's name."""
    roles = mapping(said["liaisons"]) if "liaisons" in said else {}
    return tuple(role for role in roles if role != _CHAMPIONS)


def _deliverables(said: dict[str, Node]) -> Iterator[Deliverable]:
    for name, node in mapping(said.get("deliverables")).items():
        one = mapping(node)
        yield Deliverable(name, _repositories(one.get("repos")), _tags(one.get("tags")))
    projects = said.get("projects")
    lists = (projects, *mapping(projects).values())
    for node in (item for one in lists if one for item in one.items()):
        tags = _tags(mapping(node).get("tags"))
        for name in _repositories(node):
            yield Deliverable(name.rpartition("/")[2], (name,), tags)


def _repositories(node: Node | None) -> tuple[str, ...]:
    return tuple(filter(REPOSITORY.fullmatch, texts(node, "repo")))


def _tags(node: Node | None) -> tuple[str, ...]:
    return tuple(texts(node, "name"))
