"""The cycle before, as far as people wrote about it."""

from msgspec import Struct

from retro.model.team import Notes


class CycleBefore(Struct, frozen=True):
    """What the cycle before is called, and the team's notes of it; None where it has none."""

    title: str
    notes: Notes | None = None
