"""The words that a user may say, and what each means; wrong ones are answered with right ones."""

import argparse
import os
import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from retro import __version__

PREFIX = "how its projects' names begin (openstack/)"

_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[^\s?#]*)?", re.ASCII)
_PROJECT = re.compile(r"[A-Za-z0-9][\w./+-]*\*?", re.ASCII)

EPILOG = """\
examples:
  retro new cinder 2026.1               begin a team's retrospective: guesses, each with its why
  retro new glance newton               begin a cycle: dates, questions, what is carried over
  retro build --cycle mitaka            build the site from the snapshots in content/
  retro build --cycle mitaka --collect  the same, after collecting where there is no snapshot
  retro collect --cycle mitaka          make the snapshot from the servers' own record
  retro facts --team glance --cycle mitaka --as-of 2016-03-09
  retro today --team glance --cycle mitaka --as-of 2016-02-10
                                        what to look at first in a running cycle
  retro draft --team glance --cycle mitaka
                                        true sentences to begin the hand-off letter with
  retro mail --team glance --cycle mitaka --edition handoff
  retro audit --cycle mitaka --sample 50
                                        hold the replay against the server's own memory
  retro serve --cycle mitaka            show the site here, and anew whenever a file changes
  retro check                           look for dead links and the like in output/
  retro cycles                          the cycles that have a calendar

CYCLE and TEAM may stand in the environment instead of --cycle and --team; so may LANES, DRY_RUN=1
and RETRO_CONTACT instead of --lanes, --dry-run and --contact: make collect CYCLE=mitaka DRY_RUN=1

exit status: 0 done, 2 usage, 3 content at fault, 4 source at fault, 5 snapshot at fault
"""


def parser(commands: Mapping[str, str]) -> argparse.ArgumentParser:
    """Return the parser of the command line.

    Args:
        commands: Name to description, in the order of the help.
    """
    shared = _shared()
    whole = argparse.ArgumentParser(
        prog="retro",
        description="Retrospectives of development cycles, from Gerrit's and Launchpad's record.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"retro {__version__}")
    whole.set_defaults(command=None, quiet=False, verbose=False, debug=False)
    subs = whole.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for name, text in commands.items():
        sub = subs.add_parser(name, parents=[shared], help=text.rstrip("."), description=text)
        _add_own(name, sub)
    return whole


def _add_own(name: str, sub: argparse.ArgumentParser) -> None:
    """Add the words that only some commands know."""
    if name in ("collect", "build", "audit"):
        _add_manner(sub)
    if name == "new":
        _add_new(sub)
    if name == "audit":
        sub.add_argument(
            "--sample",
            metavar="N",
            type=_sample,
            default=os.environ.get("SAMPLE") or "100",
            help="how many changes to ask about, a request each (default: 100)",
        )
    if name == "draft":
        sub.add_argument(
            "--chapters",
            action="store_true",
            help="write the chapters that are not there yet, with slots for the numbers",
        )
    if name == "serve":
        sub.add_argument(
            "--port",
            metavar="N",
            type=_port,
            default=os.environ.get("PORT") or "8000",
            help="where the preview listens, or the next free one (default: 8000)",
        )
    if name == "build":
        sub.add_argument("--all", action="store_true", help="every cycle that content/ has")
        sub.add_argument("--collect", action="store_true", help="collect what is missing")
        sub.add_argument(
            "--allow-simulated", action="store_true", help="publish simulated data knowingly"
        )


def _add_new(sub: argparse.ArgumentParser) -> None:
    add = sub.add_argument
    add("new_team", metavar="TEAM", nargs="?", help="the team, such as cinder")
    add("new_cycle", metavar="CYCLE", nargs="?", help="the cycle, such as 2026.1")
    add("--offline", action="store_true", help="ask no server, guess by rules alone")
    add("--server", metavar="URL", type=_address, help="a Gerrit (default: OpenDev's)")
    add("--prefix", metavar="TEXT", type=_project, default="openstack/", help=PREFIX)
    names = "its projects, with commas between, in place of those that bear its name"
    add("--projects", metavar="NAMES", type=_projects, default=(), help=names)
    add("--launchpad-server", metavar="URL", type=_address, help="a Launchpad of your own")
    add("--start", metavar="DAY", type=_day, help="first day of a cycle of your own")
    add("--release", metavar="DAY", type=_day, help="its last day")
    _add_contact(sub)


def _add_manner(sub: argparse.ArgumentParser) -> None:
    environ = os.environ.get
    sub.add_argument(
        "--lanes",
        metavar="N",
        type=_lanes,
        default=environ("LANES") or "1",
        help="requests at once, 1 to 4 (default: 1)",
    )
    _add_contact(sub)
    sub.add_argument(
        "--specs", metavar="PATH", type=Path, help="a clone of the specs repository to read"
    )
    if sub.prog.endswith(" collect"):
        dry = environ("DRY_RUN", "0") not in ("", "0")
        add_flag = partial(sub.add_argument, action="store_true")
        add_flag("--dry-run", default=dry, help="say what it would take, and stop")
        add_flag("--anew", help="everything, not only what moved")


def _add_contact(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--contact",
        metavar="ADDRESS",
        type=_contact,
        default=os.environ.get("RETRO_CONTACT") or "",
        help="an address by which a server's keepers can reach you",
    )


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        hint = "write it as https://review.example.org"
        raise argparse.ArgumentTypeError(f"{text!r} is no address; {hint}")
    return text.rstrip("/")


def _project(text: str) -> str:
    if text and not _PROJECT.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} can be no project, nor begin one")
    return text


def _projects(text: str) -> tuple[str, ...]:
    return tuple(_project(name.strip()) for name in text.split(",") if name.strip())


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


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65000:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write 1 to 65000")
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


def _shared() -> argparse.ArgumentParser:
    """Return the words that every command knows."""
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
    add("--strict", action="store_true", help="make every warning about the words an error")
    add("--jobs", metavar="N", type=_jobs, default=os.cpu_count() or 1, help="processes at once")
    add("-q", "--quiet", action="store_true", help="say nothing but errors")
    add("-v", "--verbose", action="store_true", help="say more")
    add("--debug", action="store_true", help="show the traceback of an error")
    return shared
