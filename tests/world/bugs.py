"""The simulated team's Launchpad: bugs that its changes close, a backlog, blueprints, milestones.

`launchpad()` makes all of it. What is public record: how many changes close a bug, the features
and what became of them, the days of milestones. Which bug was reported when, and everything about
those that were not fixed, is made up; no bug has such a number.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from retro import calendar
from tests.world.acts import Story
from tests.world.draft import FIRST_BUG
from tests.world.launchpad_data import Activity, Bug, Milestone, Project, Spec, Task, World
from tests.world.mitaka import world
from tests.world.record import CLIENT, END, FEATURES, GLANCE, HANDOFF, START, STORE
from tests.world.rota import DAY, midnight
from tests.world.tally import merged_at

NAMES = {GLANCE: "glance", STORE: "glance-store", CLIENT: "python-glanceclient"}
SERIES = ("liberty", "mitaka", "newton")
RELEASED_ON_MERGE = datetime(2015, 12, 7, tzinfo=START.tzinfo)
"""From then on a merged fix is called released at once; before, on the day of the milestone."""

_CLOSES = re.compile(r"Closes-Bug: #(\d+)")
_IMPORTANCES = ("Undecided", "Wishlist", "Low", "Medium", "High", "Critical")
_WEIGHTS = (34, 8, 20, 27, 10, 1)
_AREAS = ("image upload", "the store driver", "v2 filters", "metadata definitions", "the cache")
_FAULTS = ("fails without a message", "answers 500", "leaks a connection", "ignores a limit")


class Size(NamedTuple):
    """How many bugs of one project are not fixed by the end, and why.

    `waiting` were open before the cycle and still are, `new` were reported in it and still wait,
    `dropped` were closed without a fix in the cycle, one by one.
    """

    waiting: int
    new: int
    dropped: int


SIZES = {GLANCE: Size(112, 74, 38), STORE: Size(17, 12, 5), CLIENT: Size(31, 21, 9)}
CLEAN_UP, CLEANED = date(2016, 1, 18), 24
"""The day on which old bugs of glance were closed in mass, and how many."""


def launchpad(stories: Iterable[Story] | None = None) -> World:
    """Return what the simulated Launchpad knows, the same to the second each time.

    Args:
        stories: The changes whose footers close bugs; by default those of the sample.
    """
    found = world().stories if stories is None else stories
    tasks = [*_fixed(found), *_others()]
    return World(
        projects=(
            *(Project(name, name.title(), SERIES) for name in NAMES.values()),
            Project("ossa", "OpenStack Security Advisory", ()),
        ),
        tasks=tuple(tasks) + tuple(_advised(tasks)),
        specs=tuple(_specs()),
        milestones=tuple(_milestones()),
    )


def _fixed(stories: Iterable[Story]) -> Iterator[Task]:
    """Yield the bugs that merged changes close, each once a project, by their first fix."""
    bugs: dict[int, Bug] = {}
    fixes: dict[tuple[int, str], datetime] = {}
    for story in stories:
        merged = merged_at(story)
        for number in _closed_by(story) if merged and merged < END else ():
            key = number, NAMES[story.project]
            fixes[key] = min(merged, fixes.get(key, merged))
    for (number, project), merged in sorted(fixes.items()):
        rng = Random(f"fixed {number}")
        bug = bugs.setdefault(number, Bug(number, _title(rng), _tags(rng, merged)))
        task = _task(rng, bug, project, merged - _age(rng))
        task.milestone = _milestone_of(merged) if rng.random() < 0.5 else ""
        yield _fix(rng, task, merged)


def _closed_by(story: Story) -> list[int]:
    return [int(found[1]) for text in story.footers if (found := _CLOSES.fullmatch(text))]


def _fix(rng: Random, task: Task, merged: datetime) -> Task:
    """Take a bug up, and let the merge fix it as was done at the time."""
    between = merged - task.created
    if rng.random() < 0.7:
        task.to(rng.choice(("Confirmed", "Triaged")), task.created + between * 0.3)
    if rng.random() < 0.8:
        task.to("In Progress", task.created + between * 0.6)
    if merged >= RELEASED_ON_MERGE:
        return task.to("Fix Released", merged)
    day = calendar.find("mitaka").day_of("M-1")
    assert day
    task.to("Fix Committed", merged)
    return task.to("Fix Released", max(midnight(day) + DAY / 2, merged + timedelta(hours=1)))


def _others() -> Iterator[Task]:
    """Yield the bugs that nobody fixed, and the duplicates of some of them."""
    number = FIRST_BUG + 5000
    for project, size in SIZES.items():
        rng = Random(f"bugs {project}")
        name = NAMES[project]
        for created in sorted(_births(rng, size)):
            number += 1
            tags = ("lite-spec",) if rng.random() < 0.05 else ()
            task = _task(rng, Bug(number, _title(rng), tags), name, created)
            if rng.random() < 0.06:
                task.bug.duplicate_of = number - 1
                marked = Activity(created + DAY, "marked as duplicate", "", str(number - 1))
                task.bug.activity.append(marked)
            yield _looked_at(rng, task)
        for _ in range(size.dropped):
            number += 1
            yield _dropped(rng, _task(rng, Bug(number, _title(rng)), name, _day(rng, START, END)))
    yield from _cleaned(number + 1)


def _births(rng: Random, size: Size) -> Iterator[datetime]:
    for _ in range(size.waiting):
        yield START - _age(rng) * 8
    for _ in range(size.new):
        yield _day(rng, START, END)


def _looked_at(rng: Random, task: Task) -> Task:
    """Let some bugs be triaged; a few were closed and came back."""
    at = task.created + _age(rng) / 4
    if at < END and rng.random() < 0.62:
        task.to(rng.choice(("Incomplete", "Confirmed", "Triaged", "In Progress")), at)
    if task.created < START and rng.random() < 0.08:
        task.to("Invalid", _day(rng, START, HANDOFF))
        task.to("Confirmed", _day(rng, HANDOFF, END))
    return task


def _dropped(rng: Random, task: Task) -> Task:
    at = min(task.created + _age(rng) / 3, END - DAY)
    return task.to(
        rng.choice(("Invalid", "Invalid", "Won't Fix", "Opinion")), max(at, task.created)
    )


def _cleaned(number: int) -> Iterator[Task]:
    """Yield the old bugs of glance that expired together on the clean-up day."""
    rng = Random("expired")
    for place in range(CLEANED):
        task = _task(rng, Bug(number + place, _title(rng)), "glance", START - _age(rng) * 9 - DAY)
        task.to("Incomplete", task.created + DAY)
        yield task.to("Won't Fix", midnight(CLEAN_UP) + timedelta(hours=10, minutes=place))


def _advised(tasks: list[Task]) -> Iterator[Task]:
    """Make a few fixed bugs security bugs, opened to the public, one with an advisory."""
    for place, task in enumerate([t for t in tasks if t.status == "Fix Released"][7:130:40]):
        task.bug.information_type = "Public Security"
        if place == 1:
            yield Task(task.number, task.bug, "ossa", task.created, "Fix Released", "High")


def _tags(rng: Random, merged: datetime) -> tuple[str, ...]:
    late = merged > HANDOFF - 10 * DAY and rng.random() < 0.3
    return ("mitaka-rc-potential",) if late else ()


def _specs() -> Iterator[Spec]:
    """Yield the blueprints of the record's features: landed, moved on, or still open."""
    for feature in FEATURES:
        landed = feature.to.endswith("implemented")
        moved = midnight(feature.moved) + DAY / 2 if feature.moved else None
        goal = "newton" if feature.to.startswith("newton") else "mitaka"
        yield Spec(
            "glance",
            feature.blueprint,
            title=feature.spec.replace("-", " ").capitalize(),
            implementation_status="Implemented" if landed else "Started",
            priority="Medium",
            goal=goal,
            accepted=goal == "mitaka",
            milestone="mitaka-3" if landed else "",
            created=midnight(feature.approved) - 30 * DAY,
            started=midnight(feature.approved) + DAY,
            completed=moved if landed else None,
            url=f"https://specs.openstack.org/openstack/glance-specs/specs/mitaka/{feature.spec}",
        )


