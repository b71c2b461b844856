"""How OpenStack calls the ways to release, and which of ours that is."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from retro.model.sketch import Guess
from retro.model.team import ReleaseModel

_OURS: dict[str, ReleaseModel] = {
    "cycle-with-rc": "cycle-with-rc",
    "cycle-with-milestones": "cycle-with-rc",
    "at-6mo-cycle-end": "cycle-with-rc",
    "cycle-with-intermediary": "cycle-with-intermediary",
    "cycle-automatic": "cycle-with-intermediary",
    "cycle-trailing": "cycle-with-intermediary",
    "independent": "independent",
}


class Way(NamedTuple):
    """How a deliverable is released, in OpenStack's word; `rank` is 0 for the main one."""

    deliverable: str
    word: str
    rank: int


def rank(name: str, key: str, *, service: bool) -> int:
    """Return how much a deliverable stands for its team: that of its name, services, others."""
    return 0 if name == key else 1 if service else 2


def model_of(ways: Iterable[Way], by: str) -> Guess | None:
    """Return how a team releases: as its main deliverable, or as most of its services, or of all.

    None where no deliverable says it in a word that has a counterpart.
    """
    known = [way for way in ways if way.word in _OURS]
    first = [way for way in known if way.rank == min(one.rank for one in known)]
    if not first:
        return None
    ((most, count),) = Counter(_OURS[way.word] for way in first).most_common(1)
    words = ", ".join(sorted({way.word for way in first if _OURS[way.word] == most}))
    who = first[0].deliverable if len(first) == 1 else f"{count} of {len(first)} deliverables"
    called = "" if words == most else f", there {words}"
    return Guess(most, f"as {who} by {by}{called}", doubtful="cycle-trailing" in words)
