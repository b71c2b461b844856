"""What a command prints: to streams that may be closed, full, or read no further."""

import errno
import os
import sys

from retro.errors import UsageError
from retro.progress import plain, silence

_STREAMS = 3
_OUT = "standard output"


def open_all() -> None:
    """Put nothing in the place of streams that are closed: no file that is written gets theirs."""
    while (number := os.open(os.devnull, os.O_RDWR)) < _STREAMS:
        pass
    os.close(number)
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115 - as long as we are


def show(text: str) -> None:
    """Print a text, all of it; whoever reads no further has had enough.

    Raises:
        OSError: It can't be printed.
    """
    if not sys.stdout:
        raise OSError(errno.EBADF, "it is closed", _OUT)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        raise OSError(error.errno, error.strerror, _OUT) from error


def tell(line: str) -> None:
    """Print a line of an error; where nobody can be told, the exit status has to say it all."""
    try:
        print(plain(line), file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        silence(sys.stderr)


def ended(status: int) -> int:
    """Return a status once all that was printed is written, or that of its not being so."""
    try:
        show("")
    except OSError as error:
        tell(f"retro: {_OUT}: {error.strerror}")
        return status or UsageError.status
    return status
