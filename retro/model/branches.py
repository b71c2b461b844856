"""Where a team's work lies: branches that count, stable ones, and the others."""

from enum import StrEnum

from msgspec import Struct


class Place(StrEnum):
    """How a branch is counted."""

    COUNTED = "counted"
    STABLE = "apart, as stable"
    OUTSIDE = "not counted"


class OnBranch(Struct, frozen=True, kw_only=True):
    """How much lies on one branch: what was merged in a time, and what was open as it ended."""

    branch: str
    place: Place
    merged: int = 0
    open: int = 0
    merged_specs: int = 0
    open_specs: int = 0
