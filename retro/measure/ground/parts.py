"""The parts of a number: shares with a key for machines and a label for readers."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from retro.model.facts import Part

Kind = TypeVar("Kind", bound=StrEnum)


def by_kind(
    kinds: Iterable[Kind], counts: Mapping[Kind, int], off: Mapping[Kind, int] | None = None
) -> tuple[Part, ...]:
    """Return a part for each kind of things, with how many there are of it, and may be off."""
    offs = off or {}
    return tuple(
        Part(kind.name.lower(), str(kind), counts[kind], offs.get(kind, 0)) for kind in kinds
    )


def by_name(numbers: Mapping[str, float | int]) -> tuple[Part, ...]:
    """Return a part for each number, whose key is its label too."""
    return tuple(Part(name, name, number) for name, number in numbers.items())
