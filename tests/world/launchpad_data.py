"""What a small Launchpad knows: projects with series, bugs with tasks, blueprints, milestones.

Two servers show it: the loopback one of this room, and a real lazr.restful service. So it is
plain data, with the searches that Launchpad's own code makes; and a task is changed only by
`Task.to`, which stamps and clears dates by Launchpad's rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

LEVELS = {
    "New": 10,
    "Incomplete": 15,
    "Opinion": 16,
    "Invalid": 17,
    "Won't Fix": 18,
    "Expired": 19,
    "Confirmed": 20,
    "Triaged": 21,
    "In Progress": 22,
    "Deferred": 23,
    "Fix Committed": 25,
    "Fix Released": 30,
    "Does Not Exist": 35,
}
"""Every status that can be searched for, with its place in Launchpad's order."""

OPEN = ("New", "Incomplete", "Confirmed", "Triaged", "In Progress", "Deferred", "Fix Committed")
IMPORTANCES = ("Unknown", "Undecided", "Critical", "High", "Medium", "Low", "Wishlist")
INFORMATION_TYPES = ("Public", "Public Security", "Private Security", "Private", "Proprietary")
ORDERS = ("id", "importance", "datecreated", "date_closed", "status", "title", "milestone_name")

_STAMPS = {
    "confirmed": 20,
    "triaged": 21,
    "in_progress": 22,
    "deferred": 23,
    "fix_committed": 25,
    "fix_released": 30,
}
DATES = ("assigned", "incomplete", "left_new", "closed", "left_closed", *_STAMPS)


@dataclass
class Activity:
    """One entry of a bug's log."""

    datechanged: datetime
    whatchanged: str
    oldvalue: str = ""
    newvalue: str = ""


@dataclass
class Bug:
    """One bug; `activity` holds what its tasks did to it, and what a test adds."""

    number: int
    title: str = "It does not work"
    tags: tuple[str, ...] = ()
    information_type: str = "Public"
    duplicate_of: int | None = None
    activity: list["Activity"] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        return not self.information_type.startswith("Public")


@dataclass
class Task:
    """One bug in one project, or one series of it (`glance/mitaka`)."""

    number: int
    bug: Bug
    target: str
    created: datetime
    status: str = "New"
    importance: str = "Undecided"
    milestone: str = ""
    stamps: dict[str, datetime] = field(default_factory=dict)

    @property
    def project(self) -> str:
        return self.target.partition("/")[0]

    @property
    def complete(self) -> bool:
        return self.status not in OPEN

    def to(self, status: str, at: datetime) -> "Task":
        """Change the status as Launchpad does: stamp what is passed, clear what is left."""
        old, level = self.status, LEVELS[status]
        self.bug.activity.append(Activity(at, f"{self.target}: status", old, status))
        for name, least in _STAMPS.items():
            if level < least:
                self.stamps.pop(name, None)
            elif LEVELS[old] < least and not (name == "deferred" and status != "Deferred"):
                self.stamps[name] = at
        self.stamps.pop("incomplete", None)
        if status == "Incomplete":
            self.stamps["incomplete"] = at
        if old == "New":
            self.stamps.setdefault("left_new", at)
        if old in OPEN and status not in OPEN:
            self.stamps["closed"] = at
        elif old not in OPEN and status in OPEN:
            self.stamps["left_closed"] = at
            del self.stamps["closed"]
        self.status = status
        return self


@dataclass
class Spec:
    """One blueprint."""

    project: str
    name: str
    title: str = "A feature"
    definition_status: str = "Approved"
    implementation_status: str = "Not started"
    priority: str = "Undefined"
    goal: str = ""
    accepted: bool = False
    milestone: str = ""
    created: datetime | None = None
    started: datetime | None = None
    completed: datetime | None = None
    url: str = ""
    information_type: str = "Public"

    @property
    def hidden(self) -> bool:
        return self.information_type != "Public"

    @property
    def complete(self) -> bool:
        return (
            self.implementation_status == "Implemented"
            or self.definition_status in ("Obsolete", "Superseded")
            or (self.implementation_status, self.definition_status)
            == ("Informational", "Approved")
        )

    @property
    def lifecycle_status(self) -> str:
        if self.complete:
            return "Complete"
        return "Started" if self.started else "Not started"

    @property
    def valid(self) -> bool:
        return self.definition_status not in ("Obsolete", "Superseded")


@dataclass
class Milestone:
    """One milestone; it has a release where it was released."""

    project: str
    series: str
    name: str
    targeted: date | None = None
    released: datetime | None = None
    active: bool = False


@dataclass
class Project:
    """One project; `former` are names that it had before."""

    name: str
    display_name: str
    series: tuple[str, ...] = ("mitaka",)
    official_bugs: bool = True
    former: tuple[str, ...] = ()


