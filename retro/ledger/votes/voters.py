"""Who votes on which label, and where Code-Review ends: told by what records end with."""

from collections import Counter, defaultdict

from retro.model.label import CODE_REVIEW, HIGHEST
from retro.snapshot.gerrit import ChangeInfo

_ENOUGH = 3
_APPROVALS = (f"{CODE_REVIEW}+{HIGHEST}", "Looks good to me, approved", "(core reviewer)")
"""What a message says where somebody cast the highest vote that there usually is."""


class Voters:
    """Collects who voted; the order of records makes no difference."""

    def __init__(self) -> None:
        """Begin with no record."""
        self.votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._approved: set[str] = set()
        self._merges: defaultdict[str, Counter[int]] = defaultdict(Counter)

    def take(self, record: ChangeInfo) -> None:
        """Add one record."""
        for label, info in record.labels.items():
            for vote in info.all:
                self.votes[label][vote._account_id] += vote.value != 0
        if record.project not in self._approved and _approves(record):
            self._approved.add(record.project)
        if record.status == "MERGED" and CODE_REVIEW in record.labels:
            values = (vote.value for vote in record.labels[CODE_REVIEW].all)
            self._merges[record.project][max(values, default=0)] += 1

    def add(self, other: "Voters") -> None:
        """Add what was collected from other records."""
        for label, votes in other.votes.items():
            self.votes[label].update(votes)
        self._approved |= other._approved
        for project, merges in other._merges.items():
            self._merges[project].update(merges)

    def tops(self) -> dict[str, int]:
        """Return Code-Review's highest vote where merges show that it is lower than usual.

        Nobody ever cast the usual one there, and at least half of the merged changes, three or
        more, end with a +1.
        """
        return {
            project: 1
            for project, merges in self._merges.items()
            if project not in self._approved
            and max(merges) < HIGHEST
            and merges[1] >= max(_ENOUGH, merges.total() / 2)
        }


def _approves(record: ChangeInfo) -> bool:
    """Tell whether anybody said the highest vote that there usually is."""
    return any(word in said.message for said in record.messages for word in _APPROVALS)
