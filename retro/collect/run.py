"""One collection, from the first request to the snapshot."""

from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

from retro import disk, snapshot
from retro.collect.ahead import Ahead
from retro.collect.beside import Beside
from retro.collect.gerrit.base import base
from retro.collect.gerrit.changes import GerritChanges
from retro.collect.gerrit.collector import Collector
from retro.collect.gerrit.parts import collections, holes
from retro.collect.listener import Listener, Nobody
from retro.collect.options import Options
from retro.collect.plan import Plan, watched
from retro.collect.round import Round
from retro.collect.tracker import Collected
from retro.collect.work import Work
from retro.errors import SourceError
from retro.messages import triggers
from retro.model.cycle import Cycle
from retro.model.team import Notes, Team
from retro.model.time import Now, Sleep
from retro.progress import Say
from retro.snapshot.settings import settings


def collect(
    team: Team,
    notes: Notes,
    cycle: Cycle,
    folder: Path,
    *,
    work: Path,
    now: Now,
    sleep: Sleep,
    say: Say,
    origin: str = "live",
    options: Options | None = None,
    proof: snapshot.Proof | None = None,
    listener: Listener | None = None,
    others: Callable[[], Collected] = Collected,
    round: Round | None = None,
    go_on: Callable[[Ahead], bool] | None = None,
) -> snapshot.Manifest | None:
    """Ask the team's servers for one cycle and write the snapshot.

    A live snapshot with the same settings is topped up: only what moved since is asked. What was
    deleted on the server since then stays in it. A run that was cut short goes on where it
    stopped. Changes of every branch come: which branches count is decided when measuring, since
    a change can move from one to another.

    Args:
        team: Which server and projects; who is a robot, who opted out.
        notes: Its roster names accounts, which are found by username here, and it may watch
            work in other projects.
        cycle: The window.
        folder: Where the snapshot goes. Until the last step the one that lies there stays.
        work: A folder for answers as they came, empty again once they are packed.
        now: The clock.
        sleep: Waits so many seconds before a request is tried again.
        say: Takes plain lines on how it goes.
        origin: What the manifest says about the records' origin.
        options: How to ask; by default one request at a time. What is asked anew is not answered
            from the work folder either.
        proof: Holds the new records against what they say of votes, for the manifest.
        listener: Hears of each record as it is packed; by default nobody does.
        others: Collects what lies beside Gerrit, once Gerrit is done, or, with several lanes, at
            once with its records; by default nothing.
        round: What it has in common with other collections; by default it is alone.
        go_on: Told what is ahead once the index is there, and tells whether to go on; by default
            all but a dry run does. What was answered is kept, but for a dry run.

    Returns:
        The manifest of the new snapshot; None where it did not go on.

    Raises:
        SourceError: The server is silent, refuses, or answers in another shape.
    """
    # not at the top: requests takes longer to import than most commands to run
    from retro.collect.http import Asker

    options = options or Options()
    round = round or Round(now(), sleep, options)
    if origin == "live" and not options.contact and round.first("contact"):
        say("no contact given: with --contact or RETRO_CONTACT the server's keepers can reach you")
    chosen = settings(team, notes, cycle)
    known = None if options.anew else base(folder, chosen, origin, say)
    plan = Plan(
        tool=snapshot.TOOL,
        settings=chosen,
        watch=watched(notes),
        base=known.digest if known else "",
        started=round.started,
    )
    disk.sweep(work.parent)
    draft = disk.draft(work.parent) if options.dry_run else nullcontext(work)
    eager = options.lanes > 1 and round.alone and not (go_on or options.dry_run)
    beside = Beside(others, round.stop, meanwhile=eager)
    goes = go_on or (lambda _: not options.dry_run)
    with draft as place, disk.scratch(place) as lines, beside:
        bodies = Work(place)
        if options.anew and round.first(f"anew {work}"):
            bodies.clear()
        begun = bodies.begin(plan)
        if round.first(str(work)) and begun is not plan:
            say(f"going on with the collection that began at {begun.started:%Y-%m-%d %H:%M} UTC")
        collector = Collector(
            team=team,
            notes=notes,
            cycle=cycle,
            plan=begun,
            base=known,
            work=bodies,
            lines=lines,
            options=options,
            now=now,
            say=say,
            go_on=lambda ahead: goes(ahead) and beside.begin(),
            listener=listener or Nobody(),
            eager=eager,
        )
        shared = round.shared(team.key)
        gate, server = round.gate(team.gerrit.server), team.gerrit.server
        with closing(Asker(server, now=now, sleep=sleep, options=options, gate=gate)) as asker:
            round.met(team.key, asker)
            crawl = collector.crawl(GerritChanges(asker, bodies, shared))
        if crawl is None:
            return None
        more = beside.found()
        header = snapshot.Header(
            team=team.key,
            cycle=cycle.name,
            window=snapshot.Window(
                start=cycle.begins,
                end=cycle.ends,
                lead_in_days=team.lead_in_days,
                reaches=begun.started,
            ),
            gaps=(*holes(crawl), *more.holes),
            settings=chosen,
        )
        parts = [*collections(crawl, origin, triggers(team.gerrit)), *more.parts]
        try:
            manifest = snapshot.write(folder, header, parts, proof=proof)
        except SourceError:
            # packing met what was let in: to keep the answers would end each later run as well
            bodies.clear()
            shared.forget()
            raise
        bodies.clear()
    for held in manifest.collections:
        say(f"{held.name}: {held.records} records, {held.bytes} bytes")
    return manifest
