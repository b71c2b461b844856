"""The two servers, each with the same changes on it: one on loopback and one real."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.gerrit.driver import Driver
from tests.gerrit.fake import FakeGerrit
from tests.gerrit.jars import MissingError, jars
from tests.gerrit.server import RealGerrit
from tests.gerrit.stories import stories
from tests.world.acts import Act, Story
from tests.world.mitaka import world

WANTED = os.environ.get("GERRIT", "")
VERSION = WANTED or "3.10.0"

LIMIT = 30
"""The most rows that nobody gets at once; project.config says the same to the real server."""

EVERY = 120
"""One change in so many of the simulated cycle is played, beside those that are written out."""


PROJECTS = {
    "openstack/glance": {"description": "A place for images"},
    "openstack/glance-old": {"description": "Once upon\na time", "state": "READ_ONLY"},
    "openstack/python-glanceclient": {"description": 'Says "hello"'},
}
"""What is said of projects beside their changes."""


@dataclass(frozen=True)
class Played:
    """A running server, whoever acts on it, and what was done there."""

    server: FakeGerrit | RealGerrit
    hands: FakeGerrit | Driver
    stories: tuple[Story, ...]

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def shown(self) -> tuple[Story, ...]:
        """Return what anybody may see."""
        return tuple(story for story in self.stories if story.subject != "Hidden for good")

    def act(self, story: Story, act: Act) -> None:
        """Let one more thing happen."""
        self.hands.act(story, act)


@pytest.fixture(scope="session")
def everything() -> tuple[Story, ...]:
    return (*stories(), *world().stories[::EVERY])


@pytest.fixture(scope="session")
def loopback(everything) -> Iterator[Played]:
    server = FakeGerrit(VERSION, LIMIT)
    server.start()
    server.play(everything)
    for project, told in PROJECTS.items():
        server.add(project, **told)
    yield Played(server, server, everything)
    server.stop()


@pytest.fixture(scope="session")
def real(everything, tmp_path_factory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("gerrit")
    dawn = min(story.created for story in everything)
    try:
        server = RealGerrit(jars(VERSION if WANTED else ""), folder / "server", dawn)
        server.start()
    except MissingError as error:
        pytest.fail(f"no real Gerrit here: {error}", pytrace=False)
    try:
        driver = Driver(server, folder / "commits.git")
        driver.play(everything)
        for project, told in PROJECTS.items():
            driver.add(project, **told)
        yield Played(server, driver, everything)
    finally:
        server.stop()


@pytest.fixture(params=["loopback", pytest.param("real", marks=pytest.mark.gerrit)])
def gerrit(request) -> Played:
    played: Played = request.getfixturevalue(request.param)
    return played
