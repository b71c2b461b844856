"""Features by hand, around the cycle of five weeks."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from retro.measure import Case
from retro.model.cycle import Milestone
from retro.model.facts import Fact
from retro.model.feature import Feature, Features, Outcome
from tests.measure.builders import (
    CYCLE,
    case,
    when,
)

FROZEN = replace(CYCLE, milestones=(Milestone("feature freeze", date(2016, 3, 8)),))


def feature(name: str, outcome=Outcome.OPEN, approved: str | None = "03-01", **more: Any):
    given = {"approved": when(approved) if approved else None, "project": "team/specs"}
    return Feature(**{"name": name, "outcome": outcome, **given, **more})


def landed(name: str, day="03-05") -> Feature:
    return feature(name, Outcome.LANDED, since=when(day))


def deferred(name: str, day="03-07", **more: Any) -> Feature:
    more = {"to": "next", "evidence": ("approved", "moved to next"), **more}
    return feature(name, Outcome.DEFERRED, since=when(day), **more)


def proposal(name: str, outcome: Outcome) -> Feature:
    return feature(name, outcome, None)


def with_features(*every: Feature, changes=(), moment="03-10", told=None, **given: Any) -> Case:
    known = Features(**{"every": every, "specs": True} | (told or {}))
    return case(*changes, moment=moment, features=known, **{"cycle": FROZEN} | given)


MIXED = (
    landed("a"),
    landed("b"),
    deferred("c"),
    feature("d"),
    feature("e", Outcome.DROPPED),
    feature("f", Outcome.OBSOLETE),
    proposal("g", Outcome.REFUSED),
    proposal("h", Outcome.WITHDRAWN),
    proposal("i", Outcome.UNDECIDED),
)


def value(metric: Any, *every: Feature, **more: Any) -> Any:
    found = metric(with_features(*every, **more))
    assert isinstance(found, Fact), found.why
    return found.value
