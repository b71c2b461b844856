"""What governance says of one team on a day."""

from datetime import date

from msgspec import Struct

from retro.collect.guess.hints import SPECS
from retro.model.leading import Leadership
from retro.model.sketch import Guess


class Repository(Struct, frozen=True, kw_only=True):
    """A repository of a team, by the last name that the history has for it.

    `formerly` are the names that it had before, each with the first day on which it had another;
    `left` is the day in the cycle on which it left the list.
    """

    name: str
    day: date
    formerly: tuple[tuple[str, date], ...] = ()
    left: date | None = None

    @property
    def specs(self) -> bool:
        """Tell whether it holds specs, by its name."""
        return self.name.endswith(SPECS)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names that it has and had."""
        return (self.name, *(name for name, _ in self.formerly))

    @property
    def why(self) -> str:
        """Say where the name is from, and the others that it had."""
        when = f"until {self.left}" if self.left else f"on {self.day}"
        past = (f"{name} until {day}" for name, day in reversed(self.formerly))
        names = f"; formerly {', '.join(past)}" if self.formerly else ""
        return f"in governance's list {when}{names}"

    @property
    def former(self) -> tuple[Guess, ...]:
        """Return the names that it had, the last of them first, each with its reason."""
        names = reversed(self.formerly)
        return tuple(Guess(name, f"its name in governance until {day}") for name, day in names)

    def guess(self) -> Guess:
        """Return it as a project, on the word of governance alone."""
        return Guess(self.name, self.why)


class Charter(Struct, frozen=True, kw_only=True):
    """What governance says of a team on a day, and the releases repository of its cycle.

    `liaisons` are the roles of those who lead together. `launchpad` and `storyboard` are where
    the deliverables of the cycle are tracked, None where nobody says it; `model` is how the first
    of them is released, and `releases` are all of them that came out in the cycle, None where
    nobody tells. `unelected` says why nobody was elected to lead the next cycle. `ever` are the
    last parts of all names that governance ever listed.
    """

    key: str
    name: str
    title: str
    day: date
    repositories: tuple[Repository, ...]
    leadership: Leadership = "one person"
    liaisons: tuple[str, ...] = ()
    model: Guess | None = None
    launchpad: tuple[Guess, ...] | None = None
    storyboard: tuple[Guess, ...] = ()
    releases: tuple[str, ...] | None = None
    unelected: str = ""
    ever: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """Say whose word it is."""
        return f"governance on {self.day}"
