"""What an export's table is: columns with a type and a meaning, and rows of plain values."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from msgspec import Struct

from retro.measure import Case
from retro.model.facts import Report
from retro.record.book import Book

Type = Literal["integer", "number", "string", "boolean", "date", "datetime"]
"""The types of Table Schema that are used here."""

Value = bool | int | float | str | date | datetime | None
Row = tuple[Value, ...]


class Column(Struct, frozen=True):
    """One column: its name, its type, what it says, and the unit of a number."""

    name: str
    type: Type
    text: str
    unit: str = ""
    values: tuple[str, ...] = ()


class Edition(Struct, frozen=True):
    """One moment that numbers are asked for: its name, what is known by then, and the answers."""

    name: str
    case: Case
    report: Report


class Cycle(Struct, frozen=True, kw_only=True):
    """All that is exported of one retrospective; the last edition is the latest one."""

    book: Book
    editions: tuple[Edition, ...]
    pseudonym: Callable[[int], str] | None = None

    def named(self, account: int | None) -> str | None:
        """Return an account's pseudonym, if any are given."""
        return self.pseudonym(account) if self.pseudonym and account is not None else None

    @property
    def last(self) -> Case:
        """Return the case that knows most."""
        return max((one.case for one in self.editions), key=lambda case: case.moment)


class Reference(Struct, frozen=True):
    """A column that names the row of another table."""

    columns: tuple[str, ...]
    table: str
    named: tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True):
    """One table: what a row is, its columns, its key, and how its rows are found."""

    name: str
    text: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Cycle], Iterator[Row]]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its columns."""
        return tuple(column.name for column in self.columns)


def to_change() -> Reference:
    """Return a reference to the change of a row."""
    return Reference(("change",), "changes", ("change",))


def to_edition() -> Reference:
    """Return a reference to the edition of a row."""
    return Reference(("edition",), "editions", ("edition",))


def plain(value: Value) -> int | float | str | None:
    """Return a value as text files and SQLite hold it.

    Moments are UTC, without a sign of the zone: so written they sort in the order of time, with
    and without a fraction of a second.
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def rows_of(table: Table, cycle: Cycle) -> Iterator[Sequence[int | float | str | None]]:
    """Yield a table's rows as plain values."""
    for row in table.rows(cycle):
        yield tuple(map(plain, row))
