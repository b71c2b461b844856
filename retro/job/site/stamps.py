"""What a build was made from: when nothing of it changed, there is nothing to do.

A stamp is the last thing that a build writes, and it names every file of its pages. The files are
named before the first of them is written, too, so that no build that was cut short leaves one
behind that nobody knows.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from retro import disk
from retro.job import earlier
from retro.job.order import Order, themes
from retro.job.site import cycle_before
from retro.job.site.files import below, digest
from retro.job.sources import program
from retro.job.targets import begun
from retro.record.target import Target

_KINDS = ("stamps", "digests")
HOME = ""
"""The part of the site that is above all teams."""

_NO_PIECES: Mapping[str, Iterable[str]] = {}

_Look = tuple[int, ...]
"""A file's size and time; nothing while it is about to be written."""


class _Stamp(Struct, frozen=True):
    """What is noted of a part of the site; see `save`."""

    inputs: str = ""
    numbers: str = ""
    warned: tuple[str, ...] = ()
    pieces: dict[str, tuple[str, ...]] = {}
    files: dict[str, _Look] = {}


_READER = msgspec.json.Decoder(_Stamp)


def fresh(order: Order, target: Target) -> bool:
    """Tell whether the output still is what would be built: same inputs, untouched files."""
    return current(order, target.path, inputs(order, target))


def current(order: Order, part: str, made_from: str) -> bool:
    """Tell whether a part of the site was made from the same, and lies there untouched."""
    stamp = _stamped(order, part)
    try:
        looks = _looks(order, part, stamp.files)
    except OSError:
        return False
    return (stamp.inputs, stamp.files) == (made_from, looks)


def names(order: Order, part: str) -> tuple[str, ...]:
    """Return the files that the last whole build of a part of the site wrote.

    A part is a target's path, or `HOME`.
    """
    return tuple(_stamped(order, part).files)


def untouched(order: Order, part: str) -> dict[str, tuple[str, ...]]:
    """Return the files of each piece of the last whole build that lies there untouched.

    A piece is known by the hash of all that it was made from.
    """
    stamp = _stamped(order, part)
    return {
        made_from: names
        for made_from, names in stamp.pieces.items()
        if _stand(order, part, {name: stamp.files.get(name, ()) for name in names})
    }


def _stand(order: Order, part: str, looks: dict[str, _Look]) -> bool:
    try:
        return _looks(order, part, looks) == looks
    except OSError:
        return False


def warned(order: Order, part: str) -> tuple[str, ...]:
    """Return what the last whole build of a part of the site said about the words."""
    return _stamped(order, part).warned


def _stamped(order: Order, part: str) -> _Stamp:
    """Return a part's stamp; one that can't be read is as good as none."""
    try:
        return _READER.decode(_path(order, part).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return _Stamp()


def numbers_from(order: Order, part: str) -> str:
    """Return the hash of what the numbers of the last whole build were made from, or nothing."""
    return _stamped(order, part).numbers


def begin(order: Order, part: str, names: Iterable[str]) -> None:
    """Note which files are about to be written, beside those that may be there."""
    there = _stamped(order, part)
    files: dict[str, _Look] = dict.fromkeys((*there.files, *names), ())
    _put(order, part, replace(there, inputs="", files=files))


def save(
    order: Order,
    part: str,
    names: Iterable[str],
    made_from: str,
    *,
    pieces: Mapping[str, Iterable[str]] = _NO_PIECES,
    numbers: str = "",
    warned: Iterable[str] = (),
) -> None:
    """Note what a part of the site was made from, once all of it is written.

    Args:
        order: Where the site is.
        part: A target's path, or `HOME`.
        names: Its files.
        made_from: The hash of all that it was made from.
        pieces: Those of its files that are known by what they alone were made from.
        numbers: The hash of what its numbers were made from, which their digest bears too.
        warned: What was said of its words.
    """
    stamp = _Stamp(
        inputs=made_from,
        numbers=numbers,
        warned=tuple(warned),
        pieces={one: tuple(sorted(some)) for one, some in pieces.items()},
        files=_looks(order, part, names),
    )
    _put(order, part, stamp)


def gone(order: Order) -> list[str]:
    """Return the parts that were built, and are below content/ no more."""
    stamps = _path(order, HOME).parent
    parts = [path.relative_to(stamps).with_suffix("") for path in sorted(stamps.glob("*/*.json"))]
    return [part.as_posix() for part in parts if _went(order.content, part)]


def _went(content: Path, part: Path) -> bool:
    """Tell whether a cycle's folder, or its team's, is not there; what can't be read is."""
    team = content / part.parent
    return not os.path.lexists(content / part if team.is_dir() else team)


def forget(order: Order, part: str) -> None:
    """Keep no more of a part of the site; last the stamp, by which it is known."""
    for kind in reversed(_KINDS):
        _path(order, part, kind).unlink(missing_ok=True)


def kept(order: Order) -> list[Path]:
    """Return the folders beside the output in which a build keeps what it made."""
    return [order.kept("charts"), *(_path(order, HOME, kind).parent for kind in _KINDS)]


def lock(order: Order, part: str) -> Path:
    """Return the file by which one process at a time writes a part of the site."""
    return _path(order, part, "locks").with_suffix(".lock")


def _put(order: Order, part: str, stamp: _Stamp) -> None:
    disk.put(_path(order, part), msgspec.json.encode(stamp, order="deterministic"))


def inputs(order: Order, target: Target) -> str:
    """Return one hash over all that a retrospective is made from, those before it too."""
    own = order.content / target.team.key
    written = (order.content / "site.yaml", own / "team.yaml")
    paths = [*(path for path in written if path.exists()), *below(own / target.folder)]
    before, standing = cycle_before.inputs(order, target)
    others = (*before, *earlier.inputs(order, target))
    words = (order.theme, order.strict, order.allow_simulated, standing, _days(target))
    return digest([*paths, *others], tool(order), *map(str, words))


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
    return digest(paths, tool(order), str(order.theme), str(begun(order)))


def look(order: Order) -> str:
    """Return a hash of the themes that an order means; a build takes it once, as it begins."""
    return digest(below(*themes(order)))


def tool(order: Order) -> str:
    """Return a hash of the program and of the themes, by which all pages are made."""
    return f"{program()} {order.look or look(order)}"


def digest_path(order: Order, target: Target) -> Path:
    """Return where a retrospective's digest lies, beside its stamp."""
    return _path(order, target.path, "digests")


def _looks(order: Order, part: str, names: Iterable[str]) -> dict[str, _Look]:
    folder = str(order.output / part)
    return {name: _look(f"{folder}/{name}") for name in sorted(names)}


def _look(path: str) -> _Look:
    status = os.lstat(path)  # as text: a site may have tens of thousands of files
    return status.st_size, status.st_mtime_ns


def _path(order: Order, part: str, kind: str = "stamps") -> Path:
    place = digest((), str(order.output.absolute()))[:12]
    above, _, name = part.rpartition("/")
    return order.kept(kind, place, above) / f"{name or 'home'}.json"
