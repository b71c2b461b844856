"""Asking a server what its labels are: by an open and a merged change of each kind of branch.

Projects' own endpoints refuse who has not signed in; a change shows its labels to anybody, and
since 3.5 the requirements that name them. Merged changes show those of their submission.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future

import msgspec

from retro.collect.gerrit.base import Base
from retro.collect.gerrit.changes import GerritChanges, numbers
from retro.collect.gerrit.crawl import Index
from retro.collect.gerrit.label_rules import Shown, rules
from retro.collect.gerrit.lanes import Lanes
from retro.collect.reply import NotUnderstoodError, TooMuchError
from retro.errors import SourceChangedError, SourceRefusedError
from retro.model.label import branch_class

_BATCH = 25
_LABELS, _TOLD = "DETAILED_LABELS", "told"
REQUIREMENTS, _SINCE = "SUBMIT_REQUIREMENTS", (3, 5)

Batch = tuple[str, tuple[int, ...]]
"""What its answer is kept by, and the numbers that are asked."""


class LabelsAsked:
    """What a server was asked about labels: `records` is what it said, `hole` why it didn't.

    `lacks` tells what it said less of than others of its version.

    It is asked whenever records are. Where nothing moved, what it said before stands, which is the
    collection `stands`.
    """

    def __init__(self, gerrit: GerritChanges, index: Index, base: Base | None) -> None:
        """Take who asks, the changes to choose from, and what is known already."""
        known = numbers(index.version)
        self._gerrit = gerrit
        self._requires = known is None or known >= _SINCE
        self._promised = known is not None
        self.stands = base.labels_asked if base and not index.outdated else None
        self.batches = () if self.stands else tuple(self._batches(index))
        self.records = base.labels if base and self.stands else ()
        self.hole = ""
        self._begun: list[Future[list[Shown]]] = []
        self.lacks: set[str] = set()

    @property
    def requests(self) -> int:
        """Return how many requests it takes."""
        return sum(not name.startswith(_TOLD) for name, _ in self.batches)

    def begin(self, lanes: Lanes) -> None:
        """Ask, as soon as lanes are free; a server that refuses or fails is asked no more."""
        self._begun = [lanes.begin(self._tried, batch) for batch in self.batches]

    def fetch(self, lanes: Lanes) -> None:
        """Take what was answered, and ask first if that is not begun.

        Raises:
            SourceError: The server is silent.
        """
        if not self._begun:
            self.begin(lanes)
        shown = [change for begun in self._begun for change in lanes.found(begun)]
        if not (self.stands or self.hole):
            self.records = rules(shown)

    def _tried(self, batch: Batch) -> list[Shown]:
        """Ask; of an answer that does not come a hole is left, and nothing else ends by it."""
        if self.hole:
            return []
        try:
            return self._ask(batch)
        except (SourceRefusedError, SourceChangedError, TooMuchError) as error:
            self.hole = error.what
            return []

    def _ask(self, batch: Batch) -> list[Shown]:
        name, wanted = batch
        if self._requires:
            try:
                more = (_LABELS, REQUIREMENTS)
                return self._read(name, wanted, more)
            except NotUnderstoodError as error:
                self._requires = False
                if self._promised:
                    self.lacks.add(f"without requirements: {error.what}")
        return self._read(name, wanted, (_LABELS,))

    def _batches(self, index: Index) -> Iterator[Batch]:
        """Yield what is asked together: what another team of the run was told stands apart."""
        chosen = sorted(_chosen(index))
        options = (_LABELS, REQUIREMENTS) if self._requires else (_LABELS,)
        known = set(self._gerrit.handed.known(chosen, options))
        for part, name in ((known, _TOLD), (set(chosen) - known, "labels")):
            wanted = sorted(part)
            for place, start in enumerate(range(0, len(wanted), _BATCH), 1):
                yield f"{name}-{place:05}", tuple(wanted[start : start + _BATCH])

    def _read(self, name: str, wanted: Sequence[int], options: Sequence[str]) -> list[Shown]:
        """Return the changes that come and can be read; that there are others is said."""
        raws = self._gerrit.records(name, wanted, options, list[msgspec.Raw])
        # which of them are not shown stands with the records
        if len(raws) < len(wanted):
            self.lacks.add("not every change that was asked for came")
        found = []
        for raw in raws:
            try:
                found.append(msgspec.json.decode(raw, type=Shown))
            except msgspec.ValidationError as error:
                self.lacks.add(f"a change can't be read: {error}")
        return found


def _chosen(index: Index) -> Iterable[int]:
    """Return one open and one merged change of each project and class of branches."""
    latest: dict[tuple[str, str, str], tuple[str, int]] = {}
    for number in index.in_play:
        row = index.rows[number]
        if row.status in ("NEW", "MERGED"):
            place = row.project, branch_class(row.branch), row.status
            latest[place] = max(latest.get(place, ("", 0)), (row.updated, number))
    return (number for _, number in latest.values())
