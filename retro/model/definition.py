"""How a measure is counted, and what its numbers are held to."""

from enum import StrEnum

from msgspec import Struct


class Lists(StrEnum):
    """What the list behind a whole number has a line for."""

    COUNTED = "its number"
    TAKEN_FROM = "its n"
    PARTS = "all its parts"
    OTHER = "something else"


EVERY = ("*",)
"""Says that no part of a fact is a share of its number."""


class Definition(Struct, frozen=True, kw_only=True):
    """How a measure is counted, taken from its docstring; n counts things `of` this noun.

    Where the number is a whole one its parts sum to it, but for those `beside` it: percentiles,
    rates, and what counts something else. The list behind it has a line for what `lists` says.
    """

    name: str
    title: str
    summary: str
    body: str = ""
    returns: str = ""
    unit: str = ""
    of: str = ""
    source: str = ""
    blind_spots: str = ""
    beside: tuple[str, ...] = ()
    lists: Lists = Lists.COUNTED
