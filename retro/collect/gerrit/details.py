"""Changes in full: in batches, on several lanes, and in ever smaller ones where a server fails."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from threading import Lock

from msgspec import Struct

from retro.collect.gerrit.changes import GerritChanges, numbers
from retro.collect.gerrit.lanes import Lanes
from retro.collect.reply import NotUnderstoodError, TooMuchError

# MESSAGES and ALL_REVISIONS make a server load each change from its repository, so a page in full
# is small. Not asked: SUBMIT_REQUIREMENTS, which today's rules judge; ALL_FILES, for its size.
BATCH = 25
OPTIONS = {
    "MESSAGES": (2, 7),
    "DETAILED_LABELS": (2, 6),
    "DETAILED_ACCOUNTS": (2, 6),
    "ALL_REVISIONS": (2, 5),
    "CURRENT_COMMIT": (2, 5),
    "SKIP_DIFFSTAT": (3, 1),
}
"""What details are asked with, and the first version that knows it: others answer 400."""

EARLY = "details1"
"""What those are kept by that are fetched first."""

_NEEDED = "MESSAGES"
_BEFORE_HALVING = 2
_MOST_FAILURES = 5


class _Numbered(Struct, frozen=True):
    _number: int


class Fetched(Struct, frozen=True):
    """A batch: where its answers lie, which numbers the server hides, and at which it fails."""

    names: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()
    failed: dict[int, str] = {}

    def __add__(self, other: "Fetched") -> "Fetched":
        """Return two batches as one."""
        return Fetched(
            self.names + other.names, self.hidden + other.hidden, self.failed | other.failed
        )


class Details:
    """Fetches changes by number, with the options that the server knows."""

    def __init__(self, gerrit: GerritChanges, version: str, lanes: Lanes) -> None:
        """Take who asks, on which lanes; a version without a number is asked for everything."""
        known = numbers(version)
        self._gerrit = gerrit
        self.server = gerrit.server
        self._lanes = lanes
        self._options = tuple(
            name for name, since in OPTIONS.items() if known is None or known >= since
        )
        self._lock = Lock()
        self._failures = 0
        self.unknown: tuple[str, ...] = ()
        self._early: list[Future[Fetched]] = []
        self._listed: set[int] = set()
        self._open: list[int] = []

    def begin(self, numbers: Iterable[int]) -> None:
        """Begin with the changes of one more page of the index, as far as they fill batches."""
        new = [number for number in numbers if number not in self._listed]
        self._listed.update(new)
        self._open += new
        while len(self._open) >= BATCH:
            self._early.append(self._begun(EARLY, len(self._early), self._open[:BATCH]))
            del self._open[:BATCH]

    def known(self, wanted: Sequence[int]) -> list[int]:
        """Return which changes another team of the run has fetched."""
        return self._gerrit.handed.known(wanted, self._options)

    def fetch(self, wanted: Sequence[int], stage: str) -> Iterator[Fetched]:
        """Yield batch after batch, in order whatever the lanes, those begun before first.

        Raises:
            TooMuchError: The server fails at one change after the other.
        """
        begun = self._early
        left = [*self._open, *(number for number in wanted if number not in self._listed)]
        self._early, self._open, self._listed = [], [], set()
        for start in range(0, len(left), BATCH):
            begun.append(self._begun(stage, len(begun), left[start : start + BATCH]))
        return map(self._lanes.found, begun)

    def _begun(self, stage: str, before: int, wanted: Sequence[int]) -> "Future[Fetched]":
        return self._lanes.begin(self._batch, (f"{stage}-{before + 1:05}", wanted))

    def forget(self) -> None:
        """Ask again, in a later run, for all that was fetched."""
        self._gerrit.forget("details", "again")

    def again(self, failed: Sequence[int]) -> Fetched:
        """Ask once more for the numbers that the server failed at: it may have had a bad hour."""
        self._failures = 0
        singly = (self._batch((f"again-{number}", (number,))) for number in failed)
        return sum(singly, Fetched())

    def _batch(self, batch: tuple[str, Sequence[int]]) -> Fetched:
        """Fetch a batch; halve it where the server can't, ask singly for what does not come."""
        name, wanted = batch
        alone = len(wanted) == 1
        try:
            found = self._found(name, wanted, None if alone else _BEFORE_HALVING)
        except TooMuchError as error:
            if alone:
                return self._failed(wanted[0], error)
            half = len(wanted) // 2
            return self._batch((f"{name}a", wanted[:half])) + self._batch(
                (f"{name}b", wanted[half:])
            )
        # Hidden, private, deleted: all alike to who has not signed in, a row that does not come.
        missing = [number for number in wanted if number not in found]
        if alone:
            return Fetched((name,), tuple(missing))
        singly = (self._batch((f"{name}-{number}", (number,))) for number in missing)
        return sum(singly, Fetched((name,)))

    def _failed(self, number: int, error: TooMuchError) -> Fetched:
        """Give a change up; where there are many of them, it is the server."""
        with self._lock:
            self._failures += 1
            if self._failures > _MOST_FAILURES:
                error.what = f"the server fails at one change after the other: {error.what}"
                raise error
        return Fetched(failed={number: error.what})

    def _found(self, name: str, wanted: Sequence[int], tries: int | None) -> set[int]:
        while True:
            options = self._options
            try:
                rows = self._gerrit.records(name, wanted, options, list[_Numbered], tries=tries)
            except NotUnderstoodError as error:
                self._do_without(error, options)
            else:
                return {row._number for row in rows}

    def _do_without(self, error: NotUnderstoodError, options: Sequence[str]) -> None:
        """Drop the options that the server calls unknown; another lane may have done so."""
        # '"X" is not a valid value for "-o"': one option that is not known fails the whole
        # request.
        unknown = tuple(option for option in options if option in error.what)
        if not unknown or _NEEDED in unknown:
            raise error
        with self._lock:
            self._options = tuple(option for option in self._options if option not in unknown)
            self.unknown = tuple(dict.fromkeys((*self.unknown, *unknown)))
