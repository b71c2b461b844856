"""Searching Launchpad for bug tasks of every status, and for what the tasks don't say."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from retro.collect.launchpad import pack as pack
from retro.collect.launchpad.pages import AbsentError, Entry, NotAcceptedError, Pages
from retro.collect.launchpad.readable import Readable
from retro.errors import SourceChangedError
from retro.outline import words
from retro.snapshot.launchpad import BUGS, BugTaskInfo

# Without a status a search finds open ones only, with status 200: of Nova's tasks 95 % were
# missing (2017). "Does Not Exist" came in 2022, "Deferred" in 2025.
STATUSES = (
    "New",
    "Incomplete",
    "Opinion",
    "Invalid",
    "Won't Fix",
    "Expired",
    "Confirmed",
    "Triaged",
    "In Progress",
    "Deferred",
    "Fix Committed",
    "Fix Released",
    "Does Not Exist",
)
"""Every status that a search takes; without them only open tasks would come."""

ADVISORIES = "ossa"
"""The project in which OpenStack's security advisories are written, one task a bug."""

_SECURITY = "Public Security"
_ACCEPTED = "Acceptable values are: "
_NEEDED = ("bug_link", "status", "date_created")

Tasks = dict[int, Entry]


class Span(Struct, frozen=True):
    """What has to be known exactly: the window, and how long before it a bug may have been shut.

    A bug that was closed and reopened inside the window has lost the dates of its past; one that
    was opened to the public in it, or became a duplicate, has lost the day. All stand in its log.
    """

    since: datetime
    begins: datetime
    ends: datetime

    def asks(self, task: BugTaskInfo) -> bool:
        """Tell whether a task's log has to be read."""
        if task.date_created >= self.ends:
            return False
        if task.duplicate and not task.duplicate_before:
            return True
        # Kept for ever, and overwritten by each reopening; no other date tells of a closed past.
        reopened = task.date_left_closed is not None and task.date_left_closed > self.begins
        return reopened or (bool(task.information_type) and task.date_created >= self.since)


