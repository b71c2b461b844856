"""What is found out of a change once, for all the cases in which nothing else happened to it."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, TypeVarTuple

from msgspec import Struct

from retro.model.change import Change

T = TypeVar("T")
More = TypeVarTuple("More")

_UNASKED = object()
"""Stands where a question about a change was not asked yet."""
_ROOM = 12
"""About so many questions are asked of each change: a list that grows takes half as much again."""


class Shared(Struct, dict=True):
    """What was found out of changes; it has no field, since it is no part of what a case is.

    Of each change only the cut that was last asked about is held.
    """

    @cached_property
    def places(self) -> dict[Hashable, int]:
        """Return where in what is held of each change the answer to a question has its place."""
        return {}

    @cached_property
    def held(self) -> dict[int, list[Any]]:
        """Return by the change's number its cut, and the answers to the questions so far."""
        return {}

    @cached_property
    def apart(self) -> "Shared":
        """Return what was found of the same changes as another reading has them."""
        return Shared()

    def place(self, *question: Hashable) -> int:
        """Return the place of the answers to a question; the cut has the first of all."""
        return self.places.setdefault(question, len(self.places) + 1)

    def room(self, change: Change, place: int) -> list[Any]:
        """Make room for an answer at a place in what is held of a change, and return that."""
        held = self.held.get(change.number)
        if held is None or held[0] is not change:
            held = self.held[change.number] = [_UNASKED] * max(len(self.places) + 1, _ROOM)
            held[0] = change
        elif len(held) <= place:
            held += [_UNASKED] * (place + 1 - len(held))
        return held


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
        shared, find = case.shared, self._find
        place, known = shared.place(self, *more), shared.held
        for change in changes:
            held = known.get(change.number)
            if held is None or held[0] is not change or len(held) <= place:
                held = shared.room(change, place)
            if held[place] is _UNASKED:
                held[place] = find(case, change, *more)
            yield held[place]


def of_change(find: Callable[[C, Change, *More], T]) -> OfChange[C, *More, T]:
    """Let several moments of a record share what is found: ask the same of the same cut once.

    It may rest on what all of them have in common: the team, its accounts and its labels, and
    never on the cycle or the notes; nor on the moment, but that nothing comes after it.
    """
    return OfChange(find)
