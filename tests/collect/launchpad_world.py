"""A small Launchpad for the collector: a team's projects, and one collection of them."""

from datetime import UTC, date, datetime, timedelta

from retro import calendar
from retro.collect.launchpad.collector import Launchpad
from retro.collect.launchpad.http import LaunchpadAsker
from retro.collect.options import Options
from retro.model.team import Gerrit, Team
from retro.snapshot.launchpad import BLUEPRINTS, BUGS, MILESTONES
from tests.collect.builders import HASTY, NOW
from tests.world.launchpad_data import Bug, Milestone, Project, Spec, Task, World

MITAKA = calendar.find("mitaka")
DAY = timedelta(days=1)


def day(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def task(number, at="2015-11-02", target="glance", milestone="", importance="High", **bug):
    """Make a task of its own bug."""
    return Task(number, Bug(number, **bug), target, day(at), "New", importance, milestone)


def world(*tasks, projects=None, specs=(), milestones=()):
    glance = Project("glance", "Glance", ("liberty", "mitaka", "newton"))
    ossa = Project("ossa", "OpenStack Security Advisory", ())
    return World(projects or (glance, ossa), tasks, specs, milestones)


def spec(name, goal="", project="glance", **more):
    return Spec(project, name, goal=goal, created=day("2015-10-20"), **more)


def milestone(name, series="mitaka", on="2015-12-03", released=None):
    return Milestone("glance", series, name, date.fromisoformat(on), released)


class Gathered:
    """What a collection brought, by collection."""

    def __init__(
        self,
        server,
        *,
        patience=HASTY,
        names=("glance",),
        tags=("security",),
        cycle=MITAKA,
        **team,
    ):
        self.said = []
        self.slept = []
        team = Team(
            key="glance",
            title="Glance",
            gerrit=Gerrit(server="https://review.example.org", projects=("openstack/glance",)),
            launchpad=names,
            launchpad_server=server.url,
            bug_tags=tags,
            **team,
        )
        asker = LaunchpadAsker(
            server.url,
            now=lambda: NOW,
            sleep=self.slept.append,
            options=Options(patience=patience),
        )
        try:
            launchpad = Launchpad(asker, team, cycle, lambda: NOW, self.said.append)
            self.collected = launchpad.everything("live")
        finally:
            asker.close()
        self.sources = {source.name: source for source, _ in self.collected.parts}
        records = {source.name: records for source, records in self.collected.parts}
        self.tasks = records[BUGS]
        self.specs = records[BLUEPRINTS]
        self.milestones = records[MILESTONES]
        self.gaps = [gap.why for gap in self.collected.holes]

    @property
    def requests(self):
        return sum(source.requests for source in self.sources.values())
