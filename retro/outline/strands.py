"""What the cycle before left, kind by kind: one line for each, in the order of its number."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from retro.model.facts import Fact, Item
from retro.outline.evidence import items_of
from retro.outline.words import counted, tallied

THREADS = "handoff.threads"
"""The number whose parts are told kind by kind."""

_COUNTED = {"starved": "backlog.starved_fate", "features": "features.carried_over"}
"""The kinds that nobody wrote down, as their keys begin, with the numbers that count them."""

_BETWEEN = ": "
"""Stands between a kind and what became of it, in the labels of its parts and in its list."""


class Strand(Struct, frozen=True):
    """The threads of one kind: how many came to each end, and each with its end as its state.

    `counted` is the number that counts them too; empty where a person wrote them down.
    """

    kind: str
    ends: tuple[tuple[int, str], ...]
    items: tuple[Item, ...]
    counted: str = ""

    @property
    def says(self) -> str:
        """Say how many there are and what became of them: 2 goals: 1 met, 1 still open."""
        total = sum(number for number, _ in self.ends)
        return f"{counted(total, self.kind)}: {tallied(self.ends)}"


def strands(fact: Fact) -> Iterator[Strand]:
    """Yield the threads of each kind that there is."""
    for kind, some in groupby(fact.parts, key=lambda part: _split(part.label)[0]):
        parts = tuple(some)
        ends = tuple((int(part.value), _split(part.label)[1]) for part in parts)
        found = ((item, *_split(item.state)) for item in items_of(fact))
        items = tuple(replace(item, state=end) for item, of, end in found if of == kind)
        yield Strand(kind, ends, items, _COUNTED.get(parts[0].key.partition(".")[0], ""))


def _split(label: str) -> tuple[str, str]:
    kind, _, end = label.partition(_BETWEEN)
    return kind, end
