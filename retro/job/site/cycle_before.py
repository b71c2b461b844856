"""Which cycle came before a retrospective's own, and what is taken from it."""

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from retro import calendar, content, snapshot
from retro.errors import ContentError, UsageError
from retro.job.order import Order
from retro.job.targets import named
from retro.record.target import Target


def before(order: Order, target: Target) -> Target | None:
    """Return the cycle before: the calendar's, or for a cycle of a team's own the team's last."""
    neighbour = calendar.before(target.cycle)
    if neighbour:
        key = target.team.key
        there = content.cycles(order.content, key)
        named_by_id = neighbour.id in there and neighbour.name not in there
        return _readable(order, key, (named_by_id and neighbour.id) or neighbour.name)
    return max(_own(order, target), key=attrgetter("cycle.release"), default=None)


def inputs(order: Order, target: Target) -> tuple[list[Path], str]:
    """Return what a retrospective takes from the cycle before: files, and where its pages are."""
    other = before(order, target)
    if not (other and snapshot.exists(other.snapshot)):
        return [], ""
    paths = [other.snapshot.with_name("cycle.yaml"), *sorted(other.snapshot.iterdir())]
    return [path for path in paths if path.is_file()], str(stands(order, other.path, other.path))


def stands(order: Order, path: str, folder: str) -> bool:
    """Tell whether pages are there, or will be once all that was ordered is built."""
    return path in order.together or (order.output / folder / "index.html").exists()


def _own(order: Order, target: Target) -> Iterator[Target]:
    """Yield a team's cycles outside the calendar that ended before another one of them."""
    key = target.team.key
    for folder in content.cycles(order.content, key):
        other = _readable(order, key, folder)
        if other and other.cycle.release < target.cycle.release and not _known(other):
            yield other


def _known(target: Target) -> bool:
    return any(cycle.name == target.cycle.name for cycle in calendar.known())


def _readable(order: Order, key: str, folder: str) -> Target | None:
    try:
        return named(order, key, folder)
    except (ContentError, UsageError):
        return None
