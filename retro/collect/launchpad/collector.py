"""Asking Launchpad for a team's bugs, blueprints and milestones.

With pages(c) for the pages of a collection, one at least, the requests are

    for each project          1 + pages(timeline) + pages(blueprints) and, if its bugs are there,
                              + 2 pages(tasks) + pages(open tasks)
                              + pages(tasks with the tag), tag by tag,
                              + pages(tasks of Public Security bugs)
                              + pages(the series' tasks) + pages(its open tasks)
    for each of its series    pages(blueprints with it as goal): the cycle's, the one before and
                              the next; + pages(milestones) + pages(releases) where the timeline
                              is cut
    once                      pages(tasks of the security advisories)
    for each bug              pages(its log), only where dates can't tell its past

A series that a project does not have costs nothing. One more search finds the duplicates where
the series has bugs that the project has not; where there are any, a search for what moved since
the cycle began, of the project and of the series, tells whose log has to be read. A page that is
made smaller, and a status that an older server refuses, cost the request that failed.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from msgspec import Struct

from retro.collect.launchpad import pack as pack
from retro.collect.launchpad.bugs import BugSearch, Span
from retro.collect.launchpad.milestones import Milestones
from retro.collect.launchpad.origins import Origins
from retro.collect.launchpad.pages import AbsentError, Entry, Pages
from retro.collect.launchpad.readable import Readable
from retro.collect.launchpad.series import neighbours, series_of, tags
from retro.collect.shared import Asks, Once, Shared
from retro.collect.tracker import Collected, Request, left_out, way_out
from retro.errors import SourceChangedError, SourceRefusedError
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.model.time import Now
from retro.progress import Say
from retro.snapshot import Hole
from retro.snapshot.launchpad import (
    BLUEPRINTS,
    BUGS,
    MILESTONES,
    BlueprintInfo,
    BugTaskInfo,
)

Record = TypeVar("Record")

_WAY_OUT = (
    "a team that is not on Launchpad has `launchpad: []` in team.yaml, and `--without launchpad` "
    "(WITHOUT=launchpad) collects the rest"
)


def collect_launchpad(request: Request) -> Collected:
    """Return a team's bugs, blueprints and milestones; nothing where team.yaml names no project.

    Raises:
        SourceError: Launchpad is silent, refuses, or answers in another shape.
    """
    if not request.team.launchpad:
        return Collected()
    if "launchpad" in request.options.without:
        return left_out("Launchpad", BUGS, BLUEPRINTS)
    # not at the top: requests takes longer to import than most commands to run
    from retro.collect.launchpad.http import LaunchpadAsker

    with (
        way_out(_WAY_OUT),
        closing(
            LaunchpadAsker(
                request.team.launchpad_server,
                now=request.now,
                sleep=request.sleep,
                options=request.options,
                gate=request.gate(request.team.launchpad_server),
            )
        ) as asker,
    ):
        shared = request.shared()
        if request.round:
            request.round.met(request.team.key, asker)
        launchpad = Launchpad(asker, request.team, request.cycle, request.now, request.say, shared)
        try:
            return launchpad.everything(request.origin, request.since())
        except (SourceRefusedError, SourceChangedError):
            shared.forget()
            raise


class Project(Struct, frozen=True):
    """A project by the name that Launchpad has for it today, and its series with landmarks."""

    name: str
    bugs_here: bool
    landmarks: dict[str, list[Entry]]


class Launchpad:
    """Asks one Launchpad for one team and cycle."""

    def __init__(
        self,
        asker: Asks,
        team: Team,
        cycle: Cycle,
        now: Now,
        say: Say,
        shared: Shared | None = None,
    ) -> None:
        """Take who asks, what about, the clock, who hears how it goes, and what others know."""
        self._asker = Once(asker, shared or Shared())
        self._pages = Pages(self._asker)
        self._team = team
        self._cycle = cycle
        self._now = now
        self._say = say
        self._readable = Readable()
        self._planned = Milestones(self._pages, self._readable)
        self._holes: list[Hole] = []

    def everything(self, origin: str, since: datetime | None = None) -> Collected:
        """Ask for everything.

        Args:
            origin: What the manifest says about the records' origin.
            since: How old an answer may be that another team was given.

        Raises:
            SourceError: Launchpad is silent, refuses, or answers in another shape.
        """
        origins = Origins(self._asker, self._now, origin, since)
        projects = [found for name in self._team.launchpad if (found := self._project(name))]
        milestones = [
            one
            for project in projects
            for one in self._planned.of(project.name, project.landmarks, self._around(project))
        ]
        every = [project.name for project in projects]
        dated = origins.source(MILESTONES, every, milestones, "get_timeline")
        blueprints = [one for project in projects for one in self._blueprints(project)]
        planned = origins.source(BLUEPRINTS, every, blueprints, "all_specifications")
        tasks = self._tasks([project for project in projects if project.bugs_here])
        here = [project.name for project in projects if project.bugs_here]
        asked = ("searchTasks, every status", *(f"tag {tag}" for tag in self._tags))
        reported = origins.source(BUGS, here, tasks, *asked)
        parts = (
            (reported, tuple(tasks)),
            (planned, tuple(blueprints)),
            (dated, tuple(milestones)),
        )
        for source, records in parts:
            self._readable.check(source.name, len(records), self._asker.server)
        return Collected(parts, (*self._holes, *self._unread()))

    @property
    def _tags(self) -> tuple[str, ...]:
        return tags(self._team.bug_tags, self._cycle)

    def _project(self, name: str) -> Project | None:
        """Find a project; one that was renamed answers with its new name."""
        try:
            entry = self._pages.entry(f"/{name}")
        except AbsentError:
            for collection in (BUGS, BLUEPRINTS):
                self._miss(collection, f"{name} is not on Launchpad: tracked elsewhere")
            return None
        called = pack.name_of(entry) or name
        if called != name:
            self._miss(BUGS, f"{name} is called {called} on Launchpad now: its records say so")
        bugs_here = entry.get("official_bugs") is not False
        if not bugs_here:
            self._miss(BUGS, f"{called} does not keep its bugs on Launchpad: tracked elsewhere")
        return Project(called, bugs_here, self._planned.landmarks(called))

    def _around(self, project: Project) -> tuple[str, ...]:
        """Return the project's series of this cycle, the one before and the next."""
        found = (series_of(one, project.landmarks) for one in neighbours(self._cycle))
        return tuple(filter(None, found))

    def _read(self, collection: str, which: str, make: Callable[[], Record]) -> list[Record]:
        return self._readable.record(collection, which, make)

    def _blueprints(self, project: Project) -> list[BlueprintInfo]:
        """Return a project's blueprints; which series lists one is all that tells its goal."""
        found = self._specifications(f"/{project.name}")
        # No version of the interface has a blueprint's goal: which series lists it is all one
        # learns.
        goals: dict[str, list[str]] = {name: [] for name in found}
        for series in self._around(project):
            for name, entry in self._specifications(f"/{project.name}/{series}").items():
                found.setdefault(name, entry)
                goals.setdefault(name, []).append(series)
        self._say(f"{project.name}: {len(found)} blueprints")
        return [
            one
            for name in sorted(found)
            for one in self._read(
                BLUEPRINTS,
                f"blueprint {name} of {project.name}",
                partial(pack.blueprint, found[name], project.name, tuple(goals[name])),
            )
        ]

    def _specifications(self, place: str) -> dict[str, Entry]:
        # Not valid_specifications: against its description it leaves out what is complete.
        entries = self._pages.entries(f"{place}/all_specifications")
        what = f"the blueprints of {place[1:]}"
        return dict(self._readable.named(BLUEPRINTS, what, entries, pack.name_of))

    def _tasks(self, projects: list[Project]) -> list[BugTaskInfo]:
        if not projects:
            return []
        cycle, search = self._cycle, BugSearch(self._pages, self._readable)
        since = cycle.begins - timedelta(days=self._team.lead_in_days)
        span = Span(since, cycle.begins, cycle.ends)
        advisories = search.advisories()
        tasks: list[BugTaskInfo] = []
        for project in projects:
            series = series_of(cycle, project.landmarks)
            found = search.tasks(project.name, series, self._tags, advisories, cycle.begins)
            self._say(f"{project.name}: {len(found)} bug tasks")
            tasks += search.with_logs(found, span)
        for note in search.notes:
            self._miss(BUGS, note)
        return tasks

    def _unread(self) -> tuple[Hole, ...]:
        """Say which entries could not be read."""
        for hole in self._readable.holes:
            self._say(hole.why)
        return self._readable.holes

    def _miss(self, collection: str, why: str) -> None:
        self._say(why)
        self._holes.append(Hole(collection=collection, why=why))
