"""The second witness: the numbers of the page, counted once more by SQL."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from retro import measure
from retro.errors import ContentError
from retro.export.numbers import WHOLE
from retro.export.queries import View, kept, views
from retro.export.sqlite import opened
from retro.shell import typed

_CLOSE = 1e-6
"""Days that SQL counts from texts differ by less than a tenth of a second."""

_OF_PEOPLE = frozenset(one.definition.name for one in measure.METRICS if one.shares)

Key = tuple[str, str, str]
"""Edition, fact and part."""

Values = Mapping[Key, float | str]


class Recount(Struct, frozen=True):
    """What came of it: how many facts SQL knows, of how many, and where it disagrees."""

    counted: int
    facts: int
    values: int
    disagreements: tuple[str, ...]


def recount(path: Path) -> Recount:
    """Count the facts of an exported file by our views, and hold them against the page's.

    What the file has of views itself is not asked.

    Raises:
        ContentError: The file is no export, or not of this version.
    """
    try:
        with closing(opened(path)) as there, closing(opened(":memory:")) as base:
            there.backup(base)
            return held(told(base), *counted(base))
    except (sqlite3.Error, ValueError) as error:
        what = f"this is no export that can be counted: {error}"
        hint = f"{typed('export', cycle='…')} writes it again"
        raise ContentError(what, where=str(path), hint=hint) from error


def told(base: sqlite3.Connection) -> Values:
    """Return the values of the page."""
    asked = "SELECT edition, fact, part, value, text FROM facts WHERE gap IS NULL"
    rows = base.execute(asked)
    return {
        (edition, *key): text if value is None else value for edition, *key, value, text in rows
    }


def counted(base: sqlite3.Connection) -> tuple[Values, list[View]]:
    """Return what the views count that can count here; what they share is counted once."""
    base.executescript(kept())
    [(roles,)] = base.execute("SELECT min(roles) FROM editions")
    known = [view for view in views() if view.counts and (roles or not view.by_role)]
    return {key: value for view in known for key, value in _rows(base, view)}, known


def held(page: Values, sql: Values, known: Iterable[View]) -> Recount:
    """Hold the values of the page against those of SQL; what SQL has no row of is 0 to it."""
    known, names = tuple(known), {name for _, name, _ in page}
    ours = {name for name in names if any(_answers(view, name) for view in known)}
    parts = {key[1:] for key in sql}
    asked = {k: v for k, v in page.items() if k[1] in ours and (k[2] == WHOLE or k[1:] in parts)}
    wrong = (
        f"{key[0]}: {_named(key)} is {value}, but SQL counts {sql.get(key, 0)}"
        for key, value in asked.items()
        if not _same(value, sql.get(key, 0))
    )
    return Recount(len(ours), len(names), len(asked), (*wrong, *_untold(page, sql)))


def _untold(page: Values, sql: Values) -> Iterator[str]:
    """Say which parts SQL has of a number that the page has without them, though not always.

    Parts of people's work may be left out: a few may have done them since the edition before.
    """
    parts = {key[1:] for key in page if key[1] not in _OF_PEOPLE}
    for key, value in sql.items():
        whole = (*key[:2], WHOLE)
        if value and key[1:] in parts and whole in page and key not in page:
            yield f"{key[0]}: {_named(key)} is not on the page, but SQL counts {value}"


def _rows(base: sqlite3.Connection, view: View) -> Iterator[tuple[Key, float | str]]:
    fact = "fact" if view.family else "?"
    asked = f"SELECT edition, {fact}, part, value FROM ({view.select})"
    for *key, value in base.execute(asked, () if view.family else (view.name,)):
        edition, name, part = key
        yield (edition, name, part), value


def _named(key: Key) -> str:
    _, name, part = key
    return name if part == WHOLE else f"{name} ({part})"


def _answers(view: View, name: str) -> bool:
    return name.startswith(view.family) if view.family else name == view.name


def _same(value: float | str, other: float | str | None) -> bool:
    if isinstance(value, str) or isinstance(other, str):
        return value == other
    return abs(value - (other or 0)) <= _CLOSE * max(1.0, abs(value))
