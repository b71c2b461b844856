"""What a Gerrit shows to anybody of a team that is only a name: projects, HEAD, some changes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from retro.collect.gerrit.changes import Query, decoded
from retro.collect.gerrit.labels import REQUIREMENTS
from retro.collect.guess.hints import SPECS, Hints
from retro.collect.guess.labels import served
from retro.collect.guess.votes import ChangeSeen, Crowd, crowd
from retro.collect.plan import time
from retro.collect.reply import NotUnderstoodError
from retro.collect.shared import Asks
from retro.errors import SourceChangedError, SourceRefusedError
from retro.model.cycle import Cycle
from retro.model.label import Served
from retro.model.query import value

Kind = TypeVar("Kind")

PAGE, MANY = 100, 500
ROWS = 50
"""So many merged changes are enough to see who votes."""

_PROJECT = re.compile(r"[A-Za-z0-9][\w./+-]*", re.ASCII)
_LEAD_IN = timedelta(days=180)


class Listed(Struct, frozen=True):
    """A project in the server's list."""

    state: str = "ACTIVE"
    description: str = ""
    _more_projects: bool = False

    @property
    def words(self) -> str:
        """Return the server's own words about it, in brackets, or nothing."""
        words = " ".join(self.description.split())
        cut = words if len(words) <= 60 else f"{words[:59].rstrip()}…"
        return f" ({cut})" if cut else ""


class Seen(Struct, frozen=True, kw_only=True):
    """What the server showed; `similar` are names like one that isn't there.

    `prefix` is how the names of the team's projects begin, which the server may tell better.
    """

    projects: dict[str, Listed]
    prefix: str = ""
    head: str = ""
    changes: tuple[ChangeSeen, ...] = ()
    served: tuple[Served, ...] = ()
    everybody: Crowd = Crowd()
    similar: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Tell whether there is a project of a name, or one that begins as `prefix*` says."""
        if name.endswith("*"):
            return any(one.startswith(name[:-1]) for one in self.projects)
        return name in self.projects


def look(asker: Asks, hints: Hints) -> Seen:
    """Return what a server shows of a team: its projects, and those that a person named.

    Raises:
        SourceError: The server is silent, refuses, or answers in another shape.
    """
    server = _Server(asker)
    projects = _listed(server, hints)
    unknown = not (hints.projects or any(map(hints.belongs, projects)))
    if unknown and (home := server.home(hints.key)):
        hints = replace(hints, prefix=home)
        projects = _listed(server, hints)
    seen = Seen(projects=projects, prefix=hints.prefix)
    main = _main(hints, seen)
    if not main or not all(map(seen.has, hints.projects)):
        return replace(seen, similar=server.similar(hints))
    return replace(_looked(server, main, projects, hints), prefix=hints.prefix)


def _listed(server: "_Server", hints: Hints) -> dict[str, Listed]:
    found: dict[str, Listed] = {}
    for start in hints.starts:
        found |= server.projects(start)
    return found


def look_closely(asker: Asks, main: str, hints: Hints) -> Seen:
    """Return what a server shows of a team whose projects are known, by one of them.

    Raises:
        SourceError: The server is silent, refuses, or answers in another shape.
    """
    return _looked(_Server(asker), main, {}, hints)


def shown(asker: Asks) -> dict[str, Listed]:
    """Return every project that a server shows to anybody.

    Raises:
        SourceError: The server is silent, refuses, or answers in another shape.
    """
    return _Server(asker).everything()


def _looked(server: "_Server", main: str, projects: dict[str, Listed], hints: Hints) -> Seen:
    head, records = server.head(main), server.merged(main, hints.cycle)
    changes, everybody = _read(records, hints.server)
    return Seen(
        projects=projects,
        head=head,
        changes=changes,
        served=served(records),
        everybody=everybody,
    )


def _read(records: list[dict[str, Any]], server: str) -> tuple[tuple[ChangeSeen, ...], Crowd]:
    try:
        changes = msgspec.convert(records, tuple[ChangeSeen, ...])
        return changes, crowd(records, server)
    except msgspec.ValidationError as error:
        raise SourceChangedError(f"the answer has another shape: {error}", where=server) from error


def _main(hints: Hints, seen: Seen) -> str:
    """Return the project to look at: the one that bears the team's name, else the first."""
    own = hints.code if hints.projects else filter(hints.belongs, seen.projects)
    there = [name for name in own if name in seen.projects and not name.endswith(SPECS)]
    return hints.main if hints.main in there else next(iter(there), "")


