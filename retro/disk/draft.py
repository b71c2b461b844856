"""Several files made in a folder of their own, and put in place one by one, each in one step."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from retro.disk.part import part
from retro.disk.put import settle


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """Make a folder within another, for files that are not yet in place; it goes at the end."""
    with part(folder / "draft", folder=True) as (beside, _):
        yield beside


def scratch(folder: Path) -> IO[bytes]:
    """Open a file without a name in a folder, made if need be; it goes when it is closed."""
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


def place(file: Path, path: Path) -> None:
    """Put a file of a draft in its place once it is on the disk, in one step."""
    settle(file)
    os.replace(file, path)  # noqa: PTH105 - the one step that counts is spelled out
    settle(path.parent)
