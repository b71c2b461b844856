"""Words in, exit status out: the only clock, and the only place that prints an error.

Rooms are imported inside the commands, so that help and mistakes are answered at once.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from retro import __version__
from retro.errors import ContentError, RetroError, UsageError
from retro.progress import Progress, plain

if TYPE_CHECKING:
    from retro.build import Order
    from retro.collect import Manner

EPILOG = """\
examples:
  retro build --cycle mitaka            build the site from the snapshots in content/
  retro build --cycle mitaka --collect  the same, after collecting where there is no snapshot
  retro collect --cycle mitaka          make the snapshot from the servers' own record
  retro facts --team glance --cycle mitaka --as-of 2016-03-09
  retro mail --team glance --cycle mitaka --edition handoff
  retro audit --cycle mitaka --sample 50
                                        hold the replay against the server's own memory
  retro check                           look for dead links and the like in output/
  retro cycles                          the cycles that have a calendar

CYCLE and TEAM may stand in the environment instead of --cycle and --team; so may LANES, DRY_RUN=1
and RETRO_CONTACT instead of --lanes, --dry-run and --contact: make collect CYCLE=mitaka DRY_RUN=1

exit status: 0 done, 2 usage, 3 content at fault, 4 source at fault, 5 snapshot at fault
"""


def main(
    argv: Sequence[str] | None = None,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Run one command and return its exit status.

    Args:
        argv: The words after the program's name; by default those of the process.
        now: The clock, which nothing below this function has.
        sleep: How to wait between two tries.
    """
    if argv is None:  # a process of its own: ended from outside, it ends its helpers too
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    args = _parser().parse_args(argv)
    progress = Progress(sys.stderr, quiet=args.quiet, verbose=args.verbose)
    try:
        if args.command is None:
            raise UsageError("no command given", hint="retro --help")
        _COMMANDS[args.command](args, progress, now, sleep)
    except RetroError as error:
        if args.debug:
            raise
        progress.end()
        print(f"retro: {plain(str(error))}", file=sys.stderr)  # noqa: T201
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


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    environ = os.environ.get
    add = shared.add_argument
    add("--team", metavar="TEAM", default=environ("TEAM") or None, help="one team (default: all)")
    add("--cycle", metavar="CYCLE", default=environ("CYCLE") or None, help="name or id of a cycle")
    add("--content", metavar="DIR", type=Path, default=Path("content"), help="what people wrote")
    add("--output", metavar="DIR", type=Path, default=Path("output"), help="what a build writes")
    add("--themes", metavar="DIR", type=Path, default=Path("themes"), help="the looks")
    add("--theme", metavar="NAME", help="a folder of themes/ (default: the site's)")
    add("--as-of", metavar="DAY", type=_day, help="judge as of the end of a day: 2016-03-09")
    add("--edition", metavar="NAME", help="one edition, as cycle.yaml names it")
    add("--strict", action="store_true", help="make warnings errors")
    add("--jobs", metavar="N", type=_jobs, default=os.cpu_count() or 1, help="processes at once")
    add("-q", "--quiet", action="store_true", help="say nothing but errors")
    add("-v", "--verbose", action="store_true", help="say more")
    add("--debug", action="store_true", help="show the traceback of an error")

    parser = argparse.ArgumentParser(
        prog="retro",
        description="Retrospectives of development cycles, from Gerrit's and Launchpad's record.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"retro {__version__}")
    parser.set_defaults(command=None, quiet=False, verbose=False, debug=False)
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for name, command in _COMMANDS.items():
        text = command.__doc__ or ""
        sub = commands.add_parser(name, parents=[shared], help=text.rstrip("."), description=text)
        if name in ("collect", "build", "audit"):
            _add_manner(sub)
        if name == "audit":
            sub.add_argument(
                "--sample",
                metavar="N",
                type=_sample,
                default=environ("SAMPLE") or "100",
                help="how many changes to ask about, a request each (default: 100)",
            )
        if name == "build":
            sub.add_argument("--all", action="store_true", help="every cycle that content/ has")
            sub.add_argument("--collect", action="store_true", help="collect what is missing")
            sub.add_argument(
                "--allow-simulated", action="store_true", help="publish simulated data knowingly"
            )
    return parser


def _add_manner(sub: argparse.ArgumentParser) -> None:
    environ = os.environ.get
    sub.add_argument(
        "--lanes",
        metavar="N",
        type=_lanes,
        default=environ("LANES") or "1",
        help="requests at once, 1 to 4 (default: 1)",
    )
    sub.add_argument(
        "--contact",
        metavar="ADDRESS",
        type=_contact,
        default=environ("RETRO_CONTACT") or "",
        help="an address by which a server's keepers can reach you",
    )
    sub.add_argument(
        "--specs", metavar="PATH", type=Path, help="a clone of the specs repository to read"
    )
    if sub.prog.endswith(" collect"):
        dry = environ("DRY_RUN", "0") not in ("", "0")
        add_flag = partial(sub.add_argument, action="store_true")
        add_flag("--dry-run", default=dry, help="say what it would take, and stop")
        add_flag("--anew", help="everything, not only what moved")


def _lanes(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of lanes; write 1 to 4")
    return int(text)


def _contact(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise argparse.ArgumentTypeError(f"{text!r} is no address that a request can carry")
    return text


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; write 1 or more")
    return int(text)


def _sample(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of changes; write 1 or more")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2016-03-09") from None


def _order(args: argparse.Namespace) -> "Order":
    from retro.build import Order

    return Order(
        content=args.content,
        output=args.output,
        themes=args.themes,
        theme=args.theme,
        team=args.team,
        cycle=args.cycle,
        as_of=args.as_of,
        edition=args.edition,
        strict=args.strict,
        jobs=args.jobs,
        allow_simulated=getattr(args, "allow_simulated", False),
        specs=getattr(args, "specs", None),
    )


def _manner(args: argparse.Namespace) -> "Manner":
    from retro.collect import Manner

    return Manner(
        lanes=args.lanes,
        contact=args.contact,
        dry_run=getattr(args, "dry_run", False),
        anew=getattr(args, "anew", False),
    )


Now = Callable[[], datetime]
Sleep = Callable[[float], None]


def _collect(args: argparse.Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Make the snapshot of a cycle from the servers, or top it up."""
    from retro import build

    build.collect(_order(args), _manner(args), now=now, sleep=sleep, say=progress.say)


def _build(args: argparse.Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Build the site from snapshots and prose."""
    from retro import build

    order = _order(args)
    if args.collect:
        build.collect_missing(order, _manner(args), now=now, sleep=sleep, say=progress.say)
    build.site(order, all_of_them=args.all, say=progress.say)


def _audit(args: argparse.Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Ask the server how changes stood in the past, and hold the replay against that."""
    from retro import build

    order, manner = _order(args), _manner(args)
    build.audit(order, args.sample, manner, now=now, sleep=sleep, say=progress.say)


def _facts(args: argparse.Namespace, progress: Progress, *_: object) -> None:
    """Print every fact of a team and cycle as a JSON list."""
    from retro import build

    sys.stdout.write(build.facts(_order(args), say=progress.detail).decode())


def _mail(args: argparse.Namespace, progress: Progress, *_: object) -> None:
    """Write the hand-off mail as text and .eml; nothing is ever sent."""
    from retro import build

    build.mail(_order(args), say=progress.say)


def _check(args: argparse.Namespace, progress: Progress, *_: object) -> None:
    """Check the built site: links, anchors, names of pictures, placeholders, addresses."""
    from retro.check import check

    problems = check(args.output)
    for problem in problems:
        progress.say(str(problem))
    if problems:
        raise ContentError(
            f"{len(problems)} problems in the site",
            where=str(args.output),
            hint="mend what is named above, and build again",
        )
    progress.say(f"{args.output}: nothing wrong")


def _cycles(*_: object) -> None:
    """List the cycles that have a calendar."""
    from retro import calendar

    for cycle in calendar.known():
        number = cycle.id or ""
        sys.stdout.write(f"{cycle.name:<12} {number:<8} {cycle.start} to {cycle.release}\n")


_COMMANDS: dict[str, Callable[..., None]] = {
    "collect": _collect,
    "build": _build,
    "facts": _facts,
    "mail": _mail,
    "audit": _audit,
    "check": _check,
    "cycles": _cycles,
}
