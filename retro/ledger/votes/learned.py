"""What a set of records tells about its server: copy conditions, and since when it lists copies.

A first pass collects it, so that the second can judge the uploads at which the server says
nothing. Only what stands near in time is believed.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import itemgetter

from msgspec import Struct

from retro.ledger.uploads import number_of
from retro.ledger.votes.voters import Voters
from retro.ledger.votes.witness import Sight, needed, sights
from retro.messages import OPENSTACK, Condition, Names, Reader, Reading
from retro.model.label import Served
from retro.snapshot.gerrit import ChangeInfo, MessageInfo, moment

# Conditions change: Code-Review's stock one was MIN alone until April 2015.
NEAR = timedelta(days=366)
# Rules change within weeks: on gerrit-review Code-Review outlives new messages since 2021-02-18.
MANY, ENOUGH, CLEAR = 9, 3, 0.8
"""Of the nearest sights, how many are heard, how many are needed, how large a share must agree."""
# On OpenDev a change is merged by Zuul alone; elsewhere a few are forced past a label.
SEVERAL, NEARLY = 20, 0.95
"""Of so many merged changes so large a share has an approval on a label that gates."""
_MARK = "opy condition"
_SITE = "Looks good to me (core reviewer)"


class Learned(Struct, frozen=True):
    """What was learned; empty, it changes nothing.

    Attributes:
        conditions: A label's conditions with the moment of each sight, in time order.
        ranges: A label's lowest and highest vote seen.
        members: (atom on a group, account) that were seen to hold together.
        copies: Whether votes of a label outlived patch sets of a kind, by what records end with.
        gates: Labels without whose approval changes are not merged.
        lists: Since when uploads list what they copied.
        lates: Since when late votes list the patch sets that they reached.
        names: The value names, where the messages give the site away.
        voters: How many votes each account has on a label.
        tops: Code-Review's highest vote in projects where it is lower than usual.
        served: What the server itself says of labels.
    """

    conditions: dict[str, tuple[tuple[datetime, str], ...]] = {}
    ranges: dict[str, tuple[int, int]] = {}
    members: frozenset[tuple[str, int]] = frozenset()
    copies: dict[tuple[str, str], tuple[tuple[datetime, bool], ...]] = {}
    gates: frozenset[str] = frozenset()
    lists: datetime | None = None
    lates: datetime | None = None
    names: Names | None = None
    voters: dict[str, dict[int, int]] = {}
    tops: dict[str, int] = {}
    served: tuple[Served, ...] = ()

    def condition(self, label: str, at: datetime) -> tuple[str | None, bool]:
        """Return the label's condition at a moment, None if unknown, and whether it is certain.

        It is certain between two sights that agree; beyond, the nearest is a guess for a year.
        """
        seen = self.conditions.get(label, ())
        index = bisect(seen, at, key=itemgetter(0))
        around = seen[max(index - 1, 0) : index + 1]
        if 0 < index < len(seen) and around[0][1] == around[1][1]:
            return around[0][1], True
        near = [sight for sight in around if abs(sight[0] - at) <= NEAR]
        sight = min(near, key=lambda sight: abs(sight[0] - at), default=None)
        return (sight[1] if sight else None), False

    def copied(self, label: str, kind: str, at: datetime) -> bool | None:
        """Tell whether votes mostly outlived patch sets of a kind around a moment.

        None where too few are known, or these disagree.
        """
        seen = self.copies.get((label, kind), ())
        index = bisect(seen, at, key=itemgetter(0))
        around = sorted(seen[max(index - MANY, 0) : index + MANY], key=lambda s: abs(s[0] - at))
        near = [copied for when, copied in around[:MANY] if abs(when - at) <= NEAR]
        share = sum(near) / len(near) if len(near) >= ENOUGH else 0.5
        return share >= CLEAR if max(share, 1 - share) >= CLEAR else None


def learn(records: Iterable[ChangeInfo], served: Iterable[Served] = ()) -> Learned:
    """Return what records tell about their server; reads only the messages that may tell.

    Args:
        records: All records of one server that belong together.
        served: What the server was asked about its labels.
    """
    learner = _Learner()
    for record in records:
        learner.votes(record)
        learner.copies(record)
        for message in record.messages:
            text = message.message
            if _MARK in text or "Votes:" in text:
                learner.lists(message)
            elif _SITE in text:
                learner.names = OPENSTACK
    return learner.learned(tuple(served))


class _Learner:
    """Collects what is seen; the order of records makes no difference."""

    def __init__(self) -> None:
        self.names: Names | None = None
        self._read = Reader().read
        self._seen: dict[str, dict[datetime, str]] = {}
        # Packing keeps a label's votes, not its range; on some servers Code-Review ends at one.
        self._values: dict[str, set[int]] = {"Code-Review": {-2, 2}}
        self._members: set[tuple[str, int]] = set()
        self._sights: dict[tuple[str, str], list[Sight]] = {}
        self._merges: dict[str, Counter[bool]] = {}
        self._since: dict[bool, datetime] = {}
        self._voters = Voters()

    def votes(self, record: ChangeInfo) -> None:
        self._voters.take(record)
        for label, info in record.labels.items():
            self._values.setdefault(label, set()).update(vote.value for vote in info.all)

    def copies(self, record: ChangeInfo) -> None:
        for label, approved in needed(record).items():
            self._merges.setdefault(label, Counter())[approved] += 1
        for sight in sights(record, self._read):
            self._sights.setdefault((sight.label, sight.kind), []).append(sight)

    def _gates(self, label: str) -> bool:
        """Tell whether changes without an approval on a label are not merged."""
        merges = self._merges.get(label, Counter())
        return merges.total() >= SEVERAL and merges[True] >= NEARLY * merges.total()

    def _copies(self, label: str, sights: list[Sight]) -> tuple[tuple[datetime, bool], ...]:
        gates = self._gates(label)
        return tuple(sorted((s.at, s.copied) for s in sights if gates or not s.merged))

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

    def learned(self, served: tuple[Served, ...]) -> Learned:
        return Learned(
            conditions={label: _turns(seen) for label, seen in self._seen.items()},
            ranges={
                label: (min(found), max(found)) for label, found in self._values.items() if found
            },
            members=frozenset(self._members),
            copies={key: self._copies(key[0], seen) for key, seen in self._sights.items()},
            gates=frozenset(filter(self._gates, self._merges)),
            lists=self._since.get(False),
            lates=self._since.get(True),
            names=self.names,
            voters={label: dict(votes) for label, votes in self._voters.votes.items()},
            tops=self._voters.tops(),
            served=served,
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
