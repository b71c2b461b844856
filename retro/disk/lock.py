"""One writer at a time: a lock that says whose it is, and that dies with its process."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

from retro.errors import UsageError

PATIENCE = 20.0
"""Seconds that a second writer waits."""

_STEP = 0.05


@contextmanager
def held(
    path: Path, what: str, say: Callable[[str], None], *, patience: float | None = None
) -> Iterator[None]:
    """Hold a lock while something is written; wait a little for another writer, and say for whom.

    Args:
        path: The lock's file, which stays when the lock goes; a link there is not followed.
        what: What is done under it, such as `build glance/mitaka`: told to others.
        say: Told once that another writer is waited for.
        patience: For so many seconds, by default `PATIENCE`.

    Raises:
        UsageError: Another process holds it, and goes on to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    patience = PATIENCE if patience is None else patience
    try:
        if not _taken(number, fcntl.LOCK_EX, patience, lambda: say(f"waiting: {_whose(path)}")):
            hint = "wait until that is done, or end that process"
            raise UsageError(_whose(path), where=what, hint=hint)
        os.ftruncate(number, 0)
        os.pwrite(number, f"{os.getpid()} {what}".encode(), 0)
        yield
    finally:
        with suppress(OSError):  # a process that began meanwhile has the file open, too
            fcntl.flock(number, fcntl.LOCK_UN)
        os.close(number)


@contextmanager
def read_together(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold a folder as one of its readers, or alone while its files are exchanged.

    Raises:
        UsageError: Somebody else holds it, and goes on to.
    """
    number = os.open(folder, os.O_RDONLY)
    try:
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        if not _taken(number, kind, 3 * PATIENCE, lambda: None):
            what = "this is being read" if alone else "this is being replaced"
            raise UsageError(f"{what} by another process", where=str(folder), hint="try again")
        yield
    finally:
        os.close(number)


def _taken(number: int, kind: int, patience: float, waiting: Callable[[], None]) -> bool:
    """Try to lock a file that is open, for so many seconds."""
    for n in range(1 + round(patience / _STEP)):
        try:
            fcntl.flock(number, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if not n:
                waiting()
            sleep(_STEP)
        except OSError:  # a file system without locks
            return True
        else:
            return True
    return False


def _whose(path: Path) -> str:
    """Say who holds a lock, and since when."""
    pid, what, since = "?", "something", ""
    with suppress(OSError, ValueError):
        pid, what = path.read_text().split(" ", 1)
        since = f" since {datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y-%m-%d %H:%M:%S} UTC"
    return f"process {pid} does “{what}”{since}"
