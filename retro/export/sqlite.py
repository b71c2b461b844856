"""An export as one SQLite file: tables, keys, references, views."""

import errno
import math
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from retro.export.queries import script
from retro.export.table import Cycle, Table, rows_of

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def write(path: Path, tables: Sequence[Table], cycle: Cycle) -> None:
    """Write the tables and the views on them to a new file.

    Raises:
        OSError: There is no room, or the disk fails: SQLite says that in a way of its own.
    """
    try:
        with closing(opened(path)) as base, base:
            fill(base, tables, cycle)
            base.executescript(script(cycle.editions[-1].report.definitions))
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def fill(base: sqlite3.Connection, tables: Sequence[Table], cycle: Cycle) -> None:
    """Make the tables, with their rows and what finds these quickly."""
    for table in tables:
        base.execute(_create(table))
        marks = ", ".join("?" for _ in table.columns)
        base.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows_of(table, cycle))
    for name in ("events", "reviews"):
        base.execute(f"CREATE INDEX {name}_by_change ON {name} (change, happened)")


def opened(path: Path | str) -> sqlite3.Connection:
    """Open a file; what a SQLite without mathematics lacks is added."""
    base = sqlite3.connect(path)
    base.create_function("ln", 1, math.log, deterministic=True)
    base.create_function("exp", 1, math.exp, deterministic=True)
    return base


def _create(table: Table) -> str:
    columns = [f"{_name(one.name)} {_TYPES.get(one.type, 'TEXT')}" for one in table.columns]
    if table.key:
        columns.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    for one in table.references:
        ours, theirs = (", ".join(map(_name, names)) for names in (one.columns, one.named))
        columns.append(f"FOREIGN KEY ({ours}) REFERENCES {one.table} ({theirs})")
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _name(column: str) -> str:
    """Return a column's name as SQL takes it, be it a word of SQL or not."""
    return f'"{column}"'
