"""Words in, exit status out: the only clock, and the only place that prints an error.

Rooms are imported inside the commands, so that help and mistakes are answered at once.
"""

import gc
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime

from retro.cli import streams
from retro.cli.commands import COMMANDS
from retro.cli.parser import parser, refuse
from retro.errors import RetroError, UsageError, of_system
from retro.model.time import Now, Sleep
from retro.progress import Progress
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
    if argv is None:
        streams.open_all()
    args, strange = _asked(argv)
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
            streams.tell(f"retro: {one}")
        return error.status
    except OSError as error:
        if args.debug:
            raise
        progress.end()
        streams.tell(f"retro: {of_system(error)}")
        streams.tell("  try: free or name another place, with --output for pages")
        return UsageError.status
    except KeyboardInterrupt:
        progress.end()
        streams.tell("retro: stopped")
        return 130
    return 0


def _asked(argv: Sequence[str] | None) -> tuple[Namespace, list[str]]:
    """Return the words that are known, and the others; after help the command is done."""
    try:
        return parser(COMMANDS).parse_known_args(argv)
    except SystemExit as end:
        raise SystemExit(streams.ended(int(end.code or 0))) from None


def _settle(command: str | None) -> None:
    """Make a process of its own fit for a command: how it ends, and how it clears memory.

    A signal that somebody had ignored, as nohup does, stays so.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):  # its helpers end with it
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    if command != "serve":
        gc.set_threshold(RARELY)
