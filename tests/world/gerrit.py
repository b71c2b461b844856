"""A Gerrit on loopback: it serves full ChangeInfo records the way the real one does.

It follows the real server where collectors meet it: guard line, plain errors, versions' options,
a silent cap on rows, order by last update, `_more_changes` on the last row only.
"""

import gzip
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from tests.world.faults import Answer, Fault
from tests.world.gerrit_projects import Projects
from tests.world.gerrit_query import QueryError, parse
from tests.world.loopback import Loopback, Request

Info = dict[str, Any]
Changes = Sequence[Info] | Callable[[int], Sequence[Info]]

GUARD = b")]}'\n"
OPTIONS = {
    "LABELS": (2, 5),
    "CURRENT_REVISION": (2, 5),
    "ALL_REVISIONS": (2, 5),
    "CURRENT_COMMIT": (2, 5),
    "ALL_COMMITS": (2, 5),
    "CURRENT_FILES": (2, 5),
    "ALL_FILES": (2, 5),
    "DETAILED_ACCOUNTS": (2, 6),
    "DETAILED_LABELS": (2, 6),
    "MESSAGES": (2, 7),
    "REVIEWER_UPDATES": (2, 13),
    "SKIP_MERGEABLE": (2, 16),
    "SKIP_DIFFSTAT": (3, 1),
    "SUBMIT_REQUIREMENTS": (3, 5),
}
_ONLY_WITH = {
    "labels": {"LABELS", "DETAILED_LABELS"},
    "messages": {"MESSAGES"},
    "revisions": {"CURRENT_REVISION", "ALL_REVISIONS"},
    "current_revision": {"CURRENT_REVISION", "ALL_REVISIONS"},
    "reviewers": {"DETAILED_LABELS"},
    "removable_reviewers": {"DETAILED_LABELS"},
    "reviewer_updates": {"REVIEWER_UPDATES"},
    "submit_requirements": {"SUBMIT_REQUIREMENTS"},
}
DETAIL = {"LABELS", "DETAILED_LABELS", "DETAILED_ACCOUNTS", "MESSAGES", "REVIEWER_UPDATES"}
_ONE = re.compile(r"/changes/(\d+)(/detail)?")
_COMMENTS = re.compile(r"/changes/(\d+)/comments")
_HEAD = re.compile(r"/projects/([^/]+)/HEAD(?:\?.*)?")
_SHA = re.compile(r"[0-9a-f]{40}")
_BY_NUMBER = re.compile(r"change:\d+(?: OR change:\d+)*")


class GerritServer(Loopback):
    """A running server; use it with `with`, ask it at `url`, read what came in `log`.

    Args:
        changes: Full ChangeInfo records, or a function that gives them for the request with
            that place in the log: so a change can move while somebody pages.
        version: Decides which options are known.
        cap: The most rows that one answer holds.
        faults: What goes wrong, by the request's place in the log.
        unrendered: Numbers left out of every answer with options, without a word.
        crowded: Numbers left out only where other changes were asked for too.
        projects: What is known of projects beside their changes: state, description, head.
        past: Gives a change as it was at a commit of its record, or None where there is none.
        comments: The comments of changes, by number: by file or "/PATCHSET_LEVEL", as they are
            served; a change that is not in it has none.
        requirements: The labels that each change needs the highest vote on, and no lowest one;
            what a change brings itself goes before.
        port: Where to listen; by default wherever there is room.
    """

    def __init__(
        self,
        changes: Changes,
        *,
        version: str = "3.10.6",
        cap: int = 500,
        faults: Mapping[int, Fault] | None = None,
        unrendered: Collection[int] = (),
        crowded: Collection[int] = (),
        projects: Mapping[str, Info] | None = None,
        past: Callable[[int, str], Info | None] | None = None,
        comments: Mapping[int, Info] | None = None,
        requirements: Sequence[str] = (),
        port: int = 0,
    ) -> None:
        super().__init__(faults, port=port)
        self._changes = changes
        self._version = version
        self._cap = cap
        self._unrendered = unrendered
        self._crowded = crowded
        self._projects = Projects({} if projects is None else projects)
        self._past = past
        self._comments = {} if comments is None else comments
        self._requirements = [_requirement(label) for label in requirements]
        self._known: tuple[Sequence[Info], dict[int, Info]] | None = None

    @property
    def url(self) -> str:
        """Return the server's address."""
        return self.base

    def good(self, request: Request, place: int) -> Answer:
        """Answer a request as a healthy server does."""
        if request.path == "/config/server/version":
            return _json(self._version, request)
        try:
            if request.path == "/changes/":
                return _json(self._rows(request, place), request)
            if request.path == "/projects/":
                return _json(self._projects.page(self._names(place), request.query), request)
            if one := _HEAD.fullmatch(request.raw):
                return self._head(request, place, unquote(one[1]))
            if one := _COMMENTS.fullmatch(request.path):
                return self._said(request, place, int(one[1]))
            if one := _ONE.fullmatch(request.path):
                return self._one(request, place, int(one[1]), detail=bool(one[2]))
        except QueryError as error:
            return _error(error.status, str(error))
        return _error(404, f"Not found: {request.path.rpartition('/')[2]}")

    def _one(self, request: Request, place: int, number: int, *, detail: bool) -> Answer:
        """Answer for one change, as it is or as it was; the detail view knows no past."""
        options = self._options(request) | (DETAIL if detail else set())
        info = next((i for i in self._visible(place) if i["_number"] == number), None)
        if info is None:
            return _error(404, f"Not found: {number}")
        if not (meta := request.query.get("meta", [""])[0]):
            return _json(view(info, options), request)
        if detail or self._past is None or _numbers(self._version) < (3, 4):
            raise QueryError('"--meta" is not a valid option')
        if not _SHA.fullmatch(meta):
            raise QueryError(f"invalid meta SHA1: {meta}")
        then = self._past(number, meta)
        if then is None:
            ref = f"refs/changes/{number % 100:02}/{number}/meta"
            return _error(412, f"{meta} not reachable from {ref}")
        return _json(view(then, options), request)

    def _said(self, request: Request, place: int, number: int) -> Answer:
        if not any(info["_number"] == number for info in self._visible(place)):
            return _error(404, f"Not found: {number}")
        return _json(self._comments.get(number, {}), request)

    def _names(self, place: int) -> set[str]:
        """Return the projects that changes are in, be they shown or not."""
        changes = self._changes(place) if callable(self._changes) else self._changes
        return {info["project"] for info in changes}

    def _head(self, request: Request, place: int, project: str) -> Answer:
        ref = self._projects.head(self._names(place), project)
        return _json(ref, request) if ref else _error(404, f"Not found: {project}")

    def _options(self, request: Request) -> set[str]:
        options = set(request.query.get("o", ()))
        for option in sorted(options):
            if OPTIONS.get(option, (99,)) > _numbers(self._version):
                raise QueryError(f'"{option}" is not a valid value for "-o"')
        return options

    def _visible(self, place: int) -> Sequence[Info]:
        changes = self._changes(place) if callable(self._changes) else self._changes
        return [info for info in changes if not info.get("is_private")]

    def _rows(self, request: Request, place: int) -> list[Info]:
        options = self._options(request)
        test = parse(request.q)
        candidates = self._candidates(request.q, place)
        found = [info for info in candidates if test(info) and not info.get("is_private")]
        found.sort(key=lambda info: (info["updated"], info["_number"]), reverse=True)
        start = int((request.query.get("S") or request.query.get("start") or ["0"])[0])
        end = start + min(int(request.query.get("n", ["500"])[0]), self._cap)
        page = [
            view({"submit_requirements": self._requirements} | info, options)
            for info in found[start:end]
            if self._shown(info, found, options)
        ]
        if page and end < len(found):
            page[-1]["_more_changes"] = True
        return page

    def _candidates(self, query: str, place: int) -> Sequence[Info]:
        if callable(self._changes):
            return self._changes(place)
        if not _BY_NUMBER.fullmatch(query):
            return self._changes
        if self._known is None:
            self._known = self._changes, {info["_number"]: info for info in self._changes}
        wanted = {int(number) for number in re.findall(r"\d+", query)}
        return [self._known[1][number] for number in wanted if number in self._known[1]]

    def _shown(self, info: Info, found: Sequence[Info], options: set[str]) -> bool:
        crowded = info["_number"] in self._crowded and len(found) > 1
        return not options or not (crowded or info["_number"] in self._unrendered)


