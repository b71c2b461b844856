"""Collecting: the snapshot of each target made, or topped up, and proved before it is kept."""

from contextlib import suppress
from functools import partial

from retro import content, snapshot
from retro.collect import Options, Request, ask_trackers
from retro.collect import collect as from_servers
from retro.content import Doubt, Names
from retro.errors import ContentError, SnapshotError
from retro.job.order import Order
from retro.job.refusals import refusals
from retro.job.targets import targets
from retro.job.writers import of_content
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.record import branches
from retro.record.target import Target
from retro.record.vote_agreement import proved, votes_agree
from retro.snapshot import Agreement, Manifest, Snapshot


def collect(order: Order, options: Options, *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make, or top up, the snapshot of each target from the servers.

    Raises:
        ContentError: All is collected but what a query asks for that the server refuses.
    """
    refused: list[Doubt] = []
    for target in targets(order):
        _say_slips(order, target, say)
        with of_content(order, target.path, "collect", say):
            made = _collect(order, target, options, now=now, sleep=sleep, say=say)
        if made:
            said = refusals(target.notes, made)
            refused += content.refused(order.content, target.team.key, target.folder, said)
    if refused:
        first, more = refused[0], len(refused) - 1
        what = first.what + (f", and {more} more" if more else "")
        raise ContentError(what, where=first.where, hint=first.hint)


def _say_slips(order: Order, target: Target, say: Say) -> None:
    """Say what cycle.yaml names in vain, as far as that is known before anybody is asked."""
    names = Names(days=(target.cycle.start, target.cycle.release))
    for slip in content.unheeded(order.content, target.team.key, target.folder, names):
        say(f"warning: {slip.where}: {slip.what}; {slip.hint}")


def collect_missing(order: Order, options: Options, *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make the snapshots that are not there yet."""
    for target in targets(order):
        if snapshot.exists(target.snapshot):
            continue
        with of_content(order, target.path, "collect", say):
            if not snapshot.exists(target.snapshot):
                say(f"{target.path}: no snapshot yet, collecting one")
                _collect(order, target, options, now=now, sleep=sleep, say=say)


def _proved(target: Target, say: Say, made: Snapshot) -> Agreement:
    """Say what of the snapshot is counted; return how far the replay of its votes agrees.

    The same records by the same rules agree as they did.
    """
    gerrit = target.team.gerrit
    before = _proof_before(target)
    if before and before.proved == proved(gerrit, made.manifest):
        say("no change has moved since the last collection")
        return before
    places = branches.recorded(gerrit, target.cycle, made)
    say(f"branches: {branches.told(gerrit, places)}")
    return votes_agree(gerrit, say, made)


def _proof_before(target: Target) -> Agreement | None:
    with suppress(SnapshotError):
        return snapshot.read(target.snapshot).manifest.labels
    return None


def _collect(
    order: Order, target: Target, options: Options, *, now: Now, sleep: Sleep, say: Say
) -> Manifest | None:
    work = order.cache / "collect" / target.path
    request = Request(
        team=target.team,
        cycle=target.cycle,
        work=order.cache / "specs",
        now=now,
        sleep=sleep,
        say=say,
        options=options,
        clone=order.specs,
    )
    return from_servers(
        target.team,
        target.notes,
        target.cycle,
        target.snapshot,
        work=work,
        now=now,
        sleep=sleep,
        say=say,
        options=options,
        proof=partial(_proved, target, say),
        others=partial(ask_trackers, request),
    )
