"""What a build was made from: when nothing of it changed, there is nothing to do."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from retro import __version__
from retro.job.order import Order, themes
from retro.job.site import cycle_before
from retro.job.site.files import below, digest
from retro.record.target import Target

PACKAGE = Path(__file__).parents[2]
HOME = ""
"""The part of the site that is above all teams."""


def fresh(order: Order, target: Target) -> bool:
    """Tell whether the output still is what would be built: same inputs, untouched files."""
    return current(order, target.path, inputs(order, target))


def current(order: Order, part: str, made_from: str) -> bool:
    """Tell whether a part of the site was made from the same, and lies there untouched."""
    stamp = _stamped(order, part)
    try:
        return bool(stamp == _stamp(order, part, stamp["files"], made_from, stamp["warned"]))
    except (OSError, KeyError):
        return False


def names(order: Order, part: str) -> tuple[str, ...]:
    """Return the files that the last whole build of a part of the site wrote.

    A part is a target's path, or `HOME`.
    """
    return tuple(_stamped(order, part).get("files", ()))


def warned(order: Order, part: str) -> tuple[str, ...]:
    """Return what the last whole build of a part of the site said about the words."""
    return tuple(_stamped(order, part).get("warned", ()))


def _stamped(order: Order, part: str) -> dict[str, Any]:
    try:
        stamp = json.loads(_path(order, part).read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and isinstance(stamp.get("files"), dict) else {}


def save(
    order: Order,
    part: str,
    names: Iterable[str],
    made_from: str = "",
    warned: Iterable[str] = (),
) -> None:
    """Note what a part of the site was made from, once it is written, and what was said of it."""
    path = _path(order, part)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_stamp(order, part, names, made_from, warned), sort_keys=True))


def inputs(order: Order, target: Target) -> str:
    """Return one hash over all that a retrospective is made from, the cycle before it too."""
    own = order.content / target.team.key
    written = (order.content / "site.yaml", own / "team.yaml")
    paths = [
        *(path for path in written if path.exists()),
        *below(own / target.folder, *themes(order), PACKAGE),
    ]
    others, standing = cycle_before.inputs(order, target)
    words = (order.theme, order.strict, order.allow_simulated, standing, _days(target))
    return digest([*paths, *others], __version__, *map(str, words))


def _days(target: Target) -> list[str]:
    """Return the days of the team's cycles, which tell which one came before."""
    return [f"{one.name} {one.start} {one.release}" for one in target.own]


def over(order: Order, targets: Iterable[Target]) -> str:
    """Return one hash over what the pages over many retrospectives are made from."""
    site = order.content / "site.yaml"
    left = [
        path
        for target in targets
        for path in (_path(order, target.path), digest_path(order, target))
    ]
    paths = [path for path in (site, *left) if path.exists()]
    return digest([*paths, *below(*themes(order), PACKAGE)], __version__, str(order.theme))


def sources(order: Order, target: Target) -> str:
    """Return one hash over what a retrospective's numbers are made from, without its words."""
    own = order.content / target.team.key
    written = (own / "team.yaml", own / target.folder / "cycle.yaml")
    paths = [path for path in written if path.exists()]
    return digest([*paths, *below(target.snapshot, PACKAGE)], __version__, *_days(target))


def digest_path(order: Order, target: Target) -> Path:
    """Return where a retrospective's digest lies, beside its stamp."""
    return _path(order, target.path, "digests")


def _stamp(
    order: Order, part: str, names: Iterable[str], made_from: str, warned: Iterable[str]
) -> dict[str, object]:
    folder = order.output / part
    return {
        "inputs": made_from,
        "files": {name: _look(folder / name) for name in sorted(names)},
        "warned": list(warned),
    }


def _look(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def _path(order: Order, part: str, kind: str = "stamps") -> Path:
    place = digest((), str(order.output.absolute()))[:12]
    return order.cache / kind / place / f"{part or 'home'}.json"
