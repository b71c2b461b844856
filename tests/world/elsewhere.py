"""Work in the projects of others that the simulated team watches: a little lands, much waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.world.acts import Story
from tests.world.draft import Desk, Draft
from tests.world.frame import Info
from tests.world.mitaka import SEED
from tests.world.people import VETERANS
from tests.world.plots import Course, land, wander
from tests.world.record import END, START
from tests.world.rota import DAY, Rota
from tests.world.wire import change_info

FIRST_NUMBER = 9_400_000


@dataclass(frozen=True, slots=True)
class Watched:
    """A project of others: what of it is about images, and how many of its changes went where."""

    project: str
    files: tuple[str, ...]
    subjects: tuple[str, ...]
    merged: int
    waiting: int
    given_up: int


ELSEWHERE = (
    Watched(
        "openstack/nova",
        ("nova/image/glance.py", "nova/image/api.py"),
        ("Ask for images by version 2", "Send an image's properties one by one", "List by marker"),
        merged=3,
        waiting=9,
        given_up=2,
    ),
    Watched(
        "openstack/tempest",
        ("tempest/api/image/v2/test_images.py",),
        ("Test the members of an image", "Test uploads that break off"),
        merged=2,
        waiting=4,
        given_up=0,
    ),
)


def records(moment: datetime) -> Iterator[Info]:
    """Yield what a server shows of these changes at a moment."""
    for story in stories():
        if info := change_info(story, moment):
            yield info


def stories() -> list[Story]:
    """Return the changes of all watched projects, in the order of their numbers."""
    desk = Desk(f"{SEED} elsewhere", Rota(SEED))
    drafts = [draft for watched in ELSEWHERE for draft in _changes(desk, watched)]
    drafts.sort(key=lambda draft: draft.script.acts()[0].at)
    return [draft.story(FIRST_NUMBER + 17 * place) for place, draft in enumerate(drafts)]


def _changes(desk: Desk, watched: Watched) -> Iterator[Draft]:
    fates = ("merged",) * watched.merged + ("given up",) * watched.given_up
    for place in range(len(fates) + watched.waiting):
        name = f"{watched.project} {place}"
        script = desk.script(name, watched.project, desk.dice(name).choice(VETERANS[:30]))
        created = START + DAY * script.rng.uniform(8, 120)
        end = created + DAY * script.rng.uniform(20, 45)
        fate = fates[place] if place < len(fates) else "waiting"
        if fate == "merged":
            land(script, created, end)
        else:
            wander(script, Course(created, end, end if fate == "given up" else END))
        if fate == "given up":
            script.abandon(end, script.owner)
        subject = watched.subjects[place % len(watched.subjects)]
        yield Draft(script, subject, files=watched.files)
