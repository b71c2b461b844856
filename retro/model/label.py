"""A label of Gerrit: the kinds that it may be of, and what its records show."""

import re
from typing import Literal, get_args

from msgspec import Struct

LabelKind = Literal["review", "gate", "ci", "hold", "trigger", "neither"]
"""Review: it judges the change. Gate: without it, or against it, nothing is merged. Ci: a machine
votes. Hold: its low end says "not now". Trigger: an order to a machine."""

Kinds = tuple[LabelKind, ...]

CODE_REVIEW = "Code-Review"
WORKFLOW = frozenset({"Workflow", "Approved"})
"""One label under two names: Approved was OpenStack's until April 2014."""

PROMISE = re.compile(r"(.*-)?Review-Priority|.*-Promise")
"""Labels by which people promise a review, as their names tell."""

VETO, HIGHEST = -2, 2
"""The vote that stops a change, and Code-Review's highest one where nothing else is known."""

_ORDER: Kinds = get_args(LabelKind)


SAFE = frozenset({CODE_REVIEW, "Verified"}) | WORKFLOW
"""Labels that mean the same wherever they are, so that their names are enough to know them."""

BranchClass = Literal["default", "stable", "other"]
"""Branches of one class have the same rules, as a rule."""

_CLASSES: dict[str, BranchClass] = {"master": "default", "main": "default"}
_STABLE = ("stable/", "unmaintained/")


class Meaning(Struct, frozen=True, kw_only=True):
    """A label with its kinds, and where these are known from.

    `stops` tells whether its lowest vote keeps a change from being merged, if it gates, and `high`
    whether its highest vote does, which says "not now"; `where` names the projects where it means
    this, if it means something else in others.
    """

    label: str
    kinds: Kinds
    source: str
    assumed: bool = False
    stops: bool = True
    high: bool = False
    where: str = ""

    @property
    def said(self) -> str:
        """Return how sure that is, and by what it is known."""
        return f"{'likely' if self.assumed else 'sure'}, by {self.source}"


class Served(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a server says of a label in one project, on the branches of one class.

    Attributes:
        project: The project.
        branches: The class of branches.
        label: The label.
        lowest: Its lowest vote.
        highest: Its highest vote; with no votes told both are 0.
        gates: Whether it is needed or blocks; None where the server doesn't say.
        stops: Whether its lowest vote keeps a change from being merged.
        overrides: Whether it is a way round another label's requirement.
        judges: Whether its votes, by their texts, judge a change; None where these don't say.
        holds: Whether a vote on it says "not now".
        high: Whether that is its highest vote, and not its lowest.
        required: Whether submit requirements tell of it, and not its function.
    """

    project: str
    branches: BranchClass
    label: str
    lowest: int = 0
    highest: int = 0
    gates: bool | None = None
    stops: bool = False
    overrides: bool = False
    judges: bool | None = None
    holds: bool = False
    high: bool = False
    required: bool = False


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


def branch_class(branch: str) -> BranchClass:
    """Return the class of a branch: where development is, what is kept after it, or else."""
    return "stable" if branch.startswith(_STABLE) else _CLASSES.get(branch, "other")
