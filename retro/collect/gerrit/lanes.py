"""Several requests at a time, their answers in order whatever the lanes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from types import TracebackType
from typing import Self, TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")


class Lanes:
    """As many threads as requests are allowed at once; use it with `with`.

    While one answer is looked at the next is asked for, with one lane as well. What fails in one
    lane stops all: nothing is begun after it, and it is what is raised, wherever one waits.
    """

    def __init__(self, number: int, stop: Callable[[], None]) -> None:
        """Take how many there are, and what keeps lanes from trying anything again."""
        self.number = number
        self._stop = stop
        self._pool = ThreadPoolExecutor(number)
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        if error:
            self._fail(error)
        self._pool.shutdown(wait=not error, cancel_futures=bool(error))

    def end(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        self._pool.shutdown(cancel_futures=True)

    def begin(self, ask: Callable[[Item], Found], item: Item) -> "Future[Found]":
        """Ask about an item as soon as a lane is free, after all that was begun before."""
        return self._pool.submit(self._run, ask, item)

    def found(self, begun: "Future[Found]") -> Found:
        """Return what was found about an item, once it is."""
        try:
            return begun.result()
        except BaseException as error:
            raise self._failure or error from None

    def each(self, ask: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]:
        """Yield what is found for each item, in order."""
        return map(self.found, [self.begin(ask, item) for item in items])

    def bits(self, ask: Callable[[Item], Iterable[Found]], item: Item) -> Iterator[Found]:
        """Begin to ask about an item; yield what is found bit by bit, as it comes."""
        come: SimpleQueue[tuple[Found] | None] = SimpleQueue()

        def run(item: Item) -> None:
            for bit in ask(item):
                come.put((bit,))

        begun = self.begin(run, item)
        begun.add_done_callback(lambda _: come.put(None))
        return self._until_done(begun, come)

    def _until_done(
        self, begun: "Future[None]", come: "SimpleQueue[tuple[Found] | None]"
    ) -> Iterator[Found]:
        for (bit,) in iter(partial(come.get), None):
            yield bit
        self.found(begun)

    def _run(self, ask: Callable[[Item], Found], item: Item) -> Found:
        if self._failure:
            raise CancelledError
        try:
            return ask(item)
        except BaseException as error:
            self._fail(error)
            raise

    def _fail(self, error: BaseException) -> None:
        self._failure = self._failure or error
        self._stop()