class _Server:
    def __init__(self, asker: Asks) -> None:
        self._asker = asker

    def projects(self, start: str) -> dict[str, Listed]:
        """Return the projects whose names begin so; names that can be none are left out."""
        return {
            name: one
            for name, one in self._listed((("p", start), ("d", ""), ("n", str(PAGE))))
            if _PROJECT.fullmatch(name)
        }

    def everything(self) -> dict[str, Listed]:
        """Return all projects, without a word about each."""
        listed = self._listed((("n", str(MANY)),))
        return {name: one for name, one in listed if _PROJECT.fullmatch(name)}

    def similar(self, hints: Hints) -> tuple[str, ...]:
        """Return some names that hold the first one that was named, or its first letters."""
        last = (*hints.projects, hints.main)[0].rpartition("/")[2].rstrip("*")
        for part in dict.fromkeys((last, last[:4])):
            found = self._get("/projects/", (("m", part), ("n", "5")), dict[str, Listed])
            if names := tuple(filter(_PROJECT.fullmatch, sorted(found))):
                return names
        return ()

    def home(self, key: str) -> str:
        """Return the folder of the one project whose name ends as a team is called, with a slash.

        Nothing where there is none such, or where there are several.
        """
        found = self._get("/projects/", (("m", key), ("n", str(PAGE))), dict[str, Listed])
        there = [
            name
            for name in filter(_PROJECT.fullmatch, found)
            if name.rpartition("/")[2].casefold() == key.casefold()
        ]
        return "".join(there[0].rpartition("/")[:2]) if len(there) == 1 else ""

    def head(self, project: str) -> str:
        """Return the branch that a project's HEAD points at, empty where it isn't shown."""
        try:
            # A slash has to be %2F: bare it would end the name, and the answer be a 404.
            ref = self._get(f"/projects/{quote(project, safe='')}/HEAD", (), str)
        except SourceRefusedError:
            return ""
        return ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else ""

    def merged(self, project: str, cycle: Cycle) -> list[dict[str, Any]]:
        """Return some changes that were merged during a cycle, those touched last."""
        span = f'since:"{time(cycle.begins - _LEAD_IN)}" until:"{time(cycle.ends)}"'
        options = [("o", name) for name in ("DETAILED_LABELS", "DETAILED_ACCOUNTS", "MESSAGES")]
        query = f"project:{value(project)} status:merged {span}"
        asked = [("q", query), ("n", str(ROWS)), *options]
        try:
            more = [*asked, ("o", REQUIREMENTS)]
            return self._get("/changes/", more, list[dict[str, Any]])
        except NotUnderstoodError:
            return self._get("/changes/", asked, list[dict[str, Any]])

    def _listed(self, which: Query) -> Iterator[tuple[str, Listed]]:
        """Yield the server's list page by page; the last row of one tells whether more follow."""
        start, more = 0, True
        while more:
            asked = list(which)
            if start:
                asked.append(("S", str(start)))
            page = self._get("/projects/", asked, dict[str, Listed])
            yield from page.items()
            start += len(page)
            more = any(one._more_projects for one in page.values())

    def _get(self, path: str, query: Query, kind: type[Kind]) -> Kind:
        answer = self._asker.ask(path, query)
        return decoded(answer.body, kind, self._asker.server + path)
