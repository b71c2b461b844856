"""Real specs repositories on this machine, named by RETRO_TEST_SPECS.

It is a folder of clones, or a list of clones and such folders with ":" between. A clone is called
as it is on the server, glance-specs, or the same with `openstack+` before and `/repo` after, as
mirrors lay them out; bare or not.
"""

import os
from collections.abc import Iterator
from pathlib import Path

FOLDERS = os.environ.get("RETRO_TEST_SPECS", "../specs")


def clones(folders: str = FOLDERS) -> dict[str, Path]:
    """Return the clones by their repositories' short names."""
    found = (pair for folder in folders.split(":") if folder for pair in _below(Path(folder)))
    return dict(sorted(found))


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    if at := _clone(folder):
        yield _name(folder), at
    elif folder.is_dir():
        there = ((_name(child), _clone(child)) for child in sorted(folder.iterdir()))
        yield from ((name, at) for name, at in there if at)


def _clone(folder: Path) -> Path | None:
    for at in (folder, folder / "repo"):
        if (at / ".git").exists() or ((at / "HEAD").is_file() and (at / "objects").is_dir()):
            return at
    return None


def _name(folder: Path) -> str:
    of = folder.parent if folder.name == "repo" else folder
    return of.name.rpartition("+")[2].removesuffix(".git")
