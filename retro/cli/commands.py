"""What each command does: it hands the words on to a room, imported only then."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from retro.errors import ContentError, RetroError
from retro.model.time import Now, Sleep
from retro.progress import Progress, plain

if TYPE_CHECKING:
    from retro.collect import Options
    from retro.job.order import Order

PAUSE = 0.4
"""Seconds between two looks at the files of a preview."""


def _collect(args: argparse.Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Make the snapshot of a cycle from the servers, or top it up."""
    from retro.job.collect import collect

    collect(_order(args), _options(args), now=now, sleep=sleep, say=progress.say)


def _build(args: argparse.Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Build the site from snapshots and prose."""
    from retro.job.build import build

    order = _order(args)
    if args.collect:
        from retro.job.collect import collect_missing

        collect_missing(order, _options(args), now=now, sleep=sleep, say=progress.say)
    build(order, all_of_them=args.all, say=progress.say)


def _new(args: argparse.Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Begin a team, or a cycle of one: guess what can be guessed, never overwrite a file."""
    from msgspec.structs import replace

    from retro.collect import LAUNCHPAD, OPENDEV, Options, Patience
    from retro.job.new import Beginning, new
    from retro.model.team import Dates

    order = replace(
        _order(args), team=args.new_team or args.team, cycle=args.new_cycle or args.cycle
    )
    beginning = Beginning(
        server=args.server or OPENDEV,
        prefix=args.prefix,
        launchpad_server=args.launchpad_server or LAUNCHPAD,
        projects=args.projects,
        offline=args.offline,
        dates=Dates(start=args.start, release=args.release),
    )
    # whoever waits for a guess is there, and would rather hear soon that nobody answers
    options = Options(contact=args.contact, patience=Patience(tries=3, read=30))
    more = new(order, beginning, options, now=now, sleep=sleep, say=progress.say)
    if more:
        progress.say("it could say besides:")
        sys.stdout.write(f"{more}\n")


def _audit(args: argparse.Namespace, progress: Progress, now: Now, sleep: Sleep) -> None:
    """Ask the server how changes stood in the past, and hold the replay against that."""
    from retro.job.audit import audit

    order, options = _order(args), _options(args)
    audit(order, args.sample, options, now=now, sleep=sleep, say=progress.say)


def _facts(args: argparse.Namespace, progress: Progress, *_: object) -> None:
    """Print every fact of a team and cycle as a JSON list."""
    from retro.job.facts import facts

    sys.stdout.write(facts(_order(args), say=progress.detail).decode())


def _mail(args: argparse.Namespace, progress: Progress, *_: object) -> None:
    """Write the hand-off mail as text and .eml; nothing is ever sent."""
    from retro.job.mail import mail

    mail(_order(args), say=progress.say)


def _draft(args: argparse.Namespace, progress: Progress, *_: object) -> None:
    """Draft the hand-off letter from facts, with questions for what only a person can say."""
    from retro.job.draft import draft, draft_chapters

    if args.chapters:
        draft_chapters(_order(args), say=progress.say)
    else:
        _show(draft(_order(args), say=progress.detail))


def _today(args: argparse.Namespace, progress: Progress, now: Now, *_: object) -> None:
    """Show how a running cycle stands: what to look at first, in the terminal."""
    from retro.job.today import today

    order = _order(args)
    _show(today(order, now=now, whole=args.verbose, say=progress.detail))


def _show(text: str) -> None:
    """Write a text to a terminal that may know fewer characters, and must not be steered."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(plain(text).encode(encoding, "replace").decode(encoding))


def _serve(args: argparse.Namespace, progress: Progress, _now: Now, sleep: Sleep) -> None:
    """Show the site on this machine, and build and reload it whenever a file changes."""
    from threading import Thread

    from retro import serve
    from retro.job.build import build

    order = _order(args)

    def built() -> str:
        try:
            build(order, all_of_them=order.cycle is None, say=progress.say)
        except RetroError as error:
            progress.say(str(error))
            return plain(str(error))
        return ""

    watch = serve.Watch((args.content, args.themes))
    state = serve.State(built())
    with serve.preview(args.output, state, args.port) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        progress.say(f"http://{serve.HOST}:{server.server_port}/ (Ctrl-C ends it)")
        while True:
            sleep(PAUSE)
            if watch.moved():
                state.built(built())


def _check(args: argparse.Namespace, progress: Progress, *_: object) -> None:
    """Check the built site: links, names of pictures, placeholders, addresses, claims."""
    from retro.check import check

    problems = check(args.output)
    for problem in problems:
        doubtful = problem.doubt and not args.strict
        progress.say(f"warning: {problem}" if doubtful else str(problem))
    problems = [problem for problem in problems if args.strict or not problem.doubt]
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


def _order(args: argparse.Namespace) -> "Order":
    from retro.job.order import Order

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


def _options(args: argparse.Namespace) -> "Options":
    from retro.collect import Options

    return Options(
        lanes=args.lanes,
        contact=args.contact,
        dry_run=getattr(args, "dry_run", False),
        anew=getattr(args, "anew", False),
    )


COMMANDS: dict[str, Callable[..., None]] = {
    "new": _new,
    "collect": _collect,
    "build": _build,
    "facts": _facts,
    "today": _today,
    "draft": _draft,
    "mail": _mail,
    "audit": _audit,
    "serve": _serve,
    "check": _check,
    "cycles": _cycles,
}
