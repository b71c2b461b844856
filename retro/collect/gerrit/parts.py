"""The parts of a snapshot, made of what was collected."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from heapq import merge
from operator import itemgetter

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from retro.collect.gerrit.accounts import Who
from retro.collect.gerrit.base import Base
from retro.collect.gerrit.crawl import Index
from retro.collect.gerrit.full_records import FullRecords
from retro.collect.gerrit.labels import LabelsAsked
from retro.collect.gerrit.pack import Packer
from retro.collect.gerrit.replies import Replies
from retro.collect.gerrit.watch import Watched
from retro.collect.tracker import Part
from retro.messages import Triggers
from retro.outline import words
from retro.snapshot import Hole, Records, Source
from retro.snapshot.gerrit import ACCOUNTS, CHANGES, INDEX, LABELS, WATCH, ChangeInfo, IndexInfo

_Line = ChangeInfo | msgspec.Raw


class Cost(Struct, frozen=True):
    """What one part of the collection took."""

    started: datetime
    finished: datetime
    requests: int

    def next(self, now: datetime, requests: int) -> "Cost":
        """Return the part that began when this one ended."""
        return Cost(self.finished, now, requests)


class Crawl(Struct, frozen=True, kw_only=True):
    """What one server said, and what each part of it took."""

    server: str
    base: Base | None
    index: Index
    records: FullRecords
    replies: Replies
    who: Who
    labels: LabelsAsked
    watched: Watched
    unknown_options: tuple[str, ...]
    overfull: tuple[str, ...]
    indexing: Cost
    fetching: Cost
    watching: Cost
    labelling: Cost

    @property
    def hidden(self) -> tuple[int, ...]:
        """Return the changes in play of which there is no record."""
        return tuple(
            sorted(self.records.hidden | self.records.failed.keys() | self.records.unread.keys())
        )

    @property
    def shown(self) -> frozenset[int]:
        """Return the changes in play of which there is a record."""
        return frozenset(self.index.in_play).difference(self.hidden)

    @property
    def packed_early(self) -> frozenset[int]:
        """Return the changes whose lines stand as they were packed when they came."""
        # what is said in comments was not known then
        return self.records.early.numbers(self.who) - self.replies.known


def collections(crawl: Crawl, origin: str, triggers: Triggers) -> Sequence[Part]:
    """Return each collection's source and records; the records are packed as they are read."""
    packer = Packer(crawl.who, triggers)
    rows = crawl.index.rows
    index = [rows[number] for number in sorted(rows)]

    def source(
        name: str,
        cost: Cost,
        queries: tuple[str, ...],
        records: Iterable[IndexInfo] = (),
        hidden: tuple[int, ...] = (),
    ) -> Source:
        return Source(
            name=name,
            origin=origin,
            server=crawl.server,
            version=crawl.index.version,
            queries=queries,
            started=cost.started,
            finished=cost.finished,
            requests=cost.requests,
            counts=dict(Counter(record.project for record in records)),
            hidden=hidden,
        )

    batches = ("change:N OR …",)
    in_full = [rows[number] for number in sorted(crawl.shown)]
    fetched = Cost(crawl.fetching.started, crawl.fetching.finished, 0)
    parts: list[Part] = [
        (
            source(CHANGES, crawl.fetching, batches, in_full, crawl.hidden),
            _changes(crawl, packer),
        ),
        (
            source(
                INDEX,
                crawl.indexing,
                crawl.index.queries,
                index,
                tuple(sorted(crawl.index.unread)),
            ),
            map(packer.index, index),
        ),
        (source(ACCOUNTS, fetched, batches), crawl.who.infos),
    ]
    if not crawl.labels.hole:
        parts.append(
            (_labels_source(crawl, source(LABELS, crawl.labelling, batches)), crawl.labels.records)
        )
    if crawl.watched.queries:
        found = source(WATCH, crawl.watching, crawl.watched.queries)
        found = replace(found, counts=crawl.watched.counts)
        parts.append((found, crawl.watched.records))
    return parts


def _labels_source(crawl: Crawl, source: Source) -> Source:
    """Return the source of what the server says of labels, as of the day when it was asked."""
    labels = crawl.labels
    counts = dict(Counter(rule.project for rule in labels.records))
    asked = labels.stands or source
    return replace(source, counts=counts, started=asked.started, finished=asked.finished)


def _changes(crawl: Crawl, packer: Packer) -> Records:
    """Return the records by number; where none is new, those of the base as they lie there."""
    same = crawl.base.untouched(crawl.shown) if crawl.base and not crawl.records.numbers else None
    return same or _merged(crawl, packer)


def _merged(crawl: Crawl, packer: Packer) -> Iterator[_Line]:
    """Yield those fetched now, and all others from the base."""
    shown = crawl.shown
    old = crawl.base.changes() if crawl.base else iter(())
    kept: Iterator[tuple[int, _Line]] = (
        (change._number, change)
        for change in old
        if change._number in shown and change._number not in crawl.records.numbers
    )
    _pack_late(crawl, packer)
    lines: Iterator[tuple[int, _Line]] = crawl.records.early.lines()
    return (line for _, line in merge(kept, lines, key=itemgetter(0)))


def _pack_late(crawl: Crawl, packer: Packer) -> None:
    """Pack what could not be packed as it came, or has to be packed otherwise."""
    early, packed = crawl.records.early, crawl.packed_early
    if crawl.records.numbers.difference(crawl.hidden, packed):
        for record in crawl.records:
            number = record["_number"]
            if number not in packed:
                early.put(packer.change(record, crawl.replies.of(number)))


def holes(crawl: Crawl) -> tuple[Hole, ...]:
    """Return what the collections lack, with the reason."""
    found = [
        (ACCOUNTS, f"{name}, named by the team, is on no change that was collected")
        for name in crawl.who.unknown
    ]
    if crawl.records.hidden:
        hidden = words.counted(len(crawl.records.hidden), "changes")
        found.append((CHANGES, f"the server does not show {hidden} that it names"))
    found += [
        (CHANGES, f"the server fails at change {number}: {why}")
        for number, why in sorted(crawl.records.failed.items())
    ]
    if failed := crawl.replies.failed:
        why = next(iter(failed.values()))
        some = words.counted(len(failed), "changes")
        found.append((CHANGES, f"the comments of {some} are not known: {why}"))
    found += [
        (INDEX, f"change {number} can't be read: {why}")
        for number, why in sorted(crawl.index.unread.items())
    ]
    found += [
        (CHANGES, f"change {number} can't be read: {why}")
        for number, why in sorted(crawl.records.unread.items())
    ]
    found += [
        (CHANGES, f"the server does not know the option {name}") for name in crawl.unknown_options
    ]
    found += [
        (
            INDEX,
            f"more changes than the server lists were last touched at {second}: some are missing",
        )
        for second in crawl.overfull
    ]
    if why := crawl.labels.hole:
        found.append((LABELS, f"the server was asked what votes mean: {why}"))
    else:
        said = sorted(crawl.labels.lacks)
        found += [(LABELS, f"the server was asked what votes mean: {why}") for why in said]
    found += [(WATCH, why) for why in crawl.watched.holes]
    return tuple(Hole(collection=collection, why=why) for collection, why in found)
