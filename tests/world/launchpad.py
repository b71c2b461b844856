"""A Launchpad on loopback: it serves a small world the way lazr.restful and Launchpad do.

It follows them where collectors meet them: open statuses only and no duplicates unless asked,
memo links, entries that are hidden after the page is cut, plain refusals, HTML outages.
"""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.world.faults import HTML, Answer, Fault
from tests.world.launchpad_data import LEVELS, Group, Project, World
from tests.world.launchpad_form import Form, FormError, flag, searched
from tests.world.launchpad_wire import Entry, Wire
from tests.world.loopback import Loopback, Request

VERSIONS = ("beta", "1.0", "devel")
DEFAULT, MOST = 75, 300
OOPS = "OOPS-07a59c5f80aacdb12a2bfa2f747cb19f"
_OWN = ("ws.size", "ws.start", "memo", "direction")


class Batch(NamedTuple):
    """A collection before it is cut: hidden entries are None, and fall out of their page."""

    entries: Sequence[Entry | None]
    named: bool = False
    kind: str = ""


class LaunchpadServer(Loopback):
    """A running server; use it with `with`, ask it at `url`, read what came in `log`.

    Args:
        world: What there is; or a function that gives it for the request with that place in the
            log, so that tasks can move while somebody pages.
        faults: What goes wrong, by the request's place in the log.
        statuses: Those that this server knows.
        slow_above: Pages larger than this time out, with an OOPS and a page for people.
        alter: Changes an entry before it is sent: hides a field, forgets one, says a new word.
    """

    def __init__(
        self,
        world: World | Callable[[int], World],
        *,
        faults: Mapping[int, Fault] | None = None,
        statuses: Sequence[str] = tuple(LEVELS),
        slow_above: int = MOST,
        alter: Callable[[Entry], Entry] = lambda entry: entry,
    ) -> None:
        super().__init__(faults)
        self._world = world
        self._statuses = statuses
        self._slow_above = slow_above
        self._alter = alter

    @property
    def url(self) -> str:
        """Return the root of the version that collectors need."""
        return f"{self.base}/devel"

    def good(self, request: Request, place: int) -> Answer:
        """Answer a request as a healthy server does."""
        version, *path = request.path.strip("/").split("/")
        if version not in VERSIONS:
            return _plain(404, f"Object: <Request instance URL={self.base}>, name: ''")
        world = self._world(place) if callable(self._world) else self._world
        try:
            found = _Finder(world, self.base, version, self._statuses).find(path, request.query)
            return self._answered(found, request)
        except FormError as error:
            return _plain(400, str(error))

    def _answered(self, found: "Answer | Entry | Batch | None", request: Request) -> Answer:
        if isinstance(found, Answer):
            return found
        if found is None:
            name = request.path.rpartition("/")[2]
            return _plain(404, f"Object: <Thing at {request.path}>, name: '{name}'")
        if not isinstance(found, Batch):
            return _json(self._alter(found), request)
        if request.query.get("ws.show") == ["total_size"] and found.named:
            return _json(len(found.entries), request)
        size = _size(request.query)
        if size > self._slow_above:
            return _timeout()
        return _json(self._page(found, size, request), request)

    def _page(self, batch: Batch, size: int, request: Request) -> Entry:
        start = _number(request.query, "ws.start", 0)
        begin = _memo(request.query, start)
        cut = batch.entries[begin : begin + size]
        more = begin + size < len(batch.entries)
        address = self.base + request.path
        page: Entry = {"start": start}
        if more and batch.named and request.path.startswith("/devel/"):
            query = _clean(request.query, [("ws.show", "total_size")])
            page["total_size_link"] = f"{address}?{query}"
        else:
            # the last page's own count, from where it says that it starts: odd, and as it is
            page["total_size"] = len(batch.entries) if more else start + len(cut)
        if more:
            page["next_collection_link"] = f"{address}?{_next(request.query, size, start)}"
        if begin or start:
            page["prev_collection_link"] = f"{address}?{_before(request.query, size, start)}"
        page["entries"] = [self._alter(entry) for entry in cut if entry]
        if batch.kind:
            root = "/".join(address.split("/")[:4])
            page["resource_type_link"] = f"{root}/#{batch.kind}-page-resource"
        return page


