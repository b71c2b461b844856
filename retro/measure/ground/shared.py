"""What is found out of a change once, for all the cases in which nothing else happened to it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, TypeVarTuple

from msgspec import Struct

from retro.model.change import Change

T = TypeVar("T")
More = TypeVarTuple("More")


class Shared(Struct, dict=True):
    """What was found out of changes; it has no field, since it is no part of what a case is.

    Of each change only the cut that was last asked about is held.
    """

    @cached_property
    def found(self) -> dict[Hashable, dict[int, tuple[Change, Any]]]:
        """Return what was found by each question, by the change's number."""
        return defaultdict(dict)

    @cached_property
    def apart(self) -> "Shared":
        """Return what was found of the same changes as another reading has them."""
        return Shared()


class Sharing(Protocol):
    """A case, as far as it is needed here."""

    @property
    def shared(self) -> Shared:
        """Return what was found out by cases of the same record."""


C = TypeVar("C", bound=Sharing)


class OfChange(Generic[C, *More, T]):
    """A question about one change, which is asked of the same cut once; see `of_change`."""

    def __init__(self, find: Callable[[C, Change, *More], T]) -> None:
        """Take what finds the answer."""
        self._find = find

    def __call__(self, case: C, change: Change, *more: *More) -> T:
        """Return the answer of one change."""
        return next(self.each(case, (change,), *more))

    def each(self, case: C, changes: Iterable[Change], *more: *More) -> Iterator[T]:
        """Yield the answer of each change."""
        found, find = case.shared.found[self, *more], self._find
        for change in changes:
            kept = found.get(change.number)
            if kept is None or kept[0] is not change:
                kept = found[change.number] = change, find(case, change, *more)
            yield kept[1]


def of_change(find: Callable[[C, Change, *More], T]) -> OfChange[C, *More, T]:
    """Let several moments of a record share what is found: ask the same of the same cut once.

    It may rest on what all of them have in common: the team, its accounts and its labels, and
    never on the cycle or the notes; nor on the moment, but that nothing comes after it.
    """
    return OfChange(find)
