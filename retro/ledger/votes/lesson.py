"""The first pass over records: what each of them tells about its server, summed up.

Lessons of parts of the records make the lesson of all, whatever the order; so many machines can
each read a part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from retro.ledger.uploads import number_of
from retro.ledger.votes.learned import Learned
from retro.ledger.votes.voters import Voters
from retro.ledger.votes.witness import Sight, needed, sights
from retro.messages import OPENSTACK, Condition, Names, Reader, Reading
from retro.model.label import Served
from retro.snapshot.gerrit import ChangeInfo, MessageInfo, moment

# On OpenDev a change is merged by Zuul alone; elsewhere a few are forced past a label.
SEVERAL, NEARLY = 20, 0.95
"""Of so many merged changes so large a share has an approval on a label that gates."""
_MARK = "opy condition"
_SITE = "Looks good to me (core reviewer)"
_READ = Reader().read


def learn(
    records: Iterable[ChangeInfo], served: Iterable[Served] = (), *, ruled: bool = False
) -> Learned:
    """Return what records tell about their server; reads only the messages that may tell.

    Args:
        records: All records of one server that belong together.
        served: What the server was asked about its labels.
        ruled: Whether a team's own rules say what outlives a patch set, so that nobody asks.
    """
    return lesson(records, ruled=ruled).learned(served)


def lesson(records: Iterable[ChangeInfo], *, ruled: bool = False) -> "Lesson":
    """Return the lesson of some records, to be merged with those of the others; see `learn`."""
    found = Lesson(ruled=ruled)
    for record in records:
        found.take(record)
    return found


class Lesson:
    """Collects what is seen; the order of records makes no difference."""

    def __init__(self, *, ruled: bool = False) -> None:
        """Begin with no record; see `learn`."""
        self._ruled = ruled
        self._names: Names | None = None
        self._seen: dict[str, dict[datetime, str]] = {}
        # Packing keeps a label's votes, not its range; on some servers Code-Review ends at one.
        self._values: dict[str, set[int]] = {"Code-Review": {-2, 2}}
        self._members: set[tuple[str, int]] = set()
        self._sights: dict[tuple[str, str], list[Sight]] = {}
        self._merges: defaultdict[str, Counter[bool]] = defaultdict(Counter)
        self._since: dict[bool, datetime] = {}
        self._voters = Voters()

    def take(self, record: ChangeInfo) -> None:
        """Add one record."""
        self._votes(record)
        self._needs(record)
        if not self._ruled:
            self._copies_of(record)
        for message in record.messages:
            text = message.message
            if _MARK in text or "Votes:" in text:
                self._lists(message)
            elif _SITE in text:
                self._names = OPENSTACK

    def merge(self, other: "Lesson") -> "Lesson":
        """Return the lesson of the records of both; neither of them is altered."""
        both = Lesson()
        for one in (self, other):
            both._add(one)
        return both

    def _add(self, other: "Lesson") -> None:
        self._names = self._names or other._names
        self._members |= other._members
        self._voters.add(other._voters)
        for label, seen in other._seen.items():
            for at, text in seen.items():
                self._see(label, at, text)
        for label, values in other._values.items():
            self._values.setdefault(label, set()).update(values)
        for key, found in other._sights.items():
            self._sights.setdefault(key, []).extend(found)
        for label, merges in other._merges.items():
            self._merges[label].update(merges)
        for late, since in other._since.items():
            self._since[late] = min(since, self._since.get(late, since))

    def learned(self, served: Iterable[Served] = ()) -> Learned:
        """Return what the records taught, with what the server was asked about its labels."""
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
            names=self._names,
            voters={label: dict(votes) for label, votes in self._voters.votes.items()},
            tops=self._voters.tops(),
            served=tuple(served),
        )

    def _votes(self, record: ChangeInfo) -> None:
        self._voters.take(record)
        for label, info in record.labels.items():
            self._values.setdefault(label, set()).update(vote.value for vote in info.all)

    def _needs(self, record: ChangeInfo) -> None:
        for label, approved in needed(record).items():
            self._merges[label][approved] += 1

    def _copies_of(self, record: ChangeInfo) -> None:
        for sight in sights(record, _READ):
            self._sights.setdefault((sight.label, sight.kind), []).append(sight)

    def _lists(self, message: MessageInfo) -> None:
        reading, at = _READ(message.message), moment(message.date)
        if reading.copied is not None or reading.follow_ups:
            # Uploads list since 3.7, late votes since 3.8: silence before that means nothing.
            late = bool(reading.follow_ups)
            self._since[late] = min(at, self._since.get(late, at))
        self._conditions(at, number_of(message.author), reading)

    def _conditions(self, at: datetime, uploader: int | None, reading: Reading) -> None:
        for condition in reading.conditions:
            self._see(condition.label, at, condition.text)
            self._values.setdefault(condition.label, set()).update(condition.values)
            self._members.update(_members(condition, uploader))

    def _see(self, label: str, at: datetime, text: str) -> None:
        """Note a condition; of two at one moment the same one is kept whichever came first."""
        seen = self._seen.setdefault(label, {})
        seen[at] = max(text, seen.get(at, text))

    def _gates(self, label: str) -> bool:
        """Tell whether changes without an approval on a label are not merged."""
        merges = self._merges.get(label, Counter())
        return merges.total() >= SEVERAL and merges[True] >= NEARLY * merges.total()

    def _copies(self, label: str, sights: list[Sight]) -> tuple[tuple[datetime, bool], ...]:
        gates = self._gates(label)
        return tuple(sorted((s.at, s.copied) for s in sights if gates or not s.merged))


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