class _Finder:
    """Finds what an address means in one version."""

    def __init__(self, world: World, base: str, version: str, statuses: Sequence[str]) -> None:
        self._world = world
        self._root = f"{base}/{version}"
        self._version = version
        self._statuses = statuses
        self._wire = Wire(world, self._root)

    def find(self, path: Sequence[str], query: Form) -> "Answer | Entry | Batch | None":
        """Return an entry, a collection before it is cut, a redirect, or None."""
        name, *rest = path
        if name == "bugs":
            return self._bug(rest)
        if renamed := self._world.renamed(name):
            address = "/".join((self._root, renamed.name, *rest))
            words = urlencode([(key, one) for key, said in query.items() for one in said])
            return Answer(301, b"", {"Location": f"{address}?{words}" if words else address})
        if group := self._world.group(name):
            return self._grouped(group, rest)
        project = self._world.project(name)
        return self._below(project, rest, query) if project else None

    def _bug(self, rest: Sequence[str]) -> "Entry | Batch | None":
        bug = self._world.bug(int(rest[0])) if rest and rest[0].isdecimal() else None
        if bug is None or rest[1:] not in ([], ["activity"]):
            return None
        if rest[1:]:
            return Batch(self._wire.activity(bug), kind="bug_activity")
        return self._wire.bug(bug)

    def _grouped(self, group: Group, rest: Sequence[str]) -> "Entry | Batch | None":
        if rest == ["projects"]:
            every = (self._world.project(name) for name in group.projects)
            return Batch([self._wire.project(one) for one in every if one], kind="project")
        return None if rest else self._wire.group(group)

    def _below(self, project: Project, rest: Sequence[str], query: Form) -> "Entry | Batch | None":
        match rest:
            case []:
                return self._operated(project, "", query) or self._wire.project(project)
            case [name] if name in project.series:
                return self._operated(project, name, query) or self._wire.series(project, name)
            case ["series"]:
                found = [self._wire.series(project, name) for name in project.series]
                return Batch(found, kind="project_series")
            case ["+milestone", name]:
                one = self._world.milestone(project.name, name)
                return self._wire.milestone(one) if one else None
            case ["+spec", name]:
                specs = self._world.blueprints(project.name)
                return next((self._wire.spec(one) for one in specs if one.name == name), None)
            case [what]:
                return self._collection(project, "", what)
            case [name, what] if name in project.series:
                return self._collection(project, name, what)
        return None

    def _operated(self, project: Project, series: str, query: Form) -> Batch | None:
        said = query.get("ws.op", [])
        if len(said) > 1:
            raise FormError(f"Expected a single operation: {list(said)}")
        match said:
            case []:
                return None
            case ["searchTasks"]:
                target = f"{project.name}/{series}" if series else project.name
                targeted = self._version != "devel"
                asked = searched(query, self._statuses, targeted)
                found = self._world.search(target, **asked)
                return Batch([None if t.bug.hidden else self._wire.task(t) for t in found], True)
            case ["get_timeline"] if not series:
                inactive = flag(query, "include_inactive")
                every = [self._wire.timeline(project, name, inactive) for name in project.series]
                return Batch(every, True)
        raise FormError(f"No such operation: {said[0]}")

    def _collection(self, project: Project, series: str, what: str) -> Batch | None:
        if what in ("all_specifications", "valid_specifications"):
            return self._specs(project, series, what) if self._version == "devel" else None
        found = self._world.milestones_of(project.name, series)
        if what == "all_milestones":
            return Batch([self._wire.milestone(one) for one in found], kind="milestone")
        if what == "releases":
            released = [self._wire.release(one) for one in found if one.released]
            return Batch(released, kind="project_release")
        return None

    def _specs(self, project: Project, series: str, what: str) -> Batch:
        found = self._world.blueprints(project.name, series)
        if what == "valid_specifications":
            keep = (lambda one: one.accepted) if series else (lambda one: not one.complete)
            found = [one for one in found if one.valid and keep(one)]
        entries = [None if one.hidden else self._wire.spec(one) for one in found]
        return Batch(entries, kind="specification")


def _size(query: Form) -> int:
    size = _number(query, "ws.size", DEFAULT)
    if size > MOST:
        raise FormError(f'Maximum for "ws.size" parameter is {MOST}.')
    return size if size > 0 else DEFAULT


def _memo(query: Form, start: int) -> int:
    """Return where the page begins: memo wins over ws.start, which is only for show."""
    if "memo" not in query:
        return start
    if not query["memo"][0].isdecimal():
        raise FormError("not an int")
    return int(query["memo"][0])


def _number(query: Form, name: str, default: int) -> int:
    try:
        return int(query[name][0])
    except (KeyError, ValueError):
        return default


def _clean(query: Form, more: list[tuple[str, str]]) -> str:
    kept = sorted((key, one) for key, said in query.items() for one in said if key not in _OWN)
    return urlencode(kept + more)


def _next(query: Form, size: int, start: int) -> str:
    more = [("ws.size", str(size))] if size != DEFAULT else []
    more += [("memo", str(start + size)), ("ws.start", str(start + size))]
    return _clean(query, more)


def _before(query: Form, size: int, start: int) -> str:
    more = [("ws.size", str(size))] if size != DEFAULT else []
    more += [("direction", "backwards"), ("memo", str(start))]
    if start > size:
        more.append(("ws.start", str(start - size)))
    return _clean(query, more)


def _json(value: Any, request: Request) -> Answer:
    text = json.dumps(value)
    # as lazr.restful does, so that a page can hold the answer in a script
    for sign in "&<>":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    headers = {"Content-Type": "application/json"}
    body = text.encode()
    if "gzip" in request.headers.get("Accept-Encoding", "") and len(body) > 256:
        return Answer(200, gzip.compress(body, 1, mtime=0), headers | {"Content-Encoding": "gzip"})
    return Answer(200, body, headers)


def _plain(status: int, text: str) -> Answer:
    return Answer(status, text.encode(), {"Content-Type": "text/plain;charset=utf-8"})


def _timeout() -> Answer:
    told = {"Content-Type": "text/html;charset=utf-8", "X-Lazr-OopsId": OOPS, "Retry-After": "900"}
    return Answer(503, HTML, told)
