"""The index: which changes there are, and of which the full record is to be fetched."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain

from msgspec import Struct

from retro.collect.gerrit.base import Base
from retro.collect.gerrit.changes import GerritChanges
from retro.collect.gerrit.cursor import Row
from retro.collect.gerrit.lanes import Lanes
from retro.collect.gerrit.readable import check
from retro.collect.plan import Selector, in_play, selectors, time
from retro.collect.reply import shown
from retro.errors import SourceChangedError, SourceRefusedError
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.progress import Say
from retro.snapshot.gerrit import IndexInfo

Rows = dict[int, IndexInfo]
Begin = Callable[[list[int]], None]

_OVERLAP = timedelta(minutes=5)
_STAGES = ("index", "late", "moved", "unread")
INDEXING = ("version", "listed", "similar", *_STAGES)
"""What the answers are kept by that it takes to know the index."""


class Index(Struct, frozen=True, kw_only=True):
    """What there is: all rows, those that were in play, and those whose record is outdated.

    `outdated` is in the order of the index.
    `unread` are changes whose line can't be read, each with the reason.
    """

    version: str
    queries: tuple[str, ...]
    rows: Rows
    in_play: tuple[int, ...]
    outdated: tuple[int, ...]
    unread: dict[int, str]


class Crawler:
    """Learns from one server which changes a team has."""

    def __init__(
        self, gerrit: GerritChanges, team: Team, cycle: Cycle, started: datetime, lanes: Lanes
    ) -> None:
        """Take who asks on which lanes, what for, and since when the server may move under us."""
        self._gerrit = gerrit
        self._lanes = lanes
        self._selectors = selectors(team.gerrit)
        self._former = frozenset(chain.from_iterable(team.gerrit.formerly.values()))
        self._absent: set[str] = set()
        self._span = cycle.begins - timedelta(days=team.lead_in_days), cycle.ends
        self._started = started
        self._lists: list[Iterator[Rows]] = []

    def begin(self) -> None:
        """Begin to list every change there is.

        Pages of one project hang together, each begins where another ends; projects do not.
        """
        places = enumerate(self._selectors, 1)
        self._lists = [self._lanes.bits(self._of_project, place) for place in places]

    def forget(self) -> None:
        """List all again, in a later run."""
        self._gerrit.forget(*_STAGES)

    def index(
        self, version: str, base: Base | None, say: Say, begin: Begin = lambda _: None
    ) -> Index:
        """Ask for every change there is, or for those that moved since the base.

        Args:
            version: The server's, nothing where it does not tell.
            base: The snapshot to top up, if any.
            say: Hears how it goes.
            begin: Told what was in play, page by page and in one order whatever the lanes, if
                every change is asked for.

        Raises:
            SourceError: The server is silent, refuses, or answers in another shape.
        """
        if base is None:
            last, found = self._all(say, begin)
        else:
            last, found = self._moved(base)
        if not version and not all(row.owner._account_id for row in found.values()):
            self.forget()
            raise SourceRefusedError(
                "the server doesn't tell accounts by number: it is too old",
                where=self._gerrit.server,
                hint="any Gerrit since 2.11 will do",
            )
        unread = {n: why for n, why in self._gerrit.unread.items() if n not in found}
        known = base.index | found if base else found
        rows = {number: row for number, row in known.items() if number not in unread}
        self._gerrit.handed.know(rows)
        playing = self._playing(rows)
        fresh = base.updated if base else {}
        return Index(
            version=version,
            queries=(*(one.query for one in self._selectors), last),
            rows=rows,
            unread=unread,
            in_play=tuple(sorted(playing)),
            outdated=tuple(
                number
                for number in playing
                if number not in fresh
                or (number in found and found[number].updated != fresh[number])
            ),
        )

    def _playing(self, rows: Rows) -> list[int]:
        """Return which changes were in play, in the order of the index."""
        numbers = frozenset(in_play(rows.values(), *self._span))
        return [number for number in rows if number in numbers]

    def _all(self, say: Say, begin: Begin) -> tuple[str, Rows]:
        """Return the query for late changes, and all changes, project by project."""
        rows: Rows = {}
        if not self._lists:
            self.begin()
        for selector, pages in zip(self._selectors, self._lists, strict=True):
            found: Rows = {}
            for page in pages:
                found |= page
                begin(self._playing(page))
            if selector.name in self._absent:
                say(f"{selector.name}: a former name, which the server no longer has")
                continue
            say(f"{selector.name}: {len(found) or 'no'} changes")
            rows |= found
        if not rows:
            self.forget()
            if unread := self._gerrit.unread:
                number, why = min(unread.items())
                raise SourceChangedError(
                    f"no change can be read; change {number}: {why}", where=self._gerrit.server
                )
            raise SourceRefusedError(
                "none of the projects has a change that anybody may see",
                where=self._gerrit.server,
                hint="check `projects` in team.yaml",
            )
        late = self._since(self._started)
        return late, rows | self._found(late, "late", *self._selectors)[0]

    def _of_project(self, place: tuple[int, Selector]) -> Iterator[Rows]:
        """Yield the changes of a project, page by page."""
        number, selector = place
        common = "" if self._gerrit.shares(selector.name) else None
        found = False
        for page in self._pages(selector.query, f"index{number}", selector, common=common):
            found = found or bool(page)
            yield page
        # Changes of a renamed project bear its new name, and the old one finds nothing:
        # OpenDev's stackforge went to openstack in 2015, openstack-infra to opendev in 2019.
        if not found and not self._gerrit.lists(selector.name, f"{number}"):
            if selector.name not in self._former:
                raise self._nothing(selector.name)
            self._absent.add(selector.name)

    def _moved(self, base: Base) -> tuple[str, Rows]:
        """Return the query for changes that moved since the base, and what it finds."""
        query = self._since(base.newest)
        rows, pages = self._found(query, "moved", *self._selectors)
        if pages > 1:
            rows |= self._found(self._since(self._started), "late", *self._selectors)[0]
        if base.unread:
            again = " OR ".join(f"change:{number}" for number in base.unread)
            rows |= self._found(again, "unread", *self._selectors)[0]
        return query, rows

    def _since(self, moment: datetime) -> str:
        """Return the query for changes that moved since shortly before a moment.

        A change that moves while pages are read jumps to the first one, which was read already.
        """
        # In brackets, though OR binds tighter than AND in Gerrit: a reader expects it otherwise.
        projects = " OR ".join(selector.query for selector in self._selectors)
        return f'({projects}) since:"{time(moment - _OVERLAP)}"'

    def _found(self, query: str, stage: str, *wanted: Selector) -> tuple[Rows, int]:
        """Return what a query finds, and on how many pages."""
        rows: Rows = {}
        pages = 0
        for page in self._pages(query, stage, *wanted):
            pages += 1
            rows |= page
        return rows, pages

    def _pages(
        self, query: str, stage: str, *wanted: Selector, common: str | None = None
    ) -> Iterator[Rows]:
        for page in self._gerrit.pages(query, stage, common=common):
            # By number: `id` holds the branch up to 3.8 and the number from 3.9 on, and a
            # Change-Id comes again on each branch that a change is picked to.
            taken: Rows = {row._number: row for row in page if _takes(wanted, row)}
            if not any(selector.is_prefix for selector in wanted):
                strange = [row for row in page if not _takes(self._selectors, row)]
                self._refuse(strange, len(taken), query)
            yield taken

    def _refuse(self, strange: list[Row], taken: int, query: str) -> None:
        """Note changes that came though their project was not asked for: none is left unsaid."""
        unread = {row._number: f"it is of {shown(row.project)}, not asked for" for row in strange}
        try:
            check(unread, taken, f"{self._gerrit.server} {query}")
        except SourceChangedError:
            self.forget()
            raise
        self._gerrit.unread |= unread

    def _nothing(self, name: str) -> SourceRefusedError:
        names = self._gerrit.similar(name)
        self._gerrit.forget(*_STAGES, "listed", "similar")
        return SourceRefusedError(
            f"there is no project {name}, or nothing in it is public",
            where=self._gerrit.server,
            hint=f"the server knows {', '.join(names)}"
            if names
            else "check the name in team.yaml; the project may have been renamed",
        )


def _takes(wanted: Iterable[Selector], row: Row) -> bool:
    return any(selector.takes(row.project) for selector in wanted)
