"""The options, and the groups of them that a command reads as one."""

import argparse
import os
from pathlib import Path
from typing import Any, NamedTuple

from retro.cli import values


class Option(NamedTuple):
    """An option as argparse wants it; `variable` of the environment may stand in its place."""

    flags: tuple[str, ...]
    details: dict[str, Any]
    variable: str = ""

    @property
    def name(self) -> str:
        """Return the name that a user knows, the longest one."""
        return self.flags[-1]

    @property
    def dashed(self) -> bool:
        """Tell whether it is named, and not known by its place."""
        return self.name.startswith("-")

    @property
    def dest(self) -> str:
        """Return the name under which a command reads it."""
        return self.name.lstrip("-").replace("-", "_")

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Let a parser know it; the environment is read now."""
        parser.add_argument(*self.flags, **self.details | self._default())

    def _default(self) -> dict[str, Any]:
        value = os.environ.get(self.variable) if self.variable else None
        if self.details.get("action") == "store_true":
            return {"default": value not in (None, "", "0")}
        return {"default": value} if value else {}


def _option(*flags: str, variable: str = "", **details: Any) -> Option:
    return Option(flags, details, variable)


def _flag(*flags: str, variable: str = "", **details: Any) -> Option:
    return Option(flags, {"action": "store_true", **details}, variable)


def _folder(flag: str, help_text: str) -> Option:
    default = Path(flag.lstrip("-"))
    return _option(flag, metavar="DIR", type=Path, default=default, help=help_text)


Group = tuple[Option, ...]

SPOKEN: Group = (
    _flag("-q", "--quiet", help="say nothing but errors"),
    _flag("-v", "--verbose", help="say more"),
    _flag("--debug", help="show the traceback of an error"),
)
"""How to speak, which every command is told."""

WHICH: Group = (
    _option("--team", metavar="TEAM", variable="TEAM", help="one team (default: all)"),
    _option("--cycle", metavar="CYCLE", variable="CYCLE", help="name or id of a cycle"),
    _folder("--content", "what people wrote"),
)
"""Which retrospectives are meant, and where they are written."""

MOMENT: Group = (
    _option(
        "--as-of",
        metavar="DAY",
        type=values.day,
        help="judge as of the end of a day: 2016-03-09",
    ),
    _option(
        "--edition",
        metavar="NAME",
        variable="EDITION",
        help="one edition, as cycle.yaml names it",
    ),
)
"""The day as of which numbers are judged."""

FACTS: Group = (
    _flag("--names", help="a line a fact instead of JSON: its name for slots, value and title"),
    _option(
        "--since",
        metavar="DAY",
        type=values.day,
        help="count as if the cycle had begun on this day (default: its own first)",
    ),
    _option(
        "--until",
        metavar="DAY",
        type=values.day,
        help="and had ended with this one (default: its own last)",
    ),
)
"""How facts are told, and over which days."""

ATTACH: Group = (
    _option(
        "--attach",
        metavar="WHAT",
        type=values.attached,
        variable="ATTACH",
        help="full, compact, pdf or none, to both mails (default: compact to the list, full to "
        "the successor)",
    ),
)
"""What goes with a mail."""

FORM: Group = (
    _flag("--markdown", help="write Markdown, for the agenda of a meeting"),
    _flag("--json", help="write JSON, for machines"),
    _flag("--mail", help="write a draft of a mail below output/mail; nothing is sent"),
)
"""Another form than that for a terminal, one at a time."""

OUTPUT: Group = (_folder("--output", "what a build writes"),)

LOOK: Group = (
    _folder("--themes", "the looks"),
    _option("--theme", metavar="NAME", help="a folder of themes/ (default: the site's)"),
)
"""How pages look."""

STRICT: Group = (_flag("--strict", help="make every warning about the words an error"),)

TABLES: Group = (
    _option("--to", metavar="DIR", type=Path, help="where to (default: export/ in the output)"),
    _flag("--accounts", help="give each account a pseudonym, which no other export has"),
    _flag("--parquet", help="Parquet files too; they need cycle-retro[parquet]"),
)
"""What an export is."""

RECOUNT: Group = (
    _flag(
        "--recount", help="count the numbers of exports again by SQL, and hold them to the page"
    ),
)

SERVED: Group = (
    _option(
        "--served",
        metavar="URL",
        type=values.address,
        help="follow every link of a site where it is served, instead of in the output",
    ),
)

JOBS: Group = (
    _option(
        "--jobs",
        metavar="N",
        type=values.jobs,
        default=os.cpu_count() or 1,
        help="processes at once",
    ),
)

CONTACT: Group = (
    _option(
        "--contact",
        metavar="ADDRESS",
        type=values.contact,
        default="",
        variable="RETRO_CONTACT",
        help="an address by which a server's keepers can reach you",
    ),
)
"""What servers are told of who asks."""

COLLECTING: Group = (
    _option(
        "--lanes",
        metavar="N",
        type=values.lanes,
        default="1",
        variable="LANES",
        help="requests at once, 1 to 4 (default: 1)",
    ),
    *CONTACT,
    _option(
        "--without",
        metavar="SOURCES",
        type=values.without,
        default=(),
        variable="WITHOUT",
        help="leave out launchpad, or specs, or both with a comma between",
    ),
    _option("--specs", metavar="PATH", type=Path, help="a clone of the specs repository to read"),
)
"""How to collect."""

BEGINNING: Group = (
    _option("new_team", metavar="TEAM", nargs="?", help="the team, such as cinder"),
    _option("new_cycle", metavar="CYCLE", nargs="?", help="the cycle, such as 2026.1"),
    _option(
        "new_more",
        metavar="MORE",
        nargs="*",
        help="with --from-governance: any number of teams, or none for all, then the cycle",
    ),
    _option(
        "--from-governance",
        metavar="CLONE",
        variable="GOVERNANCE",
        help="teams as a clone of openstack/governance, or its address, lists them in the cycle",
    ),
    _option(
        "--releases",
        metavar="CLONE",
        variable="RELEASES",
        help="the same of openstack/releases: how the teams release, and where bugs are tracked",
    ),
    _flag("--offline", help="ask no server, guess by rules alone"),
    _option("--server", metavar="URL", type=values.address, help="a Gerrit (default: OpenDev's)"),
    _option(
        "--prefix",
        metavar="TEXT",
        type=values.project,
        default="openstack/",
        help="how its projects' names begin (openstack/)",
    ),
    _option(
        "--projects",
        metavar="NAMES",
        type=values.projects,
        default=(),
        help="its projects, with commas between, in place of those that bear its name",
    ),
    _option(
        "--launchpad-server",
        metavar="URL",
        type=values.address,
        help="a Launchpad of your own",
    ),
    _option("--start", metavar="DAY", type=values.day, help="first day of a cycle of your own"),
    _option("--release", metavar="DAY", type=values.day, help="its last day"),
)
"""What a team, or a cycle, begins with."""

EXTENT: Group = (
    _flag("--dry-run", variable="DRY_RUN", help="say what it would take, and stop"),
    _flag("--anew", help="everything, not only what moved"),
)
"""How far a collection goes."""

BUILDING: Group = (
    _flag("--all", help="every cycle that content/ has"),
    _flag("--collect", help="collect what is missing"),
    _flag("--allow-simulated", help="publish simulated data knowingly"),
)
"""What is built."""

CHAPTERS: Group = (
    _flag(
        "--chapters", help="write the chapters that are not there yet, with slots for the numbers"
    ),
)

PLACES: Group = (
    _option(
        "--form",
        metavar="FORM",
        type=values.form,
        variable="FORM",
        help="a text for another place: highlights, etherpad, reno or board",
    ),
)
"""For which place a draft is."""

SAMPLE: Group = (
    _option(
        "--sample",
        metavar="N",
        type=values.sample,
        default="100",
        variable="SAMPLE",
        help="how many changes to ask about, a request each (default: 100)",
    ),
)

PORT: Group = (
    _option(
        "--port",
        metavar="N",
        type=values.port,
        default="8000",
        variable="PORT",
        help="where the preview listens, or the next free one (default: 8000)",
    ),
)
