"""The snapshot that is there: whether it can be topped up, and what it knows already."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from retro import snapshot
from retro.collect.gerrit.accounts import Who, reasons
from retro.collect.people import accounts_in
from retro.collect.robots import Spoken
from retro.errors import SnapshotError
from retro.model.label import Served
from retro.progress import Say
from retro.snapshot.gerrit import (
    ACCOUNTS,
    CHANGES,
    INDEX,
    LABELS,
    ChangeInfo,
    IndexInfo,
    RobotInfo,
    moment,
)


class _Touched(Struct, frozen=True):
    _number: int
    updated: str


class Base:
    """A snapshot to top up: only what moved since is asked, the rest is taken from it."""

    def __init__(self, held: snapshot.Snapshot) -> None:
        """Take a snapshot that was made with the settings of today."""
        self._held = held
        self.digest = held.manifest.digest
        self.robots = tuple(held.records(ACCOUNTS, RobotInfo))
        self.index = {row._number: row for row in held.records(INDEX, IndexInfo)}
        listed = held.manifest.collection(INDEX)
        self.unread = listed.hidden if listed else ()
        changes = held.records(CHANGES, _Touched)
        self.labels_asked = held.manifest.collection(LABELS)
        self.labels = tuple(held.records(LABELS, Served)) if self.labels_asked else ()
        self.updated = {change._number: change.updated for change in changes}

    @property
    def newest(self) -> datetime:
        """Return the last update that is known: the server's own clock tells where to go on."""
        reaches = self._held.manifest.window.reaches
        # A server's clock may run behind ours; its own stamps are what `since:` is held against.
        return min((reaches, max(map(moment, (row.updated for row in self.index.values())))))

    def untouched(self, shown: Collection[int]) -> snapshot.Untouched | None:
        """Return the full records as they are packed, if they are all and no other."""
        return self._held.untouched(CHANGES) if self.updated.keys() == {*shown} else None

    def changes(self) -> Iterator[ChangeInfo]:
        """Yield the full records, by number."""
        return self._held.records(CHANGES, ChangeInfo)

    def spoken(self) -> Iterator[Spoken]:
        """Yield what was said on each change, by number."""
        return self._held.records(CHANGES, Spoken)

    def outdated(self, who: Who) -> set[int]:
        """Return the changes on which somebody is whose words are packed otherwise today.

        An account may turn out to be a robot, or a person, or to have opted out, after its words
        were packed.
        """
        others = {number for number, _ in reasons(self.robots) ^ who.reasons} | who.dropped
        if not others:
            return set()
        return {change._number for change in self.changes() if others & _people(change)}


def _people(change: ChangeInfo) -> set[int]:
    return {account["_account_id"] for account in accounts_in(msgspec.to_builtins(change))}


def base(folder: Path, settings: Mapping[str, str], origin: str, say: Say) -> Base | None:
    """Return the snapshot of a folder if it can be topped up; say why not if it can't."""
    if not snapshot.exists(folder):
        return None
    try:
        found = snapshot.read(folder)
        why = _unfit(found.manifest, settings, origin)
        if not why:
            return Base(found)
    except SnapshotError as error:
        why = error.what
    say(f"collecting everything anew: {why}")
    return None


def _unfit(manifest: snapshot.Manifest, settings: Mapping[str, str], origin: str) -> str:
    """Return why a snapshot can't be topped up; nothing if it can."""
    held = (one for one in manifest.collections if one.name.startswith("gerrit-"))
    origins = {one.origin for one in held}
    if origins != {"live"} or origin != "live":
        return f"the snapshot is {' and '.join(sorted(origins))}"
    if manifest.packing != snapshot.PACKING:
        return f"the snapshot's records are packed another way, by {manifest.tool}"
    other = [name for name, value in settings.items() if manifest.settings.get(name) != value]
    if other:
        return f"since the snapshot was made, other settings: {', '.join(other)}"
    return ""
