"""Asking Gerrit for changes: an index of all, then the details of those in play."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Lock
from typing import TypeVar
from urllib.parse import urlencode

import msgspec

from retro.collect.gerrit.cursor import Cursor, Row, Unread
from retro.collect.gerrit.handed import Handed
from retro.collect.gerrit.readable import check, line
from retro.collect.patience import Patience
from retro.collect.reply import NotUnderstoodError, TooOldError, read, shown, unpacked
from retro.collect.shared import Asks, Once, Shared
from retro.collect.work import Work
from retro.errors import SourceChangedError, SourceError, SourceRefusedError

Kind = TypeVar("Kind")
Query = Sequence[tuple[str, str]]

# The capability queryLimit is 500 unless a server raises it, for anybody too, and a larger n is
# cut to it without a word (QueryProcessor): so a page may come short, and places go by rows.
PAGE = 500

MOST_PAGES = 10_000
"""More of one list no server of ours has: five million changes. It is the list that has no end."""

# Stands before every JSON answer, and before no error, which is plain text (rest-api.txt).
_GUARD = b")]}'"
# Accounts have had `_account_id` since 2.11; before, a full name was all that was shown.
_OLDEST = (2, 11)
# Status 400, where a server has index.maxPages (since 2.12).
_NO_FURTHER = "Cannot go beyond page"
_LONGEST = 60
_STAGE = re.compile(r"[a-z]+")
_NAME = re.compile(r"[\w./+-]+")


class GerritChanges:
    """One server's answers: those in the work folder, and for all others the server's own."""

    def __init__(self, asker: Asks, work: Work, shared: Shared | None = None) -> None:
        """Take what answers, what keeps the answers, and what was answered to others."""
        self._shared = shared or Shared()
        self._asker = Once(asker, self._shared)
        self._work = work
        self.handed = Handed(asker.server, work, self._shared)
        self._lock = Lock()
        self._spent: Counter[str] = Counter()
        self.server = asker.server
        self.overfull: list[str] = []
        self.unread: dict[int, str] = {}

    def spent(self, *stages: str) -> int:
        """Return how many requests some stages took, those of a run before included."""
        return sum(self._spent[stage] for stage in stages)

    def version(self) -> str:
        """Return the server's version, empty where it does not tell.

        Raises:
            TooOldError: Before 2.11 accounts came without numbers.
        """
        try:
            # /config/server/version is there since 2.8, for anybody.
            version = self.get("version", "/config/server/version", (), str, common="")
        except SourceRefusedError:
            return ""
        known = numbers(version)
        if known and known < _OLDEST:
            self.forget("version")
            raise TooOldError(
                f"Gerrit {version} is too old: it doesn't tell accounts by number",
                hint="any Gerrit since 2.11 will do",
            )
        return shown(version)[:_LONGEST] if known else ""

    def pages(self, query: str, stage: str, *, common: str | None = None) -> Iterator[list[Row]]:
        """Yield the changes that a query finds, page by page, each once, newest update first.

        Args:
            query: In Gerrit's words.
            stage: What the answers are kept by.
            common: None, unless another team of this run asks the same.

        Raises:
            SourceChangedError: A page brings nothing new though the server says there is more,
                or there is no last page.
        """
        seen: set[int] = set()
        cursor = Cursor()
        for place in range(1, MOST_PAGES + 1):
            lines = self._page(f"{stage}-{place:05}", query, cursor, common=common)
            rows = self._readable(lines)
            fresh = [row for row in rows if row._number not in seen]
            yield fresh
            # Beyond index.maxLimit a start gives an empty page, status 200 (QueryOptions).
            if not lines and cursor.skip:
                self.overfull.append(cursor.until[:19])
                cursor = cursor.beyond()
                continue
            # A short page proves nothing: changes that a server can't render are left out of it
            # (ChangeJson, "Omitting corrupt change"). Only the last row tells whether more follow.
            if not lines or not lines[-1]._more_changes:
                return
            if not fresh:
                self.forget(stage)
                raise SourceChangedError(
                    "the server repeats a page of the index",
                    where=f"{self.server} {query} {cursor.until}",
                )
            seen.update(row._number for row in fresh)
            cursor = cursor.after(rows)
        self.forget(stage)
        raise SourceChangedError(
            f"the server's list has no end: {MOST_PAGES} pages are read",
            where=f"{self.server} {query}",
        )

    def _readable(self, lines: Sequence[Row | Unread]) -> list[Row]:
        """Return the lines that can be read, and keep in mind why others can't."""
        rows = [one for one in lines if isinstance(one, Row)]
        unread = {one._number: one.why for one in lines if isinstance(one, Unread)}
        self.unread |= unread
        return rows

    def lists(self, project: str, place: str) -> bool:
        """Tell whether a project is in the server's list, be it without a single change.

        What begins as `prefix*` says is no one project, and is found by its changes alone.

        Args:
            project: Its name.
            place: What the answer is kept by.
        """
        try:
            # A query for an unknown project finds nothing, with status 200, as one for an empty
            # one.
            asked = (("p", project), ("n", "1"))
            there = self.get(f"listed-{place}", "/projects/", asked, dict[str, msgspec.Raw])
        except SourceError:
            return False
        return project in there

    def similar(self, project: str) -> tuple[str, ...]:
        """Return names of projects that look like one that is not there; none if not told."""
        # "m" finds a part of a name anywhere in it, "p" its beginning (rest-api-projects.txt).
        last = project.rfind("/") + 1
        asked = (("m", project[last:].rstrip("*")), ("p", project[: last + 3]))
        for place, query in enumerate(asked, 1):
            try:
                found = self.get(
                    f"similar-{place}", "/projects/", (query, ("n", "5")), dict[str, msgspec.Raw]
                )
            except SourceError:
                return ()
            if names := tuple(filter(_NAME.fullmatch, sorted(found))):
                return names
        return ()

    def get(
        self,
        name: str,
        path: str,
        query: Query,
        kind: type[Kind],
        *,
        tries: int | None = None,
        common: str | None = None,
    ) -> Kind:
        """Return what an answer says; one that is in the work folder is not asked again.

        What is `common` is asked once for all teams of a run; it tells as of when.
        """
        return self._read(name, path, query, partial(_decoded, kind), tries, common=common)

    def _read(
        self,
        name: str,
        path: str,
        query: Query,
        reader: Callable[[bytes, str], Kind],
        tries: int | None = None,
        *,
        common: str | None = None,
    ) -> Kind:
        """Return what a reader makes of an answer; one that it refuses is not kept."""
        asked = f"{path}?{urlencode(query)}"
        kept = self._work.answer(name, asked)
        try:
            answer = kept or self._asker.ask(path, query, tries=tries, common=common)
        except SourceError:
            self._spend(name, self._asker.sent)
            raise
        self._spend(name, answer.requests)
        shown = "".join(f"?{key}={value}" for key, value in query[:1])
        try:
            said = reader(answer.body, self.server + path + shown)
        except SourceError:
            self._shared.forget()
            raise
        if not kept:
            self._work.keep(name, asked, answer)
        return said

    def _spend(self, name: str, requests: int) -> None:
        """Count requests by the stage that an answer's name begins with."""
        with self._lock:
            self._spent[_STAGE.match(name)[0]] += requests  # type: ignore[index]

    def records(
        self,
        name: str,
        wanted: Sequence[int],
        options: Sequence[str],
        kind: type[Kind],
        *,
        tries: int | None = None,
    ) -> Kind:
        """Return changes by number, with some options: asked for, or as another team has them."""
        query = " OR ".join(f"change:{number}" for number in wanted)
        asked = [("q", query), ("n", str(len(wanted))), *(("o", one) for one in options)]
        place = f"/changes/?{urlencode(asked)}"
        self.handed.put_together(name, place, wanted, options, _GUARD)
        said = self.get(name, "/changes/", asked, kind, tries=tries)
        if self.handed:
            for body in self._work.bodies((name,)):
                self.handed.hand_on(decoded(body, list[msgspec.Raw], ""), options)
        return said

    def forget(self, *stages: str) -> None:
        """Ask again, in a later run, what of these stages was answered."""
        self._work.forget(*stages)
        self._shared.forget()

    def shares(self, project: str) -> bool:
        """Tell whether another team of this run asks about a project."""
        return self._shared.takes(self.server, project)

    def stop(self) -> None:
        """Ask nothing again, whatever lanes are still at it."""
        self._asker.close()

    def _page(
        self, name: str, query: str, cursor: Cursor, *, common: str | None
    ) -> list[Row | Unread]:
        """Return a page of the index; an empty one where the server skips no further."""
        # `until:` takes in its own moment, to the fraction; quotes are for the blank in it.
        until = f' until:"{cursor.until}"' if cursor.until else ""
        # n always goes along: old servers told of more only to who had sent it (gertty says so).
        asked = [("q", query + until), ("n", str(PAGE))]
        if cursor.skip:
            # S is understood since 2.10; `start`, the longer word for it, only since 2.11.
            asked.append(("S", str(cursor.skip)))
        try:
            return self._read(name, "/changes/", asked, _lines, common=common)
        except NotUnderstoodError as error:
            if cursor.skip and _NO_FURTHER in error.what:
                return []
            raise


def _lines(body: bytes, where: str) -> list[Row | Unread]:
    lines = [line(raw) for raw in decoded(body, list[msgspec.Raw], where)]
    unread = {one._number: one.why for one in lines if isinstance(one, Unread)}
    check(unread, len(lines) - len(unread), where)
    return lines


def _decoded(kind: type[Kind], body: bytes, where: str) -> Kind:
    return decoded(body, kind, where)


def decoded(body: bytes, kind: type[Kind], where: str) -> Kind:
    """Return what a body of Gerrit's says.

    Raises:
        SourceChangedError: The guard line is missing, or the rest is no such JSON.
    """
    text = unpacked(body, Patience(), where)
    if not text.startswith(_GUARD):
        raise SourceChangedError(
            "the answer does not start with Gerrit's guard line",
            where=where,
            hint="check the server's address in team.yaml",
        )
    return read(text[len(_GUARD) :], kind, where)


def numbers(version: str) -> tuple[int, int] | None:
    """Return the first two numbers of a version, or None where it has none."""
    match = re.match(r"(\d{1,4})\.(\d{1,4})(?!\d)", version)
    return (int(match[1]), int(match[2])) if match else None
