"""What is being written lies beside its place, under a name that tells so, and goes with its end.

Its writer holds a lock on it, which dies with the writer: so whoever sweeps knows what is left
over from what is being written, be it by a process of another machine or container.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import rmtree

_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR
_FOLDER = os.O_RDONLY | os.O_DIRECTORY
_NAME = re.compile(r"\..+\.\d+(-\d+)?\.part")


@contextmanager
def part(path: Path, *, folder: bool = False) -> Iterator[tuple[Path, int]]:
    """Make a new file, or a folder, beside a path; it goes unless it was moved.

    Yields:
        Where it is, and its descriptor.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside, number = _begun(path, folder)
    try:
        yield beside, number
    finally:
        with suppress(OSError):
            # one of that name may be another's by now, of a container with the same numbers
            if os.path.samestat(beside.lstat(), os.fstat(number)):
                _remove(beside, folder=folder)
        os.close(number)


def sweep(*folders: Path) -> None:
    """Remove what processes that are no more left half written, at any depth below folders."""
    for folder in folders:
        for at, below, files in os.walk(folder):
            for name in filter(_NAME.fullmatch, (*below, *files)):
                _sweep(Path(at, name))
            below[:] = [name for name in below if not _NAME.fullmatch(name)]


def _begun(path: Path, folder: bool) -> tuple[Path, int]:
    """Return a new part that is locked by its writer, and by no other."""
    for n in count():
        beside = path.with_name(f".{path.name}.{os.getpid()}-{n}.part")
        try:
            number = _folder(beside) if folder else os.open(beside, _NEW, 0o666)
        except FileExistsError:
            continue
        with suppress(OSError):  # where there are no locks, nothing is swept
            fcntl.flock(number, fcntl.LOCK_EX)
        if beside.exists():
            return beside, number
        os.close(number)  # swept before it was locked
    raise AssertionError


def _folder(beside: Path) -> int:
    beside.mkdir()
    try:
        return os.open(beside, _FOLDER)
    except FileNotFoundError:  # swept before it was locked: as good as taken
        raise FileExistsError from None


def _sweep(path: Path) -> None:
    """Remove a part, unless its writer still holds it."""
    with suppress(OSError):
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)  # it may be a pipe
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(path, folder=path.is_dir())
        finally:
            os.close(number)


def _remove(path: Path, *, folder: bool) -> None:
    if folder:
        rmtree(path)
    else:
        path.unlink(missing_ok=True)
