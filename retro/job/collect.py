"""Collecting: the snapshot of each target made, or topped up, and proved before it is kept."""

from functools import partial

from retro import snapshot
from retro.collect import Options, Request, ask_trackers
from retro.collect import collect as from_servers
from retro.job.order import Order, targets
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.record import branches
from retro.record.target import Target
from retro.record.vote_agreement import votes_agree
from retro.snapshot import Agreement, Snapshot


def collect(order: Order, options: Options, *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make, or top up, the snapshot of each target from the servers."""
    for target in targets(order):
        _collect(order, target, options, now=now, sleep=sleep, say=say)


def collect_missing(order: Order, options: Options, *, now: Now, sleep: Sleep, say: Say) -> None:
    """Make the snapshots that are not there yet."""
    for target in targets(order):
        if not snapshot.exists(target.snapshot):
            say(f"{target.path}: no snapshot yet, collecting one")
            _collect(order, target, options, now=now, sleep=sleep, say=say)


def _proved(target: Target, say: Say, made: Snapshot) -> Agreement:
    """Say what of the snapshot is counted; return how far the replay of its votes agrees."""
    gerrit = target.team.gerrit
    places = branches.recorded(gerrit, target.cycle, made)
    say(f"branches: {branches.told(gerrit, places)}")
    return votes_agree(gerrit, say, made)


def _collect(
    order: Order, target: Target, options: Options, *, now: Now, sleep: Sleep, say: Say
) -> None:
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
    from_servers(
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
