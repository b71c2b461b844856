"""The conveyor: the one room that knows the order of work."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from retro import content, snapshot
from retro.build import files, stamps
from retro.build.order import Order, Target, everything, keep_apart, one, readable, targets
from retro.errors import ContentError, UsageError

if TYPE_CHECKING:
    from retro.collect import Manner

__all__ = [
    "Order",
    "audit",
    "collect",
    "collect_missing",
    "draft",
    "draft_chapters",
    "facts",
    "mail",
    "site",
    "today",
]

Say = Callable[[str], None]
Now = Callable[[], datetime]
Sleep = Callable[[float], None]


def collect(order: Order, manner: "Manner", *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make, or top up, the snapshot of each target from the servers."""
    for target in targets(order):
        _collect(order, target, manner, now=now, sleep=sleep, say=say)


def collect_missing(order: Order, manner: "Manner", *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make the snapshots that are not there yet."""
    for target in targets(order):
        if not snapshot.exists(target.snapshot):
            say(f"{target.path}: no snapshot yet, collecting one")
            _collect(order, target, manner, now=now, sleep=sleep, say=say)


def _collect(
    order: Order, target: Target, manner: "Manner", *, now: Now, sleep: Sleep, say: Say
) -> None:
    from retro.build.proof import votes_agree
    from retro.collect import beside
    from retro.collect import collect as from_servers

    work = order.cache / "collect" / target.path
    others = partial(
        beside,
        target.team,
        target.cycle,
        work=order.cache / "specs",
        now=now,
        sleep=sleep,
        say=say,
        manner=manner,
        clone=order.specs,
    )
    from_servers(
        target.team,
        target.notes,
        target.cycle,
        target.snapshot,
        work=work,
        now=now,
        sleep=sleep,
        say=say,
        manner=manner,
        proof=partial(votes_agree, target.team.gerrit, say),
        others=others,
    )


def audit(
    order: Order, sample: int, manner: "Manner", *, now: Now, sleep: Sleep, say: Say
) -> None:
    """Hold a sample of each target's replay against the server's own answers about the past."""
    from retro.build.auditing import ask_the_server

    for target in targets(order):
        ask_the_server(target, sample, manner, now=now, sleep=sleep, say=say)


def site(order: Order, *, all_of_them: bool, say: Say) -> None:
    """Build the pages of each target that changed, and the home page over all.

    Raises:
        ContentError: Something that a person wrote can't be used; no page of its was touched.
        SnapshotError: A snapshot is missing, cut or altered; no page of its was touched.
    """
    keep_apart(order)
    ordered = _ordered(order, all_of_them=all_of_them)
    if not order.narrow:
        order = replace(order, together=frozenset(target.path for target in ordered))
    stale = [target for target in ordered if order.narrow or not stamps.fresh(order, target)]
    jobs = min(order.jobs, len(stale))
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            for lines in pool.map(partial(_aside, order), stale):
                for line in lines:
                    say(line)
    else:
        for target in stale:
            _retrospective(order, target, say)
    _home(order, say)
    for target in ordered:
        if target not in stale:
            for line in stamps.warned(order, target.path):
                say(line)
            say(f"{order.output / target.path / 'index.html'} (nothing to do)")


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
    from retro.build import shelf
    from retro.build.doubtful import hear
    from retro.build.edition import book, editions, pages

    inputs = stamps.inputs(order, target)
    _ask_again(order, target, say)
    say(f"{target.path}: reading {target.snapshot}")
    found = book(target, say)
    made = editions(order, found, say)
    _publishable(order, target, simulated=any(edition.report.simulated for edition in made))
    words = [edition.words for edition in made]
    warned = hear(words, say, strict=order.strict, whole=not order.narrow)
    say(f"{target.path}: rendering {', '.join(edition.report.edition for edition in made)}")
    built = pages(order, target, made)
    folder = order.output / target.path
    if order.narrow:
        written = files.put(folder, built)
    else:
        written = files.put(folder, built, before=stamps.names(order, target.path))
        stamps.save(order, target.path, built, inputs, warned)
        shelf.leave(order, found, made[-1].report)
    say(f"{target.path}: {len(built)} files, {written} of them new or changed")
    say(str(order.output / made[-1].folder / "index.html"))


def _ask_again(order: Order, target: Target, say: Say) -> None:
    """Say which questions still wait for the writer's answer; no page tells of them."""
    if left := content.unanswered(order.content, target.team.key, target.folder):
        files = ", ".join(left)
        say(f"{target.path}: {sum(left.values())} questions wait for an answer in {files}")


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
    from retro.build.compared import compare, opened
    from retro.build.edition import book
    from retro.render import facts_list

    target = one(order)
    read = book(target, say)
    report = read.report(*read.moments.edition(order.edition, order.as_of))
    return facts_list(compare(order, opened(order, target, say), report))


def mail(order: Order, *, say: Say) -> None:
    """Write each target's hand-off mail; say where and how large."""
    from retro.build.edition import letter

    keep_apart(order)
    for target in targets(order):
        folder = order.output / "mail" / target.path
        name = order.edition or "handoff"
        text, eml = letter(order, target, say)
        files.put(folder, {f"{name}.txt": text, f"{name}.eml": eml})
        say(f"{folder / name}.txt: {len(text):,} bytes of text")
        say(f"{folder / name}.eml: {len(eml):,} bytes, the page attached; nothing was sent")


def draft(order: Order, *, say: Say) -> str:
    """Return the outline of one target's letter, its numbers filled in, to be edited."""
    from retro.build.drafting import text

    return text(order, one(order), say)


def draft_chapters(order: Order, *, say: Say) -> None:
    """Write each target's chapters that are not there yet, with slots for numbers."""
    from retro.build.drafting import write_chapters

    for target in targets(order):
        write_chapters(order, target, say)


def today(order: Order, *, now: Now, whole: bool, say: Say) -> str:
    """Return how one target's cycle stands, as text for a terminal."""
    from retro.build.midcycle import text

    return text(order, one(order), now(), say, whole=whole)


def _home(order: Order, say: Say) -> None:
    """Write what stands over all retrospectives that are built, of whatever team."""
    there = [
        target
        for target in readable(replace(order, team=None), say)
        if snapshot.exists(target.snapshot)
        and (order.output / target.path / "index.html").exists()
    ]
    if not order.narrow and stamps.current(order, stamps.HOME, stamps.over(order, there)):
        return
    from retro.build.shelf import pages

    built = pages(order, there, say)
    files.put(order.output, built, before=stamps.names(order, stamps.HOME))
    stamps.save(order, stamps.HOME, built, stamps.over(order, there))
