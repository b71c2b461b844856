"""Several requests at a time, their answers in order whatever the lanes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")


def spread(
    ask: Callable[[Item], Found], items: Iterable[Item], lanes: int, stop: Callable[[], None]
) -> Iterator[Found]:
    """Yield what is found for each item, on as many lanes as are allowed.

    One lane needs no thread. What fails in one lane stops all.
    """
    if lanes == 1:
        yield from map(ask, items)
        return
    with ThreadPoolExecutor(lanes) as pool:
        try:
            yield from pool.map(ask, items)
        except BaseException:
            stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
