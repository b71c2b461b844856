"""One retrospective to be: a team and a cycle, and where its snapshot lies."""

from pathlib import Path

from msgspec import Struct

from retro import calendar
from retro.model.cycle import Cycle
from retro.model.team import Notes, Team
from retro.shell import typed


class Target(Struct, frozen=True, kw_only=True):
    """One retrospective to be: a team and a cycle, with what people wrote about both.

    `own` are the cycles that the team has begun, by its own dates, oldest first. `notes_before`
    are what people wrote about the cycle before; None where it has no folder that can be read.
    """

    team: Team
    cycle: Cycle
    notes: Notes
    folder: str
    snapshot: Path
    own: tuple[Cycle, ...] = ()
    notes_before: Notes | None = None

    @property
    def before(self) -> Cycle | None:
        """Return the cycle before, be it collected or not."""
        return calendar.before(self.cycle, self.own)

    @property
    def path(self) -> str:
        """Return the retrospective's folder below output/."""
        return f"{self.team.key}/{self.folder}"

    def command(self, name: str, **named: str) -> str:
        """Return a command about this retrospective, as it is typed here."""
        return typed(name, team=self.team.key, cycle=self.folder, **named)
