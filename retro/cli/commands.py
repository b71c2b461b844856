"""The commands, one row each; a command hands its words on to a room, imported only then."""

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from retro.cli.option import Group
from retro.cli.options import (
    ATTACH,
    BEGINNING,
    BUILDING,
    CHAPTERS,
    COLLECTING,
    CONTACT,
    EXTENT,
    FACTS,
    FORM,
    JOBS,
    LOOK,
    MOMENT,
    OUTPUT,
    PLACES,
    PORT,
    RECOUNT,
    SAMPLE,
    SERVED,
    STRICT,
    TABLES,
    WHICH,
)
from retro.cli.streams import show
from retro.errors import UsageError
from retro.faults import Faults
from retro.model.time import Now, Sleep
from retro.progress import Progress, plain

if TYPE_CHECKING:
    from retro.collect import Options
    from retro.job.order import Order

Run = Callable[[Namespace, Progress, Now, Sleep], None]


class Command(NamedTuple):
    """A command: its name, what it runs, and the options that it reads."""

    name: str
    run: Run
    options: Group

    @property
    def text(self) -> str:
        """Return what the help says of it."""
        return self.run.__doc__ or ""


def _new(args: Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Begin a team, or a cycle of one: guess what can be guessed, never overwrite a file."""
    from retro.cli.begin import begin

    if more := begin(args, _order(args), progress, now, sleep):
        progress.say("it could say besides:")
        show(f"{more}\n")


def _collect(args: Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Make the snapshot of a cycle from the servers, or top it up."""
    from retro.job.collect import collect

    say, moving = progress.say, progress.move
    collect(_order(args), _options(args), now=now, sleep=sleep, say=say, moving=moving)


def _build(args: Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Build the site from snapshots and prose."""
    from retro.job.build import build
    from retro.job.targets import meant

    order, faults = _order(args), Faults()
    if args.collect:
        from retro.job.collect import collect_missing

        options, say, moving = _options(args), progress.say, progress.move
        with faults:
            collect_missing(order, options, now=now, sleep=sleep, say=say, moving=moving)
        if len(meant(order)) == 1:
            faults.end()
    with faults:  # of several teams, those are built that are there
        build(order, all_of_them=args.all, say=progress.say)
    faults.end()


def _facts(args: Namespace, progress: Progress, *_: object) -> None:
    """Print every fact of a team and cycle as a JSON list, or its name and value on a line."""
    from retro.job.facts import facts

    days = (args.since, args.until)
    text = facts(_order(args), days, lines=args.names, say=progress.detail)
    if args.names:
        _show(text)
    else:
        show(text)


def _today(args: Namespace, progress: Progress, now: Now, *_: object) -> None:
    """Show how a running cycle stands: what to look at first, and what may be expected.

    With the records of five past cycles of the team, collected each by `collect`, it tells between
    which numbers the backlog may end and, from R-12 to R-6, how many specs may land, and how
    such forecasts fared. These are expected, not measured, and enter no other number.
    """
    from retro.job.today import today, weekly_note

    form = _form(args)
    if form == "mail":
        weekly_note(_order(args), now=now, say=progress.say)
    else:
        _show(today(_order(args), now=now, whole=args.verbose, form=form, say=progress.detail))


def _form(args: Namespace) -> str:
    forms = {"markdown": args.markdown, "json": args.json, "mail": args.mail}
    asked = [name for name, wanted in forms.items() if wanted]
    if len(asked) > 1:
        both = " and ".join(f"--{name}" for name in asked)
        raise UsageError(f"{both} are forms of one thing", hint="name one of them at a time")
    return "".join(asked)


def _draft(args: Namespace, progress: Progress, *_: object) -> None:
    """Draft the hand-off letter from facts, or another text, with questions for a person."""
    from retro.job.draft import draft, draft_chapters

    if args.chapters and args.form:
        what = "--chapters and --form are two things"
        raise UsageError(what, hint="name one of them at a time")
    if args.chapters:
        draft_chapters(_order(args), say=progress.say)
    else:
        _show(draft(_order(args), args.form or "", say=progress.detail))


def _mail(args: Namespace, progress: Progress, now: Now, *_: object) -> None:
    """Write the letters to the mailing list and to whoever follows; nothing is ever sent."""
    from retro.job.mail import mail

    mail(_order(args), args.attach or "", now().date(), say=progress.say)


def _zip(args: Namespace, progress: Progress, *_: object) -> None:
    """Pack a retrospective into one file, which opens without a server."""
    from retro.job.zip import pack

    pack(_order(args), say=progress.say)


def _export(args: Namespace, progress: Progress, *_: object) -> None:
    """Write the record behind the numbers as tables: CSV, SQLite, and how to count them again."""
    from secrets import token_bytes

    from retro.export.roles import keyed
    from retro.job.export import export_tables

    named = keyed(token_bytes(32)) if args.accounts else None
    order, place = _order(args), args.to
    export_tables(order, place, parquet=args.parquet, pseudonym=named, say=progress.say)


def _audit(args: Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Ask the server how changes stood in the past, and hold the replay against that."""
    from retro.job.audit import audit

    order, options = _order(args), _options(args)
    audit(order, args.sample, options, now=now, sleep=sleep, say=progress.say)


def _serve(args: Namespace, progress: Progress, _now: Now, sleep: Sleep) -> None:
    """Show the site on this machine, and build and reload it whenever a file changes."""
    from retro.job.serve import serve

    serve(_order(args), args.port, sleep=sleep, say=progress.say)


def _check(args: Namespace, progress: Progress, *_: object) -> None:
    """Check the built site: links, names of pictures, placeholders, addresses, claims."""
    if args.recount:
        from retro.job.export import recount

        recount(_order(args), say=progress.say)
        return
    from retro.job.check import check, served

    if args.served:
        served(args.served, say=progress.say)
    else:
        check(args.output, strict=args.strict, say=progress.say)


def _cycles(*_: object) -> None:
    """List the cycles that have a calendar."""
    from retro import calendar

    show(
        "".join(
            f"{cycle.name:<12} {cycle.id or '':<8} {cycle.start} to {cycle.release}\n"
            for cycle in calendar.known()
        )
    )


def _show(text: str) -> None:
    """Write a text to a terminal that may know fewer characters, and must not be steered."""
    encoding = getattr(sys.stdout, "encoding", "") or "utf-8"
    show(plain(text).encode(encoding, "replace").decode(encoding))


def _order(args: Namespace) -> "Order":
    from retro.job.order import Order

    return Order(**_among(args, Order.__struct_fields__))


def _options(args: Namespace) -> "Options":
    from retro.collect import Options

    return Options(**_among(args, Options.__struct_fields__))


def _among(args: Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the words of some names; what a command does not take has the value of no word."""
    return {name: value for name, value in vars(args).items() if name in names}


_SITE = WHICH + MOMENT + OUTPUT + LOOK + STRICT

COMMANDS = (
    Command("new", _new, BEGINNING + WHICH + CONTACT),
    Command("collect", _collect, WHICH + COLLECTING + EXTENT),
    Command("build", _build, _SITE + JOBS + BUILDING + COLLECTING),
    Command("facts", _facts, WHICH + MOMENT + FACTS),
    Command("today", _today, WHICH + MOMENT + FORM + OUTPUT),
    Command("draft", _draft, WHICH + MOMENT + CHAPTERS + PLACES),
    Command("mail", _mail, _SITE + ATTACH),
    Command("audit", _audit, WHICH + SAMPLE + CONTACT),
    Command("serve", _serve, _SITE + JOBS + PORT),
    Command("zip", _zip, WHICH + OUTPUT + LOOK + STRICT + JOBS),
    Command("export", _export, WHICH + MOMENT + OUTPUT + TABLES),
    Command("check", _check, OUTPUT + STRICT + RECOUNT + SERVED),
    Command("cycles", _cycles, ()),
)
"""Every command, in the order of the help."""
