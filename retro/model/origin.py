"""Where a number comes from, and what that means for one that is made of several."""

from enum import StrEnum


class Origin(StrEnum):
    """Where a number comes from, the surest first."""

    MEASURED = "measured"
    ASSUMED = "assumed by rule"
    TYPED = "typed by a person"
    SIMULATED = "simulated"


def weakest(*origins: Origin) -> Origin:
    """Return the weakest of some origins: that of what is made from all of them."""
    return max(origins, key=list(Origin).index)
