"""How a team is led."""

from typing import Literal

from msgspec import Struct

Leadership = Literal["one person", "distributed"]
"""Whether a team has one lead, or liaisons who lead it together."""


class Liaison(Struct, frozen=True, kw_only=True):
    """A part in leading a team that nobody leads alone, and who has it, if that is told."""

    role: str
    name: str = ""
