"""Collecting: the snapshot of each target made, or topped up, and proved before it is kept."""

from functools import partial

from retro import snapshot
from retro.collect import Options, Request, ask_trackers
from retro.collect import collect as from_servers
from retro.job.order import Order, targets
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.record.target import Target
from retro.record.vote_agreement import votes_agree


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
        proof=partial(votes_agree, target.team.gerrit, say),
        others=partial(ask_trackers, request),
    )
