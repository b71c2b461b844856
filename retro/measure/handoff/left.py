"""What those who led the cycle before wrote down and left: each thing once."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from retro.measure.ground.case import Case
from retro.model.team import Notes, Priority


class Kind(StrEnum):
    """What kind of thread a cycle leaves, a plural noun."""

    STARVED = "starved changes"
    FEATURES = "leftover features"
    PRIORITIES = "unmet priorities"
    DECLARED = "declared deferrals"
    GOALS = "goals"
    DUTIES = "duties"


KEYS = {
    Kind.PRIORITIES: "priorities",
    Kind.DECLARED: "deferred",
    Kind.GOALS: "next_goals",
    Kind.DUTIES: "delegations",
}
"""The key of cycle.yaml under which each kind is written that people write."""


class Left(Struct, frozen=True):
    """Something that was written down: its words, the features that it names, a link, a remark."""

    kind: Kind
    title: str
    features: tuple[str, ...] = ()
    link: str = ""
    note: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Return by what it is recognised: the same words, or the same feature, are one thing."""
        return frozenset(name.casefold() for name in (self.title, *self.features))


def left(case: Case, notes: Notes, leftovers: frozenset[str]) -> Iterator[Left]:
    """Yield what a team left undone by its notes, as far as it is no leftover feature.

    Args:
        case: The case of the cycle that follows.
        notes: Of the cycle before.
        leftovers: The names of the features that it left, in small letters.
    """
    seen: set[str] = set()
    for thing in _written(case, notes):
        if thing.kind is Kind.DECLARED and thing.names & leftovers:
            continue
        if not thing.names & seen:
            yield thing
        if thing.kind is not Kind.DUTIES:
            seen |= thing.names


def _written(case: Case, notes: Notes) -> Iterator[Left]:
    for one in notes.priorities or ():
        if one.outcome != "met":
            yield Left(
                Kind.PRIORITIES, one.title, one.features, "".join(one.links[:1]), _then(one)
            )
    for entry in notes.deferred or ():
        if not entry.to or case.cycle.is_called(entry.to):
            yield Left(Kind.DECLARED, entry.item, note=entry.why)
    for goal in notes.next_goals or ():
        yield Left(Kind.GOALS, goal.title, link=goal.link, note=goal.note)
    for duty in notes.delegations or ():
        yield Left(Kind.DUTIES, duty.title, link=duty.link, note=duty.note)


def _then(priority: Priority) -> str:
    how = "left open" if priority.outcome == "open" else "called missed then"
    return f"{how}: {priority.why}" if priority.why else how
