"""The options, and the groups of them that a command reads as one."""

import os
from pathlib import Path

from retro.cli import values
from retro.cli.option import Group, flag, folder, option

SPOKEN: Group = (
    flag("-q", "--quiet", help="say nothing but errors"),
    flag("-v", "--verbose", help="say more"),
    flag("--debug", help="show the traceback of an error"),
)
"""How to speak, which every command is told."""

WHICH: Group = (
    option("--team", metavar="TEAM", variable="TEAM", help="one team (default: all)"),
    option("--cycle", metavar="CYCLE", variable="CYCLE", help="name or id of a cycle"),
    folder("--content", "what people wrote"),
)
"""Which retrospectives are meant, and where they are written."""

MOMENT: Group = (
    option(
        "--as-of",
        metavar="DAY",
        type=values.day,
        help="judge as of the end of a day: 2016-03-09",
    ),
    option(
        "--edition",
        metavar="NAME",
        variable="EDITION",
        help="one edition, as cycle.yaml names it",
    ),
)
"""The day as of which numbers are judged."""

FACTS: Group = (
    flag("--names", help="a line a fact instead of JSON: its name for slots, value and title"),
    option(
        "--since",
        metavar="DAY",
        type=values.day,
        help="count as if the cycle had begun on this day (default: its own first)",
    ),
    option(
        "--until",
        metavar="DAY",
        type=values.day,
        help="and had ended with this one (default: its own last)",
    ),
)
"""How facts are told, and over which days."""

ATTACH: Group = (
    option(
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
    flag("--markdown", help="write Markdown, for the agenda of a meeting"),
    flag("--json", help="write JSON, for machines"),
    flag("--mail", help="write a draft of a mail below output/mail; nothing is sent"),
)
"""Another form than that for a terminal, one at a time."""

OUTPUT: Group = (folder("--output", "what a build writes"),)

LOOK: Group = (
    folder("--themes", "the looks"),
    option("--theme", metavar="NAME", help="a folder of themes/ (default: the site's)"),
)
"""How pages look."""

STRICT: Group = (flag("--strict", help="make every warning about the words an error"),)

TABLES: Group = (
    option("--to", metavar="DIR", type=Path, help="where to (default: export/ in the output)"),
    flag("--accounts", help="give each account a pseudonym, which no other export has"),
    flag("--parquet", help="Parquet files too; they need cycle-retro[parquet]"),
)
"""What an export is."""

RECOUNT: Group = (
    flag("--recount", help="count the numbers of exports again by SQL, and hold them to the page"),
)

SERVED: Group = (
    option(
        "--served",
        metavar="URL",
        type=values.address,
        help="follow every link of a site where it is served, instead of in the output",
    ),
)

JOBS: Group = (
    option(
        "--jobs",
        metavar="N",
        type=values.jobs,
        default=os.cpu_count() or 1,
        help="processes at once",
    ),
)

CONTACT: Group = (
    option(
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
    option(
        "--lanes",
        metavar="N",
        type=values.lanes,
        default="1",
        variable="LANES",
        help="requests at once on a server, for all teams, 1 to 4 (default: 1)",
    ),
    option(
        "--rate",
        metavar="N",
        type=values.rate,
        default="0",
        variable="RATE",
        help="requests a second on a server, for all teams, such as 0.5 (default: as it answers)",
    ),
    *CONTACT,
    option(
        "--without",
        metavar="SOURCES",
        type=values.without,
        default=(),
        variable="WITHOUT",
        help="leave out launchpad, or specs, or both with a comma between",
    ),
    option("--specs", metavar="PATH", type=Path, help="a clone of the specs repository to read"),
)
"""How to collect."""

BEGINNING: Group = (
    option("new_team", metavar="TEAM", nargs="?", help="the team, such as cinder"),
    option("new_cycle", metavar="CYCLE", nargs="?", help="the cycle, such as 2026.1"),
    option(
        "new_more",
        metavar="MORE",
        nargs="*",
        help="with --from-governance: any number of teams, or none for all, then the cycle",
    ),
    option(
        "--from-governance",
        metavar="CLONE",
        variable="GOVERNANCE",
        help="teams as a clone of openstack/governance, or its address, lists them in the cycle",
    ),
    option(
        "--releases",
        metavar="CLONE",
        variable="RELEASES",
        help="the same of openstack/releases: how the teams release, and where bugs are tracked",
    ),
    flag("--offline", help="ask no server, guess by rules alone"),
    option("--server", metavar="URL", type=values.address, help="a Gerrit (default: OpenDev's)"),
    option(
        "--prefix",
        metavar="TEXT",
        type=values.project,
        help="how its projects' names begin (default: openstack/ on OpenDev, and else found out)",
    ),
    option(
        "--projects",
        metavar="NAMES",
        type=values.projects,
        default=(),
        help="its projects, with commas between, in place of those that bear its name",
    ),
    option(
        "--launchpad-server",
        metavar="URL",
        type=values.address,
        help="a Launchpad to ask (default: none where the Gerrit is not OpenDev's)",
    ),
    option("--start", metavar="DAY", type=values.day, help="first day of a cycle of your own"),
    option("--release", metavar="DAY", type=values.day, help="its last day"),
    option(
        "--tags",
        metavar="CLONE",
        help="a repository, or its address: CYCLE is one of its tags, and begins after the last",
    ),
    option(
        "--tag-pattern",
        metavar="GLOB",
        default="",
        help="which tags are releases, as 'v*.0' (default: those of the same form as CYCLE)",
    ),
)
"""What a team, or a cycle, begins with."""

EXTENT: Group = (
    flag("--dry-run", variable="DRY_RUN", help="say what it would take, and stop"),
    flag("--anew", help="everything, not only what moved"),
)
"""How far a collection goes."""

BUILDING: Group = (
    flag("--all", help="every cycle that content/ has"),
    flag("--collect", help="collect what is missing"),
    flag("--allow-simulated", help="publish simulated data knowingly"),
)
"""What is built."""

CHAPTERS: Group = (
    flag(
        "--chapters", help="write the chapters that are not there yet, with slots for the numbers"
    ),
)

PLACES: Group = (
    option(
        "--form",
        metavar="FORM",
        type=values.form,
        variable="FORM",
        help="a text for another place: highlights, etherpad, reno or board",
    ),
)
"""For which place a draft is."""

SAMPLE: Group = (
    option(
        "--sample",
        metavar="N",
        type=values.sample,
        default="100",
        variable="SAMPLE",
        help="how many changes to ask about, a request each (default: 100)",
    ),
)

PORT: Group = (
    option(
        "--port",
        metavar="N",
        type=values.port,
        default="8000",
        variable="PORT",
        help="where the preview listens, or the next free one (default: 8000)",
    ),
)
