"""One collection, from the first request to the snapshot."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from retro import snapshot
from retro.collect.accounts import Person, Who, meet, recognise
from retro.collect.crawl import Crawl, Crawler, Leg, Say
from retro.collect.gerrit import decoded
from retro.collect.pack import Packer
from retro.collect.patience import Patience
from retro.collect.work import Work
from retro.model.cycle import Cycle
from retro.model.team import Notes, Team
from retro.snapshot import Source
from retro.snapshot.gerrit import ChangeInfo, IndexInfo


def collect(
    team: Team,
    notes: Notes,
    cycle: Cycle,
    folder: Path,
    *,
    work: Path,
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    say: Say,
    origin: str = "live",
    patience: Patience | None = None,
    contact: str = "",
) -> snapshot.Manifest:
    """Ask the team's servers for one cycle and write the snapshot.

    Changes of every branch come: which branches count is decided when measuring, since a change
    can move from one to another.

    Args:
        team: Which server and projects; who is a robot, who opted out.
        notes: Its roster names accounts, which are found by username here.
        cycle: The window.
        folder: Where the snapshot goes. Until the last step the one that lies there stays.
        work: A folder for raw answers, empty again once they are packed.
        now: The clock.
        sleep: Waits so many seconds before a request is tried again.
        say: Takes plain lines on how it goes.
        origin: What the manifest says about the records' origin.
        patience: How long to wait and how often to try.
        contact: An address in the User-Agent, by which the server's keepers may reach us.

    Returns:
        The manifest of the new snapshot.

    Raises:
        SourceError: The server is silent, refuses, or answers in another shape.
    """
    # not at the top: requests takes longer to import than most commands to run
    from retro.collect.http import Asker

    bodies = Work(work)
    bodies.clear()
    asker = Asker(
        team.gerrit.server,
        now=now,
        sleep=sleep,
        patience=patience or Patience(),
        contact=contact,
    )
    try:
        crawl = Crawler(asker, bodies, team, now, say).crawl(cycle)
    finally:
        asker.close()
    who = recognise(_people(bodies), team.gerrit, (tenure.account for tenure in notes.roster))
    header = _header(team, cycle, crawl, who)
    manifest = snapshot.write(folder, header, _collections(crawl, bodies, who, origin))
    bodies.clear()
    for held in manifest.collections:
        say(f"{held.name}: {held.records} records, {held.bytes} bytes")
    return manifest


def _people(work: Work) -> dict[int, Person]:
    people: dict[int, Person] = {}
    for record in _details(work):
        meet(people, record)
    return people


def _details(work: Work) -> Iterator[dict[str, Any]]:
    """Yield the changes in full as the server sent them, by number: batches come in order."""
    for bodies in work.batches("details"):
        batch = [record for body in bodies for record in decoded(body, list[dict[str, Any]], "")]
        yield from sorted(batch, key=itemgetter("_number"))


def _changes(crawl: Crawl, work: Work, packer: Packer) -> Iterator[ChangeInfo]:
    left = set(crawl.numbers)
    for record in _details(work):
        if record["_number"] in left:
            left.remove(record["_number"])
            yield packer.change(record)


def _collections(
    crawl: Crawl, work: Work, who: Who, origin: str
) -> Sequence[tuple[Source, Iterable[Struct]]]:
    packer = Packer(who)
    index = [crawl.index[number] for number in sorted(crawl.index)]
    shown = [crawl.index[number] for number in sorted({*crawl.numbers}.difference(crawl.hidden))]

    def source(name: str, leg: Leg, records: Iterable[IndexInfo] = (), **more: Any) -> Source:
        counts = dict(Counter(record.project for record in records))
        return Source(
            name=name,
            origin=origin,
            server=crawl.server,
            version=crawl.version,
            counts=counts,
            **asdict(leg),
            **more,
        )

    return (
        (
            source("gerrit-changes", crawl.fetching, shown, hidden=crawl.hidden),
            _changes(crawl, work, packer),
        ),
        (source("gerrit-index", crawl.indexing, index), map(packer.index, index)),
        (source("gerrit-accounts", replace(crawl.fetching, requests=0)), who.infos),
    )


def _header(team: Team, cycle: Cycle, crawl: Crawl, who: Who) -> snapshot.Header:
    gaps = [
        snapshot.Hole(
            collection="gerrit-accounts",
            why=f"{name}, named by the team, is on no change that was collected",
        )
        for name in who.unknown
    ]
    if crawl.hidden:
        why = f"the server names {len(crawl.hidden)} changes that it does not show"
        gaps.append(snapshot.Hole(collection="gerrit-changes", why=why))
    return snapshot.Header(
        team=team.key,
        cycle=cycle.name,
        window=snapshot.Window(
            start=cycle.begins,
            end=cycle.ends,
            lead_in_days=team.lead_in_days,
            reaches=crawl.indexing.started,
        ),
        gaps=tuple(gaps),
    )
