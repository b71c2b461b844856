"""The parser of the command line: each command takes the options that it reads, and no other."""

import argparse
from collections.abc import Iterable, Sequence

from retro import __version__
from retro.cli.commands import Command
from retro.cli.options import SPOKEN
from retro.errors import UsageError
from retro.shell import program

EPILOG = """\
  retro new cinder 2026.1               begin a team's retrospective: guesses, each with its why
  retro new --from-governance ../governance --releases ../releases mitaka
                                        begin all teams that governance listed in that cycle
  retro new glance newton               begin a cycle: dates, questions, what is carried over
  retro new lamp 2026-q1                a quarter, or a half-year (2026-h1): who has no cycles
  retro new lamp 3.10 --tags ../lamp    a cycle that goes from tag to tag of a repository
  retro build --cycle mitaka            build the site from the snapshots in content/
  retro build --cycle mitaka --collect  the same, after collecting where there is no snapshot
  retro collect --cycle mitaka          make the snapshot from the servers' own record
  retro facts --team glance --cycle mitaka --as-of 2016-03-09
  retro facts --team glance --cycle mitaka --names
                                        a line a fact, for whoever writes slots
  retro today --team glance --cycle mitaka --as-of 2016-02-10
                                        what to look at first in a running cycle
  retro draft --team glance --cycle mitaka
                                        true sentences to begin the hand-off letter with
  retro draft --team glance --cycle mitaka --form etherpad
                                        a text for another place: highlights, reno, board too
  retro mail --team glance --cycle mitaka --edition handoff
                                        letters to the list and to whoever follows, as files
  retro export --team glance --cycle mitaka --to tables
                                        the record as CSV, SQLite and the queries that count it
  retro audit --cycle mitaka --sample 50
                                        hold the replay against the server's own memory
  retro serve --cycle mitaka            show the site here, and anew whenever a file changes
  retro check                           look for dead links and the like in output/
  retro check --served https://glance.example.org/retro/
                                        the same, where the site is served
  retro zip --cycle mitaka              pack it into one file that opens without a server
  retro check --recount                 count the numbers of exports again by SQL
  retro cycles                          the cycles that have a calendar

Each command takes the options that it reads: retro COMMAND --help lists them. CYCLE and TEAM may
stand in the environment instead of --cycle and --team; so may GOVERNANCE, RELEASES, EDITION,
ATTACH, LANES, RATE, DRY_RUN=1 and RETRO_CONTACT instead of --from-governance, --releases,
--edition, --attach, --lanes, --rate, --dry-run and --contact:
make collect CYCLE=mitaka DRY_RUN=1

exit status: 0 done, 2 usage, 3 content at fault, 4 source at fault, 5 snapshot at fault,
6 retro at fault
"""


def _epilog() -> str:
    """Return the examples; what `retro` stands for is said where the shell would not find it."""
    name = program()
    short = "" if name == "retro" else f" (here retro stands for {name})"
    return f"examples{short}:\n{EPILOG}"


def parser(commands: Iterable[Command]) -> argparse.ArgumentParser:
    """Return the parser of the command line, with the commands in the order of the help."""
    whole = argparse.ArgumentParser(
        prog=program(),
        description="Retrospectives of development cycles, from Gerrit's and Launchpad's record.",
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"retro {__version__}")
    whole.set_defaults(command=None, quiet=False, verbose=False, debug=False)
    subs = whole.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for command in commands:
        text = command.text
        sub = subs.add_parser(command.name, help=text.rstrip("."), description=text)
        for option in (*command.options, *SPOKEN):
            option.add(sub)
    return whole


def refuse(command: Command, words: Sequence[str]) -> None:
    """Refuse what a command does not read.

    Raises:
        UsageError: There is such a word.
    """
    if words:
        from retro.content.node import nearest  # not at the top: msgspec takes its time

        word = words[0].partition("=")[0]
        near = nearest(word, [option.name for option in (*command.options, *SPOKEN)])
        what, hint = (
            f"{command.name} takes no {word}",
            f"{near}; {program()} {command.name} --help",
        )
        raise UsageError(what, hint=hint)
