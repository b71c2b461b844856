"""Several requests at a time, their answers in order whatever the lanes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")


def spread(
    ask: Callable[[Item], Found], items: Iterable[Item], lanes: int, stop: Callable[[], None]
) -> Iterator[Found]:
    """Yield what is found for each item, in order, on as many lanes as are allowed.

    While one answer is looked at the next is asked for, with one lane as well. What fails in one
    lane stops all: nothing is begun after it.
    """
    failed = Event()

    def begin(item: Item) -> Found:
        if failed.is_set():
            raise CancelledError
        try:
            return ask(item)
        except BaseException:
            failed.set()
            stop()
            raise

    with ThreadPoolExecutor(lanes) as pool:
        try:
            yield from pool.map(begin, items)
        except BaseException:
            failed.set()
            stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
