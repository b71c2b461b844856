"""Several errors told in one run, where each piece can be looked at by itself."""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TypeVar

from retro.errors import RetroError

A = TypeVar("A")
B = TypeVar("B")


class Faults:
    """Keeps the errors of several steps, so that one run tells all of them.

    Each step is taken `with` this; `end` raises the first error, which carries the others.
    """

    def __init__(self) -> None:
        """Begin without an error."""
        self._errors: dict[str, RetroError] = {}

    def __bool__(self) -> bool:
        return bool(self._errors)

    def __enter__(self) -> "Faults":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep an error of the step; what is no RetroError goes its way."""
        if isinstance(error, RetroError):
            self.add(error.each)
            return True
        return False

    def add(self, errors: Iterable[RetroError]) -> None:
        """Keep errors; one that says the same as another is kept once."""
        for error in errors:
            self._errors.setdefault(str(error), error)

    def end(self) -> None:
        """Raise the first of the errors with the others, if there is one."""
        if self._errors:
            first, *rest = self._errors.values()
            first.also = tuple(rest)
            raise first


def every(read: Callable[[A], B], items: Iterable[A]) -> list[B]:
    """Return what is read of each item.

    Raises:
        RetroError: Some can't be read; the error carries those of all of them.
    """
    faults, found = Faults(), []
    for item in items:
        with faults:
            found.append(read(item))
    faults.end()
    return found


def refuse(errors: Iterable[RetroError]) -> None:
    """Raise the first of some errors, which carries the others; none is no fault."""
    faults = Faults()
    faults.add(errors)
    faults.end()
