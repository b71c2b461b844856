"""What lies beside Gerrit: asked meanwhile, where a collection may ask several things at once."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from retro.collect.tracker import Collected


class Beside:
    """Other servers than Gerrit; use it with `with`, and they are let alone where that ends ill.

    Where they fail it is said when Gerrit is done, whose answers are kept then.
    """

    def __init__(
        self, others: Callable[[], Collected], stop: Callable[[], None], *, meanwhile: bool
    ) -> None:
        """Take what asks them, what stops it, and whether it may begin before Gerrit is done."""
        self._others = others
        self._stop = stop
        self._pool = ThreadPoolExecutor(1) if meanwhile else None
        self._begun: Future[Collected] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        if self._pool is None:
            return
        if error:
            self._stop()
        self._pool.shutdown(wait=not error, cancel_futures=True)

    def begin(self) -> bool:
        """Begin, if it may be now; tell that it goes on."""
        if self._pool:
            self._begun = self._pool.submit(self._others)
        return True

    def found(self) -> Collected:
        """Return what they gave, once they have.

        Raises:
            SourceError: One of them is silent, refuses, or answers in another shape.
        """
        return self._begun.result() if self._begun else self._others()
