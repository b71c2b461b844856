"""What openstack/releases says of a cycle's deliverables: how released, and where tracked.

A deliverable is a team's by its repositories, since files before Newton name no team.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from retro.collect.governance.charter import Charter
from retro.collect.governance.clone import day_of, last_before
from retro.collect.governance.models import Way, model_of, rank
from retro.collect.governance.nodes import items, mapping, read, text, texts
from retro.collect.governance.teams import key_of
from retro.collect.specs.git import Git
from retro.content import Node
from retro.errors import SourceRefusedError
from retro.model.cycle import Cycle
from retro.model.sketch import Guess
from retro.model.time import start_of

_INDEPENDENT = "_independent"
_VERSION = re.compile(r"[\w.+-]{1,40}", re.ASCII)
_PLACE = re.compile(r"[a-z0-9][\w./+-]*", re.ASCII)


class Deliverable(Struct, frozen=True, kw_only=True):
    """A deliverable as its file tells it; `versions` are its releases in the cycle."""

    name: str
    team: str
    service: bool
    independent: bool
    model: str
    launchpad: str
    storyboard: str
    repositories: tuple[str, ...]
    versions: tuple[str, ...]


class Releases:
    """The deliverables of one cycle, and those that are released apart from cycles."""

    def __init__(self, git: Git, where: str, cycle: Cycle) -> None:
        """Read a clone of openstack/releases as of the last commit before the release day.

        Raises:
            SourceError: The clone can't be read, or has nothing of the cycle on that day.
        """
        commit = last_before(git, start_of(cycle.release), where)
        self.day = day_of(commit)
        folders = [f"deliverables/{name}" for name in (cycle.name, _INDEPENDENT)]
        entries = [
            entry
            for entry in git.tree(*folders, at=commit.number)
            if entry.path.endswith(".yaml") and not entry.link
        ]
        texts = git.blobs([entry.blob for entry in entries])
        self._all = [
            _deliverable(entry.path, read(said, f"{where}:{entry.path}"))
            for entry, (_, said) in zip(entries, texts, strict=True)
        ]
        if all(one.independent for one in self._all):
            raise SourceRefusedError(
                f"there is no {folders[0]} on {self.day}",
                where=where,
                hint="name a clone of openstack/releases, or leave --releases out",
            )

    def tell(self, charter: Charter) -> Charter:
        """Return a charter with what its team's deliverables say."""
        names = {name for one in charter.repositories for name in one.names}
        own = [one for one in self._all if _is_of(one, charter, names)]
        if not own:
            return replace(charter, remarks=(f"no deliverable in the releases on {self.day}",))
        by = f"the releases on {self.day}"
        own.sort(key=lambda one: (one.independent, _rank(one, charter)))
        cyclic = [one for one in own if not one.independent]
        told = model_of((_way(one, charter) for one in cyclic or own), by)
        return replace(
            charter,
            model=told or charter.model,
            launchpad=tuple(self._elsewhere(own, _places("launchpad", own, by))),
            storyboard=tuple(_places("storyboard", own, by))[:1],
            releases=tuple(chain.from_iterable(map(_released, cyclic))) if cyclic else None,
        )

    def _elsewhere(self, own: Sequence[Deliverable], places: Iterable[Guess]) -> Iterator[Guess]:
        """Yield places; one that is called as another team's deliverable is not taken."""
        others = {one.name for one in self._all if one not in own}
        for guess in places:
            if guess.value in others:
                yield replace(guess, why=f"another team's; {guess.why}", taken=False)
            else:
                yield guess


def _released(one: Deliverable) -> Iterator[str]:
    return (f"{one.name} {version}" for version in one.versions if _VERSION.fullmatch(version))


def _rank(one: Deliverable, charter: Charter) -> int:
    return rank(one.name, charter.key, service=one.service)


def _way(one: Deliverable, charter: Charter) -> Way:
    return Way(one.name, one.model, _rank(one, charter))


def _places(kind: str, own: Iterable[Deliverable], by: str) -> Iterator[Guess]:
    """Yield where deliverables are tracked, each place once; a number is no name of a place."""
    seen = set[str]()
    for one in own:
        place = getattr(one, kind)
        if place.isdecimal():
            place = next(iter(one.repositories), "")
        if _PLACE.fullmatch(place) and place not in seen:
            seen.add(place)
            yield Guess(place, f"of {one.name}, by {by}")


def _is_of(one: Deliverable, charter: Charter, names: set[str]) -> bool:
    if names & set(one.repositories):
        return True
    return bool(one.team) and not one.repositories and key_of(one.team) == charter.key


def _deliverable(path: str, said: dict[str, Node]) -> Deliverable:
    releases = [mapping(one) for one in items(said.get("releases"))]
    named = (name for one in releases for name in texts(one.get("projects"), "repo"))
    _, folder, file = path.rsplit("/", 2)
    independent = folder == _INDEPENDENT
    return Deliverable(
        name=file.removesuffix(".yaml"),
        team=text(said, "team"),
        service=text(said, "type") == "service",
        independent=independent,
        model="independent" if independent else text(said, "release-model"),
        launchpad=text(said, "launchpad"),
        storyboard=text(said, "storyboard"),
        repositories=tuple(dict.fromkeys((*mapping(said.get("repository-settings")), *named))),
        versions=tuple(filter(None, (text(one, "version") for one in releases))),
    )