def _milestones() -> Iterator[Milestone]:
    mitaka = calendar.find("mitaka")
    for name in NAMES.values():
        for place in (1, 2, 3):
            day = mitaka.day_of(f"M-{place}")
            assert day
            yield Milestone(name, "mitaka", f"mitaka-{place}", day, midnight(day) + DAY / 2)
        yield Milestone(name, "mitaka", "mitaka-rc1", mitaka.day_of("RC1"))


def _milestone_of(merged: datetime) -> str:
    """Return the milestone that Launchpad shows for a fix; nobody set it after M-2."""
    mitaka = calendar.find("mitaka")
    days = ((f"mitaka-{n}", mitaka.day_of(f"M-{n}")) for n in (1, 2))
    return next((name for name, day in days if day and merged < midnight(day) + DAY), "")


def _task(rng: Random, bug: Bug, project: str, created: datetime) -> Task:
    [importance] = rng.choices(_IMPORTANCES, _WEIGHTS)
    return Task(bug.number, bug, project, created, "New", importance)


def _title(rng: Random) -> str:
    return f"{rng.choice(_AREAS).capitalize()} {rng.choice(_FAULTS)}"


def _age(rng: Random) -> timedelta:
    """Return how long a bug waits: most for weeks, some for a year."""
    return timedelta(days=rng.lognormvariate(3.0, 0.9), seconds=rng.randint(0, 86_399))


def _day(rng: Random, begin: datetime, end: datetime) -> datetime:
    return begin + (end - begin) * rng.random()