class BugSearch:
    """Finds bug tasks; `notes` are what a reader of the numbers should know."""

    def __init__(self, pages: Pages, readable: Readable) -> None:
        """Take what reads collections, and who notes what can't be read."""
        self._pages = pages
        self._readable = readable
        self._statuses: tuple[str, ...] = STATUSES
        self._strange: set[int] = set()
        self._nameless: dict[str, int] = {}
        self._logs: dict[int, tuple[Entry, ...] | None] = {}
        self.notes: list[str] = []

    def advisories(self) -> frozenset[int]:
        """Return the numbers of the bugs that the security advisories know."""
        try:
            return frozenset(self._tasks(ADVISORIES))
        except AbsentError:
            self.notes.append("the security advisories could not be asked which bugs are theirs")
            return frozenset()

    def tasks(
        self,
        project: str,
        series: str,
        tags: Iterable[str],
        advisories: frozenset[int],
        begins: datetime,
    ) -> list[BugTaskInfo]:
        """Return the tasks of a project and of one of its series, ordered by bug.

        Duplicates are what a search with them finds and one without them doesn't; tags and
        security are what further searches find. A duplicate that nobody touched since the cycle
        `begins` was one before.
        """
        # A search on a project leaves the tasks of its series out, in `devel`; a task says nothing
        # of duplicates or tags, and one request a bug would be thousands.
        of_project = self._every(project)
        single = self._tasks(project, omit_duplicates="true")
        of_series = self._every(f"{project}/{series}") if series else {}
        duplicates = of_project.keys() - single.keys()
        places = [project]
        if of_series.keys() - of_project.keys():
            places.append(f"{project}/{series}")
            alone = self._tasks(places[-1], omit_duplicates="true")
            duplicates |= of_series.keys() - of_project.keys() - alone.keys()
        duplicates -= self._strange
        touched = self._touched(project, series, begins) if duplicates else set()
        tagged = {tag: self._in(places, tags=_quoted(tag)) for tag in tags}
        security = self._in(places, information_type=_SECURITY)

        def packed(tasks: Tasks, series: str = "") -> Iterable[BugTaskInfo]:
            place = f"{project}/{series}" if series else project
            for number, entry in self._whole(tasks, project):
                doubled = number in duplicates
                make = partial(
                    pack.task,
                    entry,
                    project,
                    series,
                    duplicate=doubled,
                    duplicate_before=begins if doubled and number not in touched else None,
                    tags=tuple(tag for tag, found in tagged.items() if number in found),
                    information_type=_SECURITY if number in security else "",
                    advisory=number in advisories,
                )
                yield from self._readable.record(BUGS, f"bug {number} of {place}", make)

        found = [*packed(of_project | single), *packed(of_series, series)]
        return sorted(found, key=lambda task: (task.bug, task.series))

    def _touched(self, project: str, series: str, begins: datetime) -> set[int]:
        """Return the bugs on which anything changed since a moment."""
        # strictly after it, so that a second earlier is asked
        since = f"{begins - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"
        places = (project, f"{project}/{series}") if series else (project,)
        return {bug for place in places for bug in self._tasks(place, modified_since=since)}

    def _in(self, places: Iterable[str], **narrowed: str) -> set[int]:
        """Return the bugs that a narrowed search finds in any of some places."""
        return {bug for place in places for bug in self._tasks(place, **narrowed)}

    def _every(self, target: str) -> Tasks:
        """Return a target's tasks of every status, also of one that nobody knows here.

        A search without a status finds the open ones whatever they are called; of those that are
        closed under a name not known here only a refusal tells.
        """
        known = self._tasks(target)
        asked = {"omit_duplicates": "false"}
        found = dict(
            Readable().named(BUGS, target, self._found(target, asked, ()), pack.number_of)
        )
        more = {number: entry for number, entry in found.items() if number not in known}
        names = {str(entry.get("status")) for entry in more.values()} - {*self._statuses}
        self._strange |= more.keys()
        if names:
            said = words.counted(len(more), "bugs")
            self.notes.append(
                f"{said} of {target} came by no status known here: {words.listed(sorted(names))}"
            )
        return known | more

    def with_logs(self, tasks: Iterable[BugTaskInfo], span: Span) -> list[BugTaskInfo]:
        """Return the tasks with their logs, where dates alone can't tell the past."""
        return [self._with_log(task) if span.asks(task) else task for task in tasks]

    def _with_log(self, task: BugTaskInfo) -> BugTaskInfo:
        if task.bug not in self._logs:
            self._logs[task.bug] = self._log(task.bug)
        log = self._logs[task.bug]
        target = f"{task.project}/{task.series}" if task.series else task.project
        try:
            return replace(task, activity=None if log is None else pack.activity(log, target))
        except SourceChangedError as error:
            self.notes.append(f"the log of bug {task.bug} can't be read: {error.what}")
            return task

    def _log(self, bug: int) -> tuple[Entry, ...] | None:
        try:
            return tuple(self._pages.entries(f"/bugs/{bug}/activity"))
        except AbsentError:
            self.notes.append(f"bug {bug} was hidden while it was read")
            return None

    def _tasks(self, target: str, **narrowed: str) -> Tasks:
        """Return a target's tasks of every status by their bug; one that moved may come twice."""
        # True unless one says so, in lower case: "False" is a 400, "got 'str', expected bool".
        asked = {"omit_duplicates": "false", **narrowed}
        try:
            found = self._found(target, asked, self._statuses)
        except NotAcceptedError as refusal:
            self._learn(refusal)
            found = self._found(target, asked, self._statuses)
        what = f"the bugs of {target}"
        lost = sum(not pack.number_of(entry) for entry in found)
        if not narrowed:
            self._nameless[target] = lost
        elif lost > self._nameless.get(target, 0):
            # what a narrowed search finds is in the whole one too, unless it is odd in this alone
            self._readable.note(BUGS, f"a search of {what}", f"{lost} entries name no bug")
        readable = Readable() if narrowed else self._readable
        return dict(readable.named(BUGS, what, found, pack.number_of, "it names no bug"))

    def _found(self, target: str, filters: Mapping[str, str], asked: Iterable[str]) -> list[Entry]:
        statuses = (("status", status) for status in asked)
        # Orders go by columns of the database (datecreated, not date_created, which is a 400). By
        # id nothing moves while pages are read; a parameter that is not known is ignored in
        # silence.
        query = (("ws.op", "searchTasks"), ("order_by", "id"), *filters.items(), *statuses)
        # A bug that was moved to another project keeps its row and comes under its new one.
        return list(self._pages.entries(f"/{target}", query))

    def _learn(self, refusal: NotAcceptedError) -> None:
        """Take over the statuses that Launchpad knows, from the refusal of one that it doesn't."""
        accepted = _accepted(refusal.words)
        if not accepted:
            raise refusal
        self._statuses = accepted
        strangers = [status for status in accepted if status not in STATUSES]
        if strangers:
            self.notes.append(f"Launchpad has new statuses: {', '.join(strangers)}")

    def _whole(self, tasks: Tasks, project: str) -> list[tuple[int, Entry]]:
        """Leave out tasks of which Launchpad hides what nothing can be counted without."""
        whole = [(n, entry) for n, entry in tasks.items() if not pack.hides(entry, *_NEEDED)]
        if len(whole) < len(tasks):
            hidden = len(tasks) - len(whole)
            self.notes.append(f"Launchpad hides the status or date of {hidden} bugs of {project}")
        return whole


def _quoted(tag: str) -> str:
    """Write a tag so that it stays text: a list is read as JSON, and so is each of its values."""
    return json.dumps([json.dumps(tag)])


def _accepted(words: str) -> tuple[str, ...]:
    """Return the statuses that a refusal lists as those it would take."""
    for line in words.splitlines():
        if line.startswith("status: ") and _ACCEPTED in line:
            return tuple(line.partition(_ACCEPTED)[2].split(", "))
    return ()
