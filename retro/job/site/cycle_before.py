"""Which cycle came before a retrospective's own, and what is taken from it."""

from pathlib import Path

from retro import snapshot
from retro.errors import ContentError, UsageError
from retro.job.order import Order
from retro.job.targets import named
from retro.record.target import Target


def before(order: Order, target: Target) -> Target | None:
    """Return the cycle before as it is written; None where there is none, or it can't be read."""
    if target.before is None:
        return None
    try:
        return named(order, target.team.key, target.before.name)
    except (ContentError, UsageError):
        return None


def inputs(order: Order, target: Target) -> tuple[list[Path], str]:
    """Return what a retrospective takes from the cycle before: files, and where its pages are."""
    other = before(order, target)
    if other is None:
        return [], ""
    written = [path for path in [other.snapshot.with_name("cycle.yaml")] if path.is_file()]
    if not snapshot.exists(other.snapshot):
        return written, ""
    parts = [path for path in sorted(other.snapshot.iterdir()) if path.is_file()]
    return [*written, *parts], str(stands(order, other.path, other.path))


def stands(order: Order, path: str, folder: str) -> bool:
    """Tell whether pages are there, or will be once all that was ordered is built."""
    return path in order.together or (order.output / folder / "index.html").exists()
