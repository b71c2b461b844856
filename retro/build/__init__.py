"""The conveyor: the one room that knows the order of work."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from retro import content, snapshot
from retro.build import files, stamps
from retro.build.order import Order, Target, everything, one, targets
from retro.errors import ContentError, UsageError

__all__ = ["Order", "collect", "collect_missing", "facts", "mail", "site"]

Say = Callable[[str], None]
Now = Callable[[], datetime]
Sleep = Callable[[float], None]


def collect(order: Order, *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make, or replace, the snapshot of each target from the servers."""
    for target in targets(order):
        _collect(order, target, now=now, sleep=sleep, say=say)


def collect_missing(order: Order, *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make the snapshots that are not there yet."""
    for target in targets(order):
        if not snapshot.exists(target.snapshot):
            say(f"{target.path}: no snapshot yet, collecting one")
            _collect(order, target, now=now, sleep=sleep, say=say)


def _collect(order: Order, target: Target, *, now: Now, sleep: Sleep, say: Say) -> None:
    from retro.collect import collect as from_servers

    from_servers(
        target.team,
        target.notes,
        target.cycle,
        target.snapshot,
        work=order.cache / "collect" / target.path,
        now=now,
        sleep=sleep,
        say=say,
    )


def site(order: Order, *, all_of_them: bool, say: Say) -> None:
    """Build the pages of each target that changed, and the home page over all.

    Raises:
        ContentError: Something that a person wrote can't be used; no page was touched.
        SnapshotError: A snapshot is missing, cut or altered; no page was touched.
    """
    ordered = _ordered(order, all_of_them=all_of_them)
    stale = [target for target in ordered if not stamps.fresh(order, target)]
    jobs = min(order.jobs, len(stale))
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            for lines in pool.map(partial(_aside, order), stale):
                for line in lines:
                    say(line)
    else:
        for target in stale:
            _retrospective(order, target, say)
    _home(order)
    for target in ordered:
        done = "" if target in stale else " (nothing to do)"
        say(f"{order.output / target.path / 'index.html'}{done}")


def _ordered(order: Order, *, all_of_them: bool) -> tuple[Target, ...]:
    if not all_of_them:
        return targets(order)
    found = everything(order)
    if not found:
        raise UsageError(f"nothing to build in {order.content}", hint="make retro CYCLE=mitaka")
    return found


def _aside(order: Order, target: Target) -> list[str]:
    """Build one target in a process of its own; return what there is to say."""
    lines: list[str] = []
    _retrospective(order, target, lines.append)
    return lines


def _retrospective(order: Order, target: Target, say: Say) -> None:
    """Read, replay, measure, draw, render and write one retrospective, all editions of it."""
    from retro.build.edition import editions, pages

    inputs = stamps.inputs(order, target)
    say(f"{target.path}: reading {target.snapshot}")
    made = editions(order, target, say)
    _publishable(order, target, simulated=any(edition.report.simulated for edition in made))
    say(f"{target.path}: rendering {', '.join(edition.report.edition for edition in made)}")
    built = pages(order, target, made)
    folder = order.output / target.path
    written = files.put(folder, built)
    say(f"{target.path}: {len(built)} files, {written} of them new or changed")
    stamps.save(order, target, inputs, built)


def _publishable(order: Order, target: Target, *, simulated: bool) -> None:
    url = content.site(order.content).url
    if simulated and url and not order.allow_simulated:
        raise ContentError(
            f"{target.path} is simulated, and the site has an address to be published at",
            where=str(order.content / "site.yaml"),
            hint=f"make collect {target.command}, or build with --allow-simulated",
        )


def facts(order: Order, *, say: Say) -> bytes:
    """Return all facts of one target as a JSON list."""
    from retro.build.edition import book
    from retro.render import facts_list

    target = one(order)
    read = book(target, say)
    return facts_list(read.report(*read.edition(order.edition, order.as_of)))


def mail(order: Order, *, say: Say) -> None:
    """Write each target's hand-off mail; say where and how large."""
    from retro.build.edition import letter

    for target in targets(order):
        folder = order.output / "mail" / target.path
        text, eml = letter(order, target, say)
        files.put(folder, {"handoff.txt": text, "handoff.eml": eml})
        say(f"{folder / 'handoff.txt'}: {len(text):,} bytes of text")
        say(f"{folder / 'handoff.eml'}: {len(eml):,} bytes, the page attached; nothing was sent")


def _home(order: Order) -> None:
    """Write the page over all retrospectives that are built, of whatever team."""
    from retro.build.edition import home

    there = [
        target
        for target in everything(replace(order, team=None))
        if snapshot.exists(target.snapshot)
        and (order.output / target.path / "index.html").exists()
    ]
    for name, data in home(order, there).items():
        files.write(order.output / name, data)
