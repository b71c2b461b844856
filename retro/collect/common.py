"""What several teams have in common: projects, specs repositories and bug trackers."""

from collections.abc import Sequence
from functools import cache

from retro.collect.plan import Selector, selectors
from retro.model.team import Team

Place = tuple[str, Selector]
"""A server, and what is asked of it."""


class Common:
    """The teams of a run, and what more than one of them asks about."""

    def __init__(self, teams: Sequence[Team] = ()) -> None:
        """Take the teams."""
        self._teams = {team.key: _places(team) for team in teams}
        self.takes = cache(self._takes)

    def _takes(self, server: str, project: str) -> bool:
        """Tell whether more than one team asks a server about a project."""
        found = (
            any(one == server and selector.takes(project) for one, selector in places)
            for places in self._teams.values()
        )
        return sum(found) > 1

    def groups(self) -> list[list[str]]:
        """Return the keys of the teams, those together that have something in common."""
        groups: list[list[str]] = []
        for key in self._teams:
            joined = [one for one in groups if any(self._meet(key, other) for other in one)]
            groups = [one for one in groups if one not in joined]
            groups.append([*(other for one in joined for other in one), key])
        return groups

    def _meet(self, one: str, other: str) -> bool:
        return any(_meet(a, b) for a in self._teams[one] for b in self._teams[other])


def _places(team: Team) -> tuple[Place, ...]:
    inside = map(Selector, team.specs_layout.inside)
    gerrit = [(team.gerrit.server, one) for one in (*selectors(team.gerrit), *inside)]
    return (*gerrit, *((team.launchpad_server, Selector(name)) for name in team.launchpad))


def _meet(one: Place, other: Place) -> bool:
    """Tell whether two may find the same; a prefix takes whatever begins with it."""
    (server, a), (another, b) = one, other
    names = a.name.removesuffix("*"), b.name.removesuffix("*")
    return server == another and (a.takes(names[1]) or b.takes(names[0]))
