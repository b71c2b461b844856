"""A target's snapshot read, verified, and replayed into a book."""

from collections.abc import Iterator
from datetime import datetime

from retro import ledger
from retro import snapshot as snapshots
from retro.errors import SnapshotError
from retro.ledger.bugs import bugs
from retro.model.bug import Bugs
from retro.model.change import Accounts, Change
from retro.model.label import Served
from retro.model.team import Notes, Team
from retro.model.watch import Watched
from retro.record import gerrit_parts, trackers
from retro.record.book import Book
from retro.record.feature_records import feature_records
from retro.record.target import Target
from retro.snapshot import Snapshot
from retro.snapshot.gerrit import (
    ACCOUNTS,
    CHANGES,
    INDEX,
    LABELS,
    WATCH,
    ChangeInfo,
    IndexInfo,
    RobotInfo,
    WatchInfo,
)
from retro.snapshot.launchpad import BugTaskInfo


def read(target: Target) -> Book:
    """Read and verify a target's snapshot, and replay every change in it.

    Raises:
        SnapshotError: There is none, or it was cut or altered.
    """
    with snapshots.unchanged(target.snapshot):
        return _read(target)


def _read(target: Target) -> Book:
    snapshot = snapshots.read(target.snapshot)
    gerrit = target.team.gerrit
    accounts = gerrit_parts.accounts(snapshot.records(ACCOUNTS, RobotInfo), gerrit.people)
    # read twice, so that the records needn't all be held while the copy rules are learned
    records = snapshot.records(CHANGES, ChangeInfo)
    learned = ledger.learn(records, _served(snapshot), ruled=bool(gerrit.copy_rules))
    records = snapshot.records(CHANGES, ChangeInfo)
    known = _bugs(snapshot, target.team)
    changes = ledger.histories(records, accounts, gerrit, learned)
    return Book(
        target=target,
        manifest=snapshot.manifest,
        accounts=accounts,
        labels=ledger.labels(gerrit, accounts, learned),
        changes=tuple(_replayed(target, changes)),
        first_uploads=_first_uploads(snapshot, accounts),
        watched=_watched(snapshot, target.notes),
        feature_records=feature_records(snapshot, target, known),
        bugs=known,
    )


def _replayed(target: Target, changes: Iterator[Change]) -> Iterator[Change]:
    """Hand on the changes; a record that says what none can say is the snapshot's fault."""
    try:
        yield from changes
    except ValueError as error:
        what = f"a change's record can't be replayed: {error}"
        hint = target.command("collect")
        raise SnapshotError(what, where=str(target.snapshot), hint=hint) from error


def _bugs(snapshot: Snapshot, team: Team) -> Bugs | None:
    collection, gaps = snapshot.manifest.holding("bugs"), snapshot.manifest.gaps
    if collection is None:
        return None
    own = trackers.of_team(team, collection, gaps)
    records = snapshot.records(collection.name, BugTaskInfo)
    kept = (one for one in records if one.project in own.counts)
    return bugs(kept, own, (*gaps, *trackers.unasked(team, own, gaps)))


def _served(snapshot: Snapshot) -> Iterator[Served]:
    """Return what the server says of labels, if it was asked and said anything."""
    asked = snapshot.manifest.collection(LABELS)
    return snapshot.records(LABELS, Served) if asked else iter(())


def _first_uploads(snapshot: Snapshot, accounts: Accounts) -> dict[int, datetime] | None:
    if snapshot.manifest.collection(INDEX) is None:
        return None
    return gerrit_parts.first_uploads(snapshot.records(INDEX, IndexInfo), accounts)


def _watched(snapshot: Snapshot, notes: Notes) -> dict[str, tuple[Watched, ...]] | None:
    collection = snapshot.manifest.collection(WATCH)
    if collection is None:
        return None
    works = gerrit_parts.watched(notes, snapshot.records(WATCH, WatchInfo))
    # a query that the server refused was not answered, which is not the same as nothing found
    return {title: records for title, records in works.items() if title in collection.counts}
