"""One retrospective to be: a team and a cycle, and where its snapshot lies."""

from pathlib import Path

from msgspec import Struct

from retro import calendar
from retro.model.cycle import Cycle
from retro.model.team import Notes, Team


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

    @property
    def command(self) -> str:
        """Return the words that name this target to make."""
        return f"TEAM={self.team.key} CYCLE={self.folder}"
