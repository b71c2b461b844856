"""The cycles of a team before one, as far as there are snapshots of them."""

from pathlib import Path

from retro import content, snapshot
from retro.job.order import Order
from retro.job.targets import folder_of
from retro.model.forecast import LEAST
from retro.record.target import Target


def earlier(order: Order, target: Target) -> tuple[str, ...]:
    """Return the folders of the cycles that end before a target's, and have a snapshot.

    Where they are too few to expect anything from them there are none.
    """
    key, end = target.team.key, target.cycle.release
    found = (folder_of(order, key, one.name) for one in target.own if one.release < end)
    there = tuple(n for n in found if n and snapshot.exists(_snapshot(order, target, n)))
    return there if len(there) >= LEAST else ()


def inputs(order: Order, target: Target) -> list[Path]:
    """Return the files that say what these snapshots are, and which days their teams had."""
    folders = [_snapshot(order, target, name) for name in earlier(order, target)]
    files = [(one / "manifest.json", one.with_name("cycle.yaml")) for one in folders]
    return [path for some in files for path in some if path.is_file()]


def _snapshot(order: Order, target: Target, folder: str) -> Path:
    return content.snapshot_folder(order.content, target.team.key, folder)
