"""A change under way: its script, and what its commit message says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tests.world.acts import Story
from tests.world.people import Account
from tests.world.rota import Rota
from tests.world.script import Script

FIRST_NUMBER = 9_100_000
FIRST_BUG = 9_500_000
"""Numbers that no real server has reached: a link of the sample leads to nobody's work."""


@dataclass(slots=True)
class Draft:
    """What becomes a story once all changes are there and get their numbers."""

    script: Script
    subject: str
    branch: str = "master"
    footers: list[str] = field(default_factory=list)
    files: tuple[str, ...] = ()

    def story(self, number: int) -> Story:
        """Return the story as far as it is written."""
        return Story(
            number=number,
            project=self.script.project,
            subject=self.subject,
            branch=self.branch,
            footers=tuple(self.footers),
            files=self.files,
            acts=self.script.acts(),
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """Where drafts are begun: each has its own dice, so one more changes no other."""

    seed: str
    rota: Rota

    def script(self, name: str, project: str, owner: Account) -> Script:
        """Begin a script; the name sets its dice."""
        return Script(self.dice(name), self.rota, project, owner)

    def dice(self, name: str) -> Random:
        """Return the dice of a name."""
        return Random(f"{self.seed}:{name}")


def numbered(drafts: Iterable[Draft]) -> list[Story]:
    """Return the stories, numbered in the order in which the changes were created."""
    begun = [draft for draft in drafts if draft.script.acts()]
    begun.sort(key=lambda draft: draft.script.acts()[0].at)
    return [draft.story(FIRST_NUMBER + 13 * step) for step, draft in enumerate(begun)]


def moment_in_week(rng: Random, monday: datetime) -> datetime:
    """Return a moment of a week, most likely on a working day."""
    day = rng.choices(range(7), (20, 20, 20, 20, 15, 3, 2))[0]
    return monday + timedelta(days=day, minutes=rng.randint(500, 1380), seconds=rng.randint(0, 59))
