"""One file put in its place in one step: in the place of another, or where there is none."""

import os
from pathlib import Path

from retro.disk.part import part


def put(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Replace a file, or make it, in one step; a link that has its name is replaced itself.

    Args:
        path: Its place; folders are made if need be.
        data: What it holds.
        sync: Wait until it is on the disk, so that no power cut leaves a torn one under its
            name. Without, whoever reads it must be able to tell.
    """
    with part(path) as (beside, number):
        _fill(number, data, sync=sync)
        os.replace(beside, path)  # noqa: PTH105 - the one step that counts is spelled out
    if sync:
        settle(path.parent)


def create(path: Path, data: bytes) -> bool:
    """Make a file where nothing has its name, in one step; tell whether that was so."""
    if os.path.lexists(path):
        return False
    with part(path) as (beside, number):
        _fill(number, data, sync=True)
        try:
            _link(beside, path)
        except FileExistsError:
            return False
    settle(path.parent)
    return True


def settle(folder: Path) -> None:
    """Wait until a folder's names are on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _fill(number: int, data: bytes, *, sync: bool) -> None:
    with os.fdopen(number, "wb", closefd=False) as file:
        file.write(data)
    if sync:
        os.fsync(number)


def _link(beside: Path, path: Path) -> None:
    """Give a file its name, which nothing may have; where links are unknown it is moved."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError from None
        beside.rename(path)
