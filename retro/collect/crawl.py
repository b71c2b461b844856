"""Crawling one Gerrit server: which changes there are, and those in play in full."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from retro.collect.gerrit import BATCH, Asks, GerritChanges
from retro.collect.plan import Selector, in_play, selectors
from retro.collect.work import Work
from retro.errors import SourceRefusedError
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.snapshot.gerrit import IndexInfo

Say = Callable[[str], None]

_OVERLAP = timedelta(minutes=5)
_NEWS = 20


class Leg(Struct, frozen=True, kw_only=True):
    """One part of the crawl: what it took."""

    queries: tuple[str, ...]
    started: datetime
    finished: datetime
    requests: int


class Crawl(Struct, frozen=True, kw_only=True):
    """What the server said, but for the details, which lie in the work folder."""

    server: str
    version: str
    index: dict[int, IndexInfo]
    numbers: tuple[int, ...]
    hidden: tuple[int, ...]
    indexing: Leg
    fetching: Leg


class Crawler:
    """Asks one server for one team and cycle; the details go to the work folder."""

    def __init__(
        self, asker: Asks, work: Work, team: Team, now: Callable[[], datetime], say: Say
    ) -> None:
        """Take who asks, where answers go, the clock, and who hears how it goes."""
        self._asker = asker
        self._gerrit = GerritChanges(asker, work)
        self._selectors = selectors(team.gerrit)
        self._lead_in = timedelta(days=team.lead_in_days)
        self._now = now
        self._say = say

    def crawl(self, cycle: Cycle) -> Crawl:
        """Fetch the index, then the details of what was in play.

        Raises:
            SourceError: The server is silent, refuses, or answers in another shape.
        """
        started = self._now()
        version = self._gerrit.version()
        self._say(f"Gerrit {version} at {self._asker.server}")
        late = self._late(started)
        index = self._index(late)
        indexing = self._leg((*(one.query for one in self._selectors), late), started, 0)
        numbers = in_play(index.values(), cycle.begins - self._lead_in, cycle.ends)
        self._say(
            f"{len(index)} changes in all, {len(numbers)} of them in play: "
            f"{-(-len(numbers) // BATCH)} more requests"
        )
        hidden = self._details(numbers, version)
        fetching = self._leg(("change:N OR …",), indexing.finished, indexing.requests)
        return Crawl(
            server=self._asker.server,
            version=version,
            index=index,
            numbers=numbers,
            hidden=hidden,
            indexing=indexing,
            fetching=fetching,
        )

    def _leg(self, queries: tuple[str, ...], started: datetime, before: int) -> Leg:
        return Leg(
            queries=queries,
            started=started,
            finished=self._now(),
            requests=self._asker.requests - before,
        )

    def _index(self, late: str) -> dict[int, IndexInfo]:
        index: dict[int, IndexInfo] = {}
        for place, selector in enumerate(self._selectors, 1):
            found = self._found(selector.query, f"index{place}", selector)
            if not found:
                raise SourceRefusedError(
                    f"there is no project {selector.name}, or nothing in it is public",
                    where=self._asker.server,
                    hint="check the name in team.yaml; the project may have been renamed",
                )
            self._say(f"{selector.name}: {len(found)} changes")
            index |= found
        return index | self._found(late, "late", *self._selectors)

    def _late(self, started: datetime) -> str:
        """Return the query for changes that moved while the pages were read.

        Such a change jumps to the first page, which was read already.
        """
        projects = " OR ".join(selector.query for selector in self._selectors)
        since = (started - _OVERLAP).astimezone(UTC)
        return f'({projects}) since:"{since:%Y-%m-%d %H:%M:%S}"'

    def _found(self, query: str, stage: str, *wanted: Selector) -> dict[int, IndexInfo]:
        return {
            row._number: row
            for row in self._gerrit.index(query, stage)
            if any(selector.takes(row.project) for selector in wanted)
        }

    def _details(self, numbers: tuple[int, ...], version: str) -> tuple[int, ...]:
        hidden: list[int] = []
        for place, missing in enumerate(self._gerrit.details(numbers, version), 1):
            hidden += missing
            if place % _NEWS == 0:
                self._say(f"{min(place * BATCH, len(numbers))} of {len(numbers)} changes")
        return tuple(hidden)
