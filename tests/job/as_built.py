"""A folder that is built once, and is as it was built before each test."""

import shutil
from pathlib import Path

from retro.job.order import Order
from tests.golden import ROOT

_KEPT = "kept"


def ordered(folder: Path, **words: object) -> Order:
    """Return an order of what lies in a folder, with the themes of this checkout."""
    given = {"themes": ROOT / "themes"} | words
    return Order(content=folder / "content", output=folder / "output", **given)


def keep(folder: Path) -> Path:
    """Keep a folder as it is now; return it."""
    shutil.copytree(folder, folder / _KEPT)
    return folder


def as_built(folder: Path) -> Path:
    """Let a folder be as it was kept: stamps know it and its times, so it is always the same."""
    for path in folder.iterdir():
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.name != _KEPT:
            shutil.rmtree(path)
    shutil.copytree(folder / _KEPT, folder, dirs_exist_ok=True)
    return folder
