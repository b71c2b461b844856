"""Reading Launchpad's entries and collections, page by page, to the end."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from retro.collect.patience import Patience
from retro.collect.reply import Answer, read, unpacked
from retro.errors import SourceChangedError, SourceRefusedError, SourceSilentError

Entry = dict[str, Any]
Query = Sequence[tuple[str, str]]
Kind = TypeVar("Kind")

# More is a 400, 'Maximum for "ws.size" parameter is 300.'; without a size there come 75.
PAGE = 300
"""The largest page that Launchpad makes."""

FLOOR = 10
"""The smallest page that is asked for where larger ones take Launchpad too long."""

MOST_PAGES = 10_000
"""More of one collection there never are: it is the collection that has no end."""

MOST_EMPTY = 100
"""So many pages in a row without an entry that anybody may see are no matter of what is hidden."""

_SIZE = re.compile(r"(?<=[?&])ws\.size=\d+")


class AbsentError(SourceRefusedError):
    """Nothing that anybody may see is there: it is gone, private, or was never there."""


class NotAcceptedError(SourceRefusedError):
    """A request that Launchpad did not understand; `words` are all of its own."""

    def __init__(self, what: str, words: str, *, where: str) -> None:
        """Keep the words as they came, since they may list what would be understood."""
        super().__init__(what, where=where)
        self.words = words


class SlowError(SourceSilentError):
    """A page that took Launchpad too long to make: a smaller one may do."""


class Asks(Protocol):
    """Whatever answers a request, and counts how often it asked."""

    @property
    def server(self) -> str:
        """Return the server's address."""

    @property
    def requests(self) -> int:
        """Return how often it asked."""

    def ask(self, path: str, query: Query = ()) -> Answer:
        """Return the answer's body as it came."""


class _Page(Struct, frozen=True):
    entries: list[Any]
    next_collection_link: str = ""


class Pages:
    """The entries of one Launchpad; a page size that was too much is not tried again."""

    def __init__(self, asker: Asks) -> None:
        """Take what answers."""
        self._asker = asker
        self._size = PAGE

    def entry(self, path: str) -> Entry:
        """Return one entry.

        Raises:
            AbsentError: There is none that anybody may see.
        """
        return self._get(path, (), Entry)

    def entries(self, path: str, query: Query = ()) -> Iterator[Entry]:
        """Yield the entries of a collection.

        The end is where no page follows: a page may come short, even empty, since hidden entries
        are dropped after it was cut. The link to the next page is followed as it came. What is no
        entry at all is an empty one.

        Raises:
            SourceRefusedError: The next page lies on another server.
            SourceChangedError: The pages go round in a circle, or have no end.
        """
        seen: set[str] = set()
        empty = 0
        page = self._page(path, query)
        yield from map(_entry, page.entries)
        # total_size counts hidden entries too, and a page past the end has status 200 and a wrong
        # total_size: only a missing link is the end (lazr.restful 4.0, _resource.py).
        while link := page.next_collection_link:
            if link in seen:
                raise SourceChangedError("Launchpad repeats a page", where=link)
            seen.add(link)
            empty = 0 if page.entries else empty + 1
            if len(seen) >= MOST_PAGES or empty >= MOST_EMPTY:
                what = f"{empty} empty pages in a row" if empty else f"{len(seen)} pages"
                raise SourceChangedError(f"Launchpad's list has no end: {what}", where=link)
            # Untouched but for its size: `memo` is the place, ws.start beside it only looks like
            # one (lazr.batchnavigator 4.0).
            page = self._page(self._here(link))
            yield from map(_entry, page.entries)

    def _here(self, link: str) -> str:
        if not link.startswith(f"{self._asker.server}/"):
            address = link.partition("?")[0]
            raise SourceRefusedError(
                f"Launchpad's next page lies on another server: {address}",
                where=self._asker.server,
            )
        return link.removeprefix(self._asker.server)

    def _page(self, path: str, query: Query | None = None) -> _Page:
        """Ask for a page; a first one has a query, a later one all in its path."""
        while True:
            try:
                if query is None:
                    return self._get(path, (), _Page)
                return self._get(path, (*query, ("ws.size", str(self._size))), _Page)
            except SlowError:
                if self._size == FLOOR:
                    raise
                self._size = max(FLOOR, self._size // 2)
                path = _SIZE.sub(f"ws.size={self._size}", path)

    def _get(self, path: str, query: Query, kind: type[Kind]) -> Kind:
        where = self._asker.server + path
        body = unpacked(self._asker.ask(path, query).body, Patience(), where)
        return read(body, kind, where)


def _entry(value: object) -> Entry:
    return value if isinstance(value, dict) else {}
