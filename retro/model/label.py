"""A label of Gerrit: the kinds that it may be of, and what its records show."""

from typing import Literal, get_args

from msgspec import Struct

LabelKind = Literal["review", "gate", "ci", "hold", "trigger", "neither"]
"""Review: it judges the change. Gate: without it, or against it, nothing is merged. Ci: a machine
votes. Hold: its low end says "not now". Trigger: an order to a machine."""

Kinds = tuple[LabelKind, ...]

CODE_REVIEW = "Code-Review"
WORKFLOW = frozenset({"Workflow", "Approved"})
"""One label under two names: Approved was OpenStack's until April 2014."""

VETO, HIGHEST = -2, 2
"""The vote that stops a change, and Code-Review's highest one where nothing else is known."""

_ORDER: Kinds = get_args(LabelKind)


class Meaning(Struct, frozen=True, kw_only=True):
    """A label with its kinds, and where these are known from."""

    label: str
    kinds: Kinds
    source: str
    assumed: bool = False


class SeenVotes(Struct, frozen=True, kw_only=True):
    """What records show of a label: its lowest vote, how many voted, whether merges need it."""

    lowest: int = 0
    people: int = 0
    robots: int = 0
    needed: bool = False


def sorted_kinds(kinds: Kinds) -> Kinds:
    """Return kinds once each, in one order; "neither" holds only where nothing else does."""
    found = tuple(kind for kind in _ORDER if kind in kinds)
    return found if len(found) == 1 else tuple(kind for kind in found if kind != "neither")
