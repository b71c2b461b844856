"""Where a page of the index starts, so that none is missed while people work."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from retro.snapshot.gerrit import IndexInfo


class Row(IndexInfo, frozen=True):
    """A line of the index as the server sends it; only a page's last one tells of more."""

    submitted: str = ""
    _more_changes: bool = False


class Unread(Struct, frozen=True):
    """A line of the index that can't be read, and why."""

    _number: int
    _more_changes: bool
    why: str


class Cursor(Struct, frozen=True):
    """Where the next page starts: at a last update, inclusive, less so many rows.

    So each page begins with the last row of the one before, and nothing can slip in between.
    """

    until: str = ""
    skip: int = 0

    def after(self, rows: Sequence[Row]) -> "Cursor":
        """Return the place of the page after these rows.

        Rows come newest first. Where one second fills a whole page, its time alone would ask
        for the same page for ever; only then are rows skipped by count.
        """
        first, last = rows[0].updated, rows[-1].updated
        if _second(first) != _second(last):
            return Cursor(last)
        if _second(last) == _second(self.until):
            return Cursor(self.until, self.skip + len(rows))
        return Cursor(first, len(rows))

    def beyond(self) -> "Cursor":
        """Return the place before this second, where a server skips no further within it."""
        second = datetime.fromisoformat(_second(self.until))
        # The last moment of the second before: of nine digits servers fill three at most.
        return Cursor(f"{second - timedelta(seconds=1)}.999000000")


# Fractions are no help in order: servers before NoteDb (to 2.16) had them, and not the same in
# every field: OpenStack's 2.13 tells one event as .306 in `updated`, as .000 in `submitted`.
def _second(time: str) -> str:
    return time[:19]
