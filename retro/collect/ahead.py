"""What a collection has ahead of it, told before it begins, and by what that is known."""

from collections.abc import Sequence

from msgspec import Struct

from retro import snapshot
from retro.collect.gerrit.details import BATCH
from retro.model.team import Team

PROJECT = 12
"""So many requests a project takes of Launchpad at least, without tags and further pages."""


class Ahead(Struct, frozen=True):
    """What one server has to be asked yet for one team.

    `numbers` are the changes to fetch in full, `beside` other requests that are sure, and `most`
    those that may come on top. `by` is what that is known by.
    """

    server: str
    numbers: tuple[int, ...] = ()
    beside: int = 0
    most: int = 0
    by: str = ""

    def requests(self, told: frozenset[int] = frozenset()) -> int:
        """Return how many requests are sure, less those for changes that others fetch."""
        return -(-len(set(self.numbers) - told) // BATCH) + self.beside


def of_trackers(team: Team, held: snapshot.Manifest | None, without: Sequence[str]) -> list[Ahead]:
    """Return what Launchpad will be asked: as often as last time, or a few times a project."""
    if not team.launchpad or "launchpad" in without:
        return []
    collections = held.collections if held else ()
    last = sum(one.requests for one in collections if one.name.startswith("launchpad-"))
    by = "as last time" if last else f"at least {PROJECT} a project"
    least = last or PROJECT * len(team.launchpad)
    return [Ahead(team.launchpad_server, beside=least, by=by)]
