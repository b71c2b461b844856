"""The small world that both servers show to the contract tests."""

from datetime import UTC, date, datetime, timedelta

from tests.world.launchpad_data import Bug, Group, Milestone, Project, Spec, Task, World

START = datetime(2015, 10, 20, 9, 0, 0, 250, UTC)
DAY = timedelta(days=1)


def world() -> World:
    """Return a project with more tasks than fit on a page, and a little of everything."""
    return World(
        projects=(
            Project("glance", "Glance", ("liberty", "mitaka", "newton")),
            Project("ossa", "OpenStack Security Advisory", ()),
        ),
        tasks=tuple(_tasks()),
        specs=tuple(_specs()),
        milestones=(
            Milestone("glance", "mitaka", "mitaka-1", date(2015, 12, 3), START + 45 * DAY),
            Milestone("glance", "mitaka", "mitaka-2", date(2016, 1, 21)),
            Milestone("glance", "mitaka", "mitaka-rc1", None, active=True),
        ),
        groups=(Group("openstack", "OpenStack", ("glance", "ossa")),),
    )


def _tasks():
    for number in range(1, 21):
        yield _task(number)
    fixed = _task(30, tags=("security",), milestone="mitaka-1", importance="High")
    yield fixed.to("Fix Committed", START + 3 * DAY)
    yield _task(31, tags=("lite-spec", "1.10")).to("Won't Fix", START + 4 * DAY)
    yield _task(32, duplicate_of=30)
    yield _task(33, information_type="Private Security")
    yield _task(34, information_type="Public Security", title='A "quoted" <title> & more')
    yield _task(30, target="glance/mitaka", milestone="mitaka-1")


def _task(number, target="glance", milestone="", importance="Undecided", **bug):
    made = Bug(number, **bug)
    day = START + timedelta(hours=number)
    return Task(number, made, target, day, importance=importance, milestone=milestone)


def _specs():
    yield Spec("glance", "import", goal="mitaka", accepted=True, priority="High", created=START)
    yield Spec(
        "glance",
        "done",
        implementation_status="Implemented",
        goal="mitaka",
        accepted=True,
        milestone="mitaka-1",
        created=START,
        completed=START + 9 * DAY,
        url="https://specs.example.org/done",
    )
    yield Spec("glance", "old", definition_status="Obsolete", created=START)
    yield Spec("glance", "declined", goal="mitaka", created=START)
    yield Spec("glance", "secret", information_type="Proprietary", created=START)
