"""Words in, exit status out: the only clock, and the only place that prints an error.

Rooms are imported inside the commands, so that help and mistakes are answered at once.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from retro.cli.commands import COMMANDS
from retro.cli.parser import parser, refuse
from retro.errors import RetroError, UsageError
from retro.model.time import Now, Sleep
from retro.progress import Progress, plain
from retro.shell import program

RARELY = 100_000
"""After so many new objects a command that ends looks for cycles among them.

What it holds are values without cycles, and looking through them all again and again was a tenth
of its time; figures of Matplotlib have cycles, so none would be too few.
"""


def main(
    argv: Sequence[str] | None = None,
    *,
    now: Now = lambda: datetime.now(UTC),
    sleep: Sleep = time.sleep,
) -> int:
    """Run one command and return its exit status.

    Args:
        argv: The words after the program's name; by default those of the process.
        now: The clock, which nothing below this function has.
        sleep: How to wait between two tries.
    """
    args, strange = parser(COMMANDS).parse_known_args(argv)
    progress = Progress(sys.stderr, quiet=args.quiet, verbose=args.verbose)
    if argv is None:
        _settle(args.command)
    try:
        if args.command is None:
            raise UsageError("no command given", hint=f"{program()} --help")
        command = next(row for row in COMMANDS if row.name == args.command)
        refuse(command, strange)
        command.run(args, progress, now, sleep)
    except RetroError as error:
        if args.debug:
            raise
        progress.end()
        for one in error.each:
            print(f"retro: {plain(str(one))}", file=sys.stderr)  # noqa: T201
        return error.status
    except BrokenPipeError:
        # whoever read the output has had enough; Python must not try to flush the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if args.debug:
            raise
        progress.end()
        what = f"{error.filename or 'the system'}: {error.strerror or error}"
        print(f"retro: {plain(what)}", file=sys.stderr)  # noqa: T201
        print("  try: free or name another place, with --output for pages", file=sys.stderr)  # noqa: T201
        return UsageError.status
    except KeyboardInterrupt:
        progress.end()
        print("retro: stopped", file=sys.stderr)  # noqa: T201
        return 130
    return 0


def _settle(command: str | None) -> None:
    """Make a process of its own fit for a command: how it ends, and how it clears memory."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # its helpers end with it
    if command != "serve":
        gc.set_threshold(RARELY)
