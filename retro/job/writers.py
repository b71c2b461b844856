"""One writer at a time: of what a cycle has below content/, and of what it has in an output.

So pages can be made of a snapshot while a newer one is collected, which takes long.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from retro import disk
from retro.job.order import Order
from retro.job.site import stamps
from retro.progress import Say


def sweep(order: Order) -> None:
    """Remove what dead processes left half written in the output, and in what builds keep."""
    disk.sweep(order.output, *stamps.kept(order))


@contextmanager
def of_content(order: Order, path: str, doing: str, say: Say) -> Iterator[None]:
    """Hold what a retrospective has below content/ while a command writes there.

    What dead processes left there half written goes before.

    Raises:
        UsageError: Another process holds it, and goes on to; or a link leads there.
    """
    disk.refuse_links(order.content, order.content / path)
    lock = order.kept("locks", "content", f"{path}.lock")
    with disk.held(lock, f"{doing} {path}", say):
        disk.sweep(order.content / path)
        yield


def of_output(order: Order, part: str, doing: str, say: Say) -> AbstractContextManager[None]:
    """Hold what a retrospective, or the home page, has in the output while it is written.

    Raises:
        UsageError: Another process holds it, and goes on to.
    """
    return disk.held(stamps.lock(order, part), f"{doing} {part or 'the home page'}", say)
