"""What a tracker is asked, and what it gives: the seam at which bugs and plans join Gerrit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from retro.collect.gate import Gate
from retro.collect.options import Options
from retro.collect.round import Round
from retro.collect.shared import Shared
from retro.errors import SourceError
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.snapshot import Hole, Records, Source

Part = tuple[Source, Records]
"""A collection's source and its records."""


class Request(Struct, frozen=True, kw_only=True):
    """What is wanted of every tracker: the team, the cycle, and how to ask.

    `work` is where clones of specs repositories stay for the next time; `clone` is a clone that is
    there already, or, where the team has several repositories, a folder of clones by their short
    names. `origin` is what the manifest says about the records' origin, `round` what the
    collection has in common with others.
    """

    team: Team
    cycle: Cycle
    work: Path
    now: Now
    sleep: Sleep
    say: Say
    options: Options = Options()
    clone: Path | None = None
    origin: str = "live"
    round: Round | None = None

    def gate(self, server: str) -> Gate | None:
        """Return the gate of a server, where others ask it too."""
        return self.round.gate(server) if self.round else None

    def shared(self) -> Shared:
        """Return the way to what other teams of the run were answered."""
        return self.round.shared(self.team.key) if self.round else Shared()

    def since(self) -> datetime:
        """Return since when what is found may be of: a run's answers are as old as the run."""
        return self.round.started if self.round else self.now()


class Collected(Struct, frozen=True):
    """Collections for a snapshot, and what they lack."""

    parts: tuple[Part, ...] = ()
    holes: tuple[Hole, ...] = ()

    def __add__(self, other: "Collected") -> "Collected":
        """Return what two sources gave."""
        return Collected(self.parts + other.parts, self.holes + other.holes)


def left_out(source: str, *collections: str) -> Collected:
    """Return that a source was left out, as was asked, and with it what it would have given."""
    why = f"{source} was left out of this collection"
    return Collected(holes=tuple(Hole(collection=name, why=why) for name in collections))


@contextmanager
def way_out(hint: str) -> Iterator[None]:
    """Add to whatever a source fails with how the collection can do without it."""
    try:
        yield
    except SourceError as error:
        error.hint = "; ".join(filter(None, (error.hint, hint)))
        raise


class Tracker(Protocol):
    """Whatever knows a team's bugs or its plans, beside its changes.

    A collection's name ends in what it holds, and that tells the type of its records: `-bugs`
    are `BugTaskInfo`, `-blueprints` `BlueprintInfo`, `-milestones` `MilestoneInfo`, and `specs`
    `SpecInfo`. Of each, a snapshot has one collection.
    """

    def __call__(self, request: Request) -> Collected:
        """Ask for all of it; nothing where team.yaml names nothing of this tracker.

        Raises:
            SourceError: The tracker is silent, refuses, or answers in another shape.
        """
