"""One writer at a time: of what a cycle has below content/, and of what it has in an output.

So pages can be made of a snapshot while a newer one is collected, which takes long.
"""

from contextlib import AbstractContextManager

from retro import disk
from retro.job.order import Order
from retro.job.site import stamps
from retro.progress import Say


def of_content(order: Order, path: str, doing: str, say: Say) -> AbstractContextManager[None]:
    """Hold what a retrospective has below content/ while a command writes there.

    Raises:
        UsageError: Another process holds it, and goes on to.
    """
    lock = order.cache / "locks" / "content" / f"{path}.lock"
    return disk.held(lock, f"{doing} {path}", say)


def of_output(order: Order, part: str, doing: str, say: Say) -> AbstractContextManager[None]:
    """Hold what a retrospective, or the home page, has in the output while it is written.

    Raises:
        UsageError: Another process holds it, and goes on to.
    """
    return disk.held(stamps.lock(order, part), f"{doing} {part or 'the home page'}", say)
