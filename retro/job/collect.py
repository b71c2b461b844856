"""Collecting: the snapshots of one team, or of all teams in one round."""

from retro import snapshot
from retro.collect import Options
from retro.faults import refuse
from retro.job.order import Order
from retro.job.rounds import Run
from retro.job.tally import Tally
from retro.job.targets import meant, named, read
from retro.model.time import Now, Sleep
from retro.progress import Say, unheard


def collect(
    order: Order, options: Options, *, now: Now, sleep: Sleep, say: Say, moving: Say = unheard
) -> None:
    """Make, or top up, the snapshot of each target from the servers.

    Raises:
        ContentError: All is collected but what a query asks for that the server refuses.
        RetroError: Some are not collected; it carries what is wrong with each. Others are.
    """
    pairs = meant(order)
    run = Run(order, options, now=now, sleep=sleep, say=say, moving=moving)
    if len(pairs) == 1 and options.dry_run:
        run.dry(named(order, *pairs[0]))
        return
    if len(pairs) == 1:
        refuse(run.alone().collect(named(order, *pairs[0]), say))
        return
    tally = Tally("collected", say, among=len(pairs), command="collect")
    run.every(read(order, pairs, tally), tally)


def collect_missing(
    order: Order, options: Options, *, now: Now, sleep: Sleep, say: Say, moving: Say = unheard
) -> None:
    """Make the snapshots that are not there yet.

    Raises:
        RetroError: Some are not collected; it carries what is wrong with each. Others are.
    """
    pairs = meant(order)
    tally = Tally("collected", say, among=len(pairs), command="collect")
    found = read(order, pairs, tally)
    missing = [target for target in found if not snapshot.exists(target.snapshot)]
    run = Run(order, options, now=now, sleep=sleep, say=say, moving=moving)
    if len(missing) == 1:
        with tally.held(missing[0].path):
            run.alone().collect_missing(missing[0], say)
    elif missing:
        run.every(missing, tally)
    tally.refuse()
