"""What a set of records tells about its server: copy conditions, and since when it lists copies.

A first pass collects it, so that the second can judge the uploads at which the server says
nothing. Only what stands near in time is believed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from retro.ledger.uploads import number_of
from retro.messages import OPENSTACK, Condition, Names, Reader, Reading
from retro.snapshot.gerrit import ChangeInfo, MessageInfo, moment

# Conditions change: Code-Review's stock one was MIN alone until April 2015.
NEAR = timedelta(days=366)
_MARK = "opy condition"
_SITE = "Looks good to me (core reviewer)"


class Learned(Struct, frozen=True):
    """What was learned; empty, it changes nothing.

    Attributes:
        conditions: A label's conditions with the moment of each sight, in time order.
        ranges: A label's lowest and highest vote seen.
        members: (atom on a group, account) that were seen to hold together.
        lists: Since when uploads list what they copied.
        lates: Since when late votes list the patch sets that they reached.
        names: The value names, where the messages give the site away.
    """

    conditions: dict[str, tuple[tuple[datetime, str], ...]] = {}
    ranges: dict[str, tuple[int, int]] = {}
    members: frozenset[tuple[str, int]] = frozenset()
    lists: datetime | None = None
    lates: datetime | None = None
    names: Names | None = None

    def near(self, label: str, at: datetime) -> str | None:
        """Return the label's condition that was seen nearest to a moment, if near enough."""
        seen = self.conditions.get(label, ())
        found = min(seen, key=lambda sight: abs(sight[0] - at), default=None)
        return found[1] if found and abs(found[0] - at) <= NEAR else None


def learn(records: Iterable[ChangeInfo]) -> Learned:
    """Return what records tell about their server; reads only the messages that may tell."""
    learner = _Learner()
    for record in records:
        learner.votes(record)
        for message in record.messages:
            text = message.message
            if _MARK in text or "Votes:" in text:
                learner.lists(message)
            elif _SITE in text:
                learner.names = OPENSTACK
    return learner.learned()


class _Learner:
    """Collects what is seen; the order of records makes no difference."""

    def __init__(self) -> None:
        self.names: Names | None = None
        self._read = Reader().read
        self._seen: dict[str, dict[datetime, str]] = {}
        # Packing keeps a label's votes, not its range; on some servers Code-Review ends at one.
        self._values: dict[str, set[int]] = {"Code-Review": {-2, 2}}
        self._members: set[tuple[str, int]] = set()
        self._since: dict[bool, datetime] = {}

    def votes(self, record: ChangeInfo) -> None:
        for label, info in record.labels.items():
            self._values.setdefault(label, set()).update(vote.value for vote in info.all)

    def lists(self, message: MessageInfo) -> None:
        reading, at = self._read(message.message), moment(message.date)
        if reading.copied is not None or reading.follow_ups:
            # Uploads list since 3.7, late votes since 3.8: silence before that means nothing.
            late = bool(reading.follow_ups)
            self._since[late] = min(at, self._since.get(late, at))
        self._conditions(at, number_of(message.author), reading)

    def _conditions(self, at: datetime, uploader: int | None, reading: Reading) -> None:
        for condition in reading.conditions:
            self._seen.setdefault(condition.label, {})[at] = condition.text
            self._values.setdefault(condition.label, set()).update(condition.values)
            self._members.update(_members(condition, uploader))

    def learned(self) -> Learned:
        return Learned(
            conditions={label: _turns(seen) for label, seen in self._seen.items()},
            ranges={
                label: (min(found), max(found)) for label, found in self._values.items() if found
            },
            members=frozenset(self._members),
            lists=self._since.get(False),
            lates=self._since.get(True),
            names=self.names,
        )


def _members(condition: Condition, uploader: int | None) -> Iterable[tuple[str, int]]:
    for atom in condition.met:
        if atom.startswith("uploaderin:") and uploader is not None:
            yield atom, uploader
        elif atom.startswith("approverin:"):
            yield from ((atom, account) for account in condition.accounts)


def _turns(seen: dict[datetime, str]) -> tuple[tuple[datetime, str], ...]:
    """Return the first and last sight of each run of one condition."""
    sights = sorted(seen.items())
    return tuple(
        sight
        for index, sight in enumerate(sights)
        if index in (0, len(sights) - 1)
        or sights[index - 1][1] != sight[1]
        or sights[index + 1][1] != sight[1]
    )
