"""A feature: a spec and a blueprint seen as one, and what became of it."""

import re
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from retro.model.change import Change

_ADDRESS = re.compile(r"\+spec/([\w.+-]*\w)")
_WORDS = re.compile(r"(?<!\w)(?:blueprints?|bp)[\s:/#<'\"(\[-]+([\w.+-]*\w)")
_TOPIC = re.compile(r"^(?:blueprint|bp)[/:_ -]+([\w.+-]*\w)")


class Outcome(StrEnum):
    """What became of a feature, as of a moment."""

    LANDED = "landed"
    DEFERRED = "deferred"
    OPEN = "open"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"
    OBSOLETE = "obsolete"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNDECIDED = "undecided"
    UNKNOWN = "unknown"


GIVEN_UP = (Outcome.DROPPED, Outcome.SUPERSEDED, Outcome.OBSOLETE)
"""The ways in which an approved feature is given up."""


class Feature(Struct, frozen=True, kw_only=True):
    """One feature of one cycle, as it was known at a moment.

    `blueprint_url` is where Launchpad has its blueprint, if the spec or Launchpad said so.
    `approved` is when it entered the cycle's folder; None for what was not, and for a goal that
    Launchpad accepted, whose day it forgets (then `accepted`), or that came with an import, some
    time after its approval (then `known`). `since` dates the outcome, and
    `evidence` says in words how it is known. `approved_until` and `until` are the last moments
    possible where these two are the first ones of a range; one that reaches the moment at which
    all this is known may as well end later. `carried` are the earlier cycles that it had been
    approved for, `changes` the numbers of changes that name it, `merged` when each of them
    landed, `declared` the words by which a
    person wrote it down as deferred. What the sources tell differently
    stands in `conflicts`.
    """

    name: str
    project: str
    title: str = ""
    blueprint: str = ""
    blueprint_url: str = ""
    url: str = ""
    proposed: datetime | None = None
    approved: datetime | None = None
    approved_until: datetime | None = None
    accepted: bool = False
    known: bool = False
    outcome: Outcome
    since: datetime | None = None
    until: datetime | None = None
    evidence: tuple[str, ...] = ()
    to: str = ""
    carried: tuple[str, ...] = ()
    declared: str = ""
    changes: frozenset[int] = frozenset()
    merged: tuple[datetime, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def taken_on(self) -> bool:
        """Tell whether the team approved it for the cycle."""
        return self.specified or self.accepted

    @property
    def specified(self) -> bool:
        """Tell whether a spec of it was approved for the cycle, be it on an unknown day."""
        return self.approved is not None or self.known

    @property
    def names(self) -> frozenset[str]:
        """Return the names that it goes by."""
        return frozenset(filter(None, (self.name.casefold(), self.blueprint.casefold())))


class Leftover(Struct, frozen=True):
    """A feature that a cycle did not land, as it ended there; and as what the next one has it."""

    feature: Feature
    again: Feature | None = None

    @property
    def sure(self) -> bool:
        """Tell whether it is known that it was left: else no source tells how it ended."""
        return self.feature.outcome is not Outcome.UNKNOWN


class Features(Struct, frozen=True, kw_only=True):
    """The features of a cycle, and which sources there were to tell them.

    `specs` and `blueprints` tell that these were collected and speak of the cycle: that one of
    them was of it by then. A source that is there and has none knows nothing of it.
    `silent` says of each of the others in words why it doesn't; `refused` what Launchpad did
    not give although it gave the rest. `simulated` tells that one of the
    two is no record of anything real. `left_out` is how many files may be specs, as collected,
    and are not counted. `before` is how many features the cycle before had taken on by the same
    week, where its specs are known; `left` are those of that cycle's specs that did not land in
    it by the moment, as far as is known; None where none of them is known.
    """

    every: tuple[Feature, ...] = ()
    specs: bool = False
    blueprints: bool = False
    silent: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    simulated: bool = False
    left_out: int = 0
    before: int | None = None
    left: tuple[Leftover, ...] | None = None
    cycle_before: str = ""

    def of(self, *outcomes: Outcome) -> tuple[Feature, ...]:
        """Return the features with some outcomes."""
        return tuple(feature for feature in self.every if feature.outcome in outcomes)

    @property
    def left_before(self) -> int | None:
        """Return how many features the cycle before left, where that is known of each of them."""
        known = self.left is not None and all(one.sure for one in self.left)
        return len(self.left or ()) if known else None

    @property
    def carried_over(self) -> tuple[Feature, ...]:
        """Return those of this cycle that the one before had left, each once."""
        return tuple(dict.fromkeys(one.again for one in self.left or () if one.again))

    @property
    def dated(self) -> tuple[Feature, ...]:
        """Return the features whose approval has a day."""
        return tuple(feature for feature in self.every if feature.approved)

    @property
    def unknown(self) -> tuple[Feature, ...]:
        """Return the approved features of which no source tells what became of them."""
        return tuple(one for one in self.taken_on if one.outcome is Outcome.UNKNOWN)

    @property
    def taken_on(self) -> tuple[Feature, ...]:
        """Return the features that the team approved for the cycle."""
        return tuple(feature for feature in self.every if feature.taken_on)


def named_by(change: Change) -> frozenset[str]:
    """Return the blueprints that a change names, in its footers and its topic, in small letters.

    People spell it in many ways: `Implements: blueprint x`, `Partially-implements: bp x`,
    `Implements-blueprint: x`, `bp/x`, an address in Launchpad, the topic `bp/x`.
    """
    return _named(change.topic, change.footers)


@lru_cache(maxsize=4096)
def _named(topic: str, footers: tuple[str, ...]) -> frozenset[str]:
    """Return the blueprints that are named; of few changes, but of these at each moment again."""
    of_topic = _TOPIC.match(topic.casefold())
    named = chain.from_iterable(map(blueprints_in, footers))
    return frozenset((*named, *((of_topic[1],) if of_topic else ())))


def blueprints_in(footer: str) -> tuple[str, ...]:
    """Return the blueprints that one footer names, in small letters."""
    text = footer.casefold()
    return tuple(_ADDRESS.findall(text) or _WORDS.findall(text))