@dataclass
class Group:
    """A project group: it has a name among the projects', and no bugs of its own."""

    name: str
    display_name: str
    projects: tuple[str, ...] = ()


@dataclass
class World:
    """Everything that the server knows."""

    projects: Sequence[Project] = ()
    tasks: Sequence[Task] = ()
    specs: Sequence[Spec] = ()
    milestones: Sequence[Milestone] = ()
    groups: Sequence[Group] = ()
    opens: Sequence[str] = OPEN

    def group(self, name: str) -> Group | None:
        return next((one for one in self.groups if one.name == name), None)

    def project(self, name: str) -> Project | None:
        return next((one for one in self.projects if one.name == name), None)

    def renamed(self, name: str) -> Project | None:
        return next((one for one in self.projects if name in one.former), None)

    def display_name(self, target: str) -> str:
        name, _, series = target.partition("/")
        project = self.project(name)
        return f"{project.display_name if project else name} {series}".strip()

    def milestone(self, project: str, name: str) -> Milestone | None:
        return next(
            (one for one in self.milestones if (one.project, one.name) == (project, name)), None
        )

    def bug(self, number: int) -> Bug | None:
        found = (task.bug for task in self.tasks if task.bug.number == number)
        return next((bug for bug in found if not bug.hidden), None)

    def blueprints(self, project: str, series: str = "") -> list[Spec]:
        return [
            spec for spec in self.specs if spec.project == project and series in ("", spec.goal)
        ]

    def milestones_of(self, project: str, series: str = "") -> list[Milestone]:
        """Return milestones by date and name, the latest first, those without a date before."""
        found = [
            one for one in self.milestones if one.project == project and series in ("", one.series)
        ]
        return sorted(found, key=lambda one: (one.targeted or date.max, one.name), reverse=True)

    def search(self, target: str, **asked: object) -> list[Task]:
        """Search a project's own tasks, or those of a series (`glance/mitaka`)."""
        found = [
            task
            for task in self.tasks
            if task.target == target and _fits(task, {"status": self.opens, **asked})
        ]
        return _ordered(found, asked.get("order_by"))


def _fits(task: Task, asked: dict[str, object]) -> bool:
    statuses = asked["status"] or OPEN
    types = asked.get("information_type")
    return (
        task.status in statuses  # type: ignore[operator]
        and (not types or task.bug.information_type in types)  # type: ignore[operator]
        and not (asked.get("omit_duplicates", True) and task.bug.duplicate_of)
        and not (asked.get("omit_targeted", False) and "/" in task.target)
        and _since(task, asked.get("modified_since"))
        and _tagged(task.bug.tags, asked.get("tags"), asked.get("tags_combinator"))  # type: ignore[arg-type]
    )


def _since(task: Task, moment: object) -> bool:
    """Tell whether anything changed on a task's bug after a moment, which comes as text or not."""
    if not moment:
        return True
    since = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    assert isinstance(since, datetime)
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return max((task.created, *(one.datechanged for one in task.bug.activity))) > since


def _tagged(tags: Sequence[str], wanted: Sequence[str] | None, combinator: object) -> bool:
    if not wanted:
        return True
    hits = [_tag(tags, tag) for tag in wanted]
    return all(hits) if combinator == "All" else any(hits)


def _tag(tags: Sequence[str], wanted: str) -> bool:
    if wanted.startswith("-"):
        return not _tag(tags, wanted[1:])
    return bool(tags) if wanted == "*" else wanted in tags


def _ordered(tasks: list[Task], order: object) -> list[Task]:
    name = str(order or "-importance")
    keys = {
        "id": lambda task: task.bug.number,
        "datecreated": lambda task: task.created,
        "importance": lambda task: -IMPORTANCES.index(task.importance),
        "title": lambda task: task.bug.title,
    }
    key = keys.get(name.lstrip("-"), keys["id"])
    return sorted(tasks, key=key, reverse=name.startswith("-"))


LANDMARKS = 20
"""The most milestones of a series that the timeline shows."""


def landmark(one: Milestone) -> dict[str, object]:
    """Return a milestone as the timeline shows it: by its release, if there was one."""
    day = one.released.date() if one.released else one.targeted
    return {
        "name": one.name,
        "code_name": None,
        "type": "release" if one.released else "milestone",
        "date": day.isoformat() if day else None,
        "uri": f"/{one.project}/{one.series}/{one.name}",
    }


def bug_title(task: Task, display_name: str) -> str:
    """Return a task's title: quotes inside are left as they are."""
    return f'Bug #{task.bug.number} in {display_name}: "{task.bug.title}"'
