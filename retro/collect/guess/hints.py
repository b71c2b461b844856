"""What a person says of a team that is only a name, and the rules on names."""

import re

from msgspec import Struct

from retro.model.cycle import Cycle

OPENDEV = "https://review.opendev.org"
OPENSTACK = "openstack/"
"""How the names of OpenStack's projects begin."""
LAUNCHPAD = "https://api.launchpad.net/devel"

SPECS = "-specs"
"""How the names of specs repositories end."""

_BELONGS = (
    (r"{team}", "bears the team's name"),
    (r"python-{team}client", "is the team's client, by its name"),
    (r"{team}lib", "is the team's library, by its name"),
    (r"{team}[._-].+", "begins with the team's name"),
    (r"python-{team}[._-].+", "begins with python- and the team's name"),
    (r"{team}/.+", "lies below the team's name"),
)


class Hints(Struct, frozen=True, kw_only=True):
    """A team to be: where it is, and for which cycle it is wanted first.

    `projects` take the place of those that belong to the team by their names, which begin with
    `prefix`. Without a `launchpad_server` Launchpad is not asked: on other servers than OpenDev's
    a project that is called so there is somebody else's as a rule.
    """

    key: str
    cycle: Cycle
    server: str = OPENDEV
    prefix: str = OPENSTACK
    projects: tuple[str, ...] = ()
    launchpad_server: str = LAUNCHPAD

    @property
    def opendev(self) -> bool:
        """Tell whether the server is the one whose habits are known."""
        return self.server == OPENDEV

    @property
    def main(self) -> str:
        """Return the project that bears the team's name."""
        return self.prefix + self.key

    @property
    def title(self) -> str:
        """Return the team's name for readers."""
        return " ".join(word[:1].upper() + word[1:] for word in re.split("[_-]", self.key))

    @property
    def code(self) -> tuple[str, ...]:
        """Return the projects that a person named, less those for specs."""
        return tuple(name for name in self.projects if not name.endswith(SPECS))

    @property
    def specs(self) -> tuple[str, ...]:
        """Return the specs repositories that a person named."""
        return tuple(name for name in self.projects if name.endswith(SPECS))

    @property
    def starts(self) -> tuple[str, ...]:
        """Return how the names to look for begin."""
        named = tuple(name.rstrip("*") for name in self.projects)
        return (
            (*named, self.main + SPECS)
            if named
            else (self.main, f"{self.prefix}python-{self.key}")
        )

    def belongs(self, project: str) -> str:
        """Say why a project is the team's, by its name; nothing if that doesn't tell."""
        if project.startswith(self.prefix):
            own, team = project[len(self.prefix) :], re.escape(self.key)
            for rule, why in _BELONGS:
                if re.fullmatch(rule.format(team=team), own):
                    return why
        return ""


def called(projects: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that projects have on Launchpad: in small letters, with dashes."""
    names = (one.rpartition("/")[2].lower() for one in projects if not one.endswith("*"))
    return tuple(dict.fromkeys(name.replace("_", "-") for name in names))
