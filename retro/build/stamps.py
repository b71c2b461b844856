"""What a build was made from: when nothing of it changed, there is nothing to do."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from retro import __version__
from retro.build import before
from retro.build.files import below, digest
from retro.build.order import Order, Target, themes

PACKAGE = Path(__file__).parent.parent
HOME = ""
"""The part of the site that is above all teams."""


def fresh(order: Order, target: Target) -> bool:
    """Tell whether the output still is what would be built: same inputs, untouched files."""
    told = _told(order, target.path)
    try:
        made_from = inputs(order, target)
        now = _stamp(order, target.path, told["files"], made_from, told["warned"])
        return bool(told == now)
    except (OSError, KeyError):
        return False


def names(order: Order, part: str) -> tuple[str, ...]:
    """Return the files that the last whole build of a part of the site wrote.

    A part is a target's path, or `HOME`.
    """
    return tuple(_told(order, part).get("files", ()))


def warned(order: Order, part: str) -> tuple[str, ...]:
    """Return what the last whole build of a part of the site said about the words."""
    return tuple(_told(order, part).get("warned", ()))


def _told(order: Order, part: str) -> dict[str, Any]:
    try:
        told = json.loads(_path(order, part).read_text())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and isinstance(told.get("files"), dict) else {}


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
    others, standing = before.inputs(order, target)
    words = (order.theme, order.strict, order.allow_simulated, standing)
    return digest([*paths, *others], __version__, *map(str, words))


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


def _path(order: Order, part: str) -> Path:
    place = digest((), str(order.output.absolute()))[:12]
    return order.cache / "stamps" / place / f"{part or 'home'}.json"