def _requirement(label: str) -> Info:
    """Return a requirement as an open change shows it; what holds today is not imitated."""
    return {
        "name": label,
        "status": "UNSATISFIED",
        "is_legacy": False,
        "submittability_expression_result": {
            "expression": f"label:{label}=MAX AND -label:{label}=MIN",
            "fulfilled": False,
            "status": "FAIL",
            "passing_atoms": [],
            "failing_atoms": [f"label:{label}=MAX"],
        },
    }


def view(info: Info, options: set[str]) -> Info:
    """Return what a ChangeInfo shows with these options: nothing false, nothing not asked for."""
    shown = {
        key: value
        for key, value in info.items()
        if value is not False
        and key != "_more_changes"  # recorded answers bring their own
        and (key not in _ONLY_WITH or _ONLY_WITH[key] & options)
    }
    if "SKIP_DIFFSTAT" in options:
        shown.pop("insertions", None)
        shown.pop("deletions", None)
    if "revisions" in shown:
        shown["revisions"] = _revisions(info, options)
    return shown if "DETAILED_ACCOUNTS" in options else _bare(shown)


def _revisions(info: Info, options: set[str]) -> Info:
    current = info.get("current_revision")
    shown = {}
    for sha, revision in info["revisions"].items():
        if sha == current or "ALL_REVISIONS" in options:
            hidden = {
                what
                for what, word in (("commit", "COMMIT"), ("files", "FILES"))
                if not ({f"ALL_{word}S", f"ALL_{word}"} & options)
                and not (sha == current and f"CURRENT_{word}" in options)
            }
            shown[sha] = {key: value for key, value in revision.items() if key not in hidden}
    return shown


def _bare(value: Any) -> Any:
    """Strip accounts to their numbers, wherever they stand; a vote's own fields stay."""
    if isinstance(value, dict):
        if "_account_id" in value:
            own = ("_account_id", "value", "date", "tag")
            return {key: value[key] for key in own if key in value}
        return {key: _bare(one) for key, one in value.items()}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])


def _json(value: Any, request: Request) -> Answer:
    compact = request.headers.get("Accept") == "application/json"
    form: Info = {"separators": (",", ":")} if compact else {"indent": 2}
    body = GUARD + json.dumps(value, ensure_ascii=False, **form).encode() + b"\n"
    headers = {"Content-Type": "application/json;charset=utf-8"}
    if "gzip" in request.headers.get("Accept-Encoding", "") and len(body) > 256:
        return Answer(200, gzip.compress(body, 1, mtime=0), headers | {"Content-Encoding": "gzip"})
    return Answer(200, body, headers)


def _error(status: int, text: str) -> Answer:
    return Answer(status, f"{text}\n".encode(), {"Content-Type": "text/plain;charset=utf-8"})
