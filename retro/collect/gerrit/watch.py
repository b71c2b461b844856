"""Work in other projects that a team watches: which changes its queries find."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from msgspec import Struct

from retro.collect.gerrit.changes import GerritChanges
from retro.collect.gerrit.cursor import Row
from retro.collect.plan import in_play, time
from retro.errors import SourceRefusedError
from retro.snapshot.gerrit import WatchInfo

_MOST_PAGES = 10


class Watched(Struct, frozen=True):
    """What the queries found; `counts` has the titles of those that were answered in full."""

    queries: tuple[str, ...] = ()
    records: tuple[WatchInfo, ...] = ()
    counts: dict[str, int] = {}
    holes: tuple[str, ...] = ()


def watch(
    gerrit: GerritChanges, entries: Sequence[tuple[str, str]], start: datetime, end: datetime
) -> Watched:
    """Ask for the changes that each query finds and that were in play in the window.

    A query that the server refuses is a person's mistake, and no reason to end the collection.
    """
    # What was closed before the window and not touched since can't have mattered in it.
    since = f'(status:open OR since:"{time(start)}")'
    queries = tuple(f"({query}) {since}" for _, query in entries)
    found: list[WatchInfo] = []
    counts: dict[str, int] = {}
    holes: list[str] = []
    for place, ((title, _), query) in enumerate(zip(entries, queries, strict=True), 1):
        gerrit.unread = {}
        try:
            rows = _rows(gerrit.pages(query, f"watch{place}"))
        # 400 for an operator that is off on this server (is:mergeable since 3.4, by default), 403
        # for one about oneself (owner:self, is:starred).
        except SourceRefusedError as error:
            holes.append(f"{title}: {error.what}")
            continue
        holes += [
            f"change {number}, found for {title}, can't be read: {why}"
            for number, why in sorted(gerrit.unread.items())
        ]
        records = tuple(_records(title, rows, start, end))
        counts[title] = counts.get(title, 0) + len(records)
        found += records
    return Watched(queries, tuple(sorted(found, key=_place)), counts, tuple(holes))


def _rows(pages: Iterator[list[Row]]) -> dict[int, Row]:
    rows = {row._number: row for page in islice(pages, _MOST_PAGES) for row in page}
    if next(pages, None):
        raise SourceRefusedError(f"the query finds more than {len(rows)} changes")
    return rows


def _records(
    title: str, rows: dict[int, Row], start: datetime, end: datetime
) -> Iterator[WatchInfo]:
    for number in in_play(rows.values(), start, end):
        row = rows[number]
        yield WatchInfo(
            title,
            row._number,
            row.project,
            row.branch,
            row.status,
            row.created,
            row.updated,
            row.submitted,
        )


def _place(record: WatchInfo) -> tuple[int, str]:
    return record._number, record.watch
