"""Who was counted as a person, as the method page prints it."""

from msgspec import Struct

ENOUGH = 5
"""How many people must have done some work, so that its amount points at none of them."""


def few(number: int) -> bool:
    """Tell whether somebody, and fewer than enough people, did something."""
    return 0 < number < ENOUGH


class Robot(Struct, frozen=True, kw_only=True):
    """An account that was not counted as a person, as the method page prints it.

    Its name is what team.yaml calls it by; without that it has none.
    """

    number: int
    name: str
    why: str
    gating: bool = False


class Joined(Struct, frozen=True, kw_only=True):
    """Accounts that were counted as one person; `names` are what team.yaml calls them by."""

    accounts: tuple[int, ...]
    names: tuple[str, ...] = ()
