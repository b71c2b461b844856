"""Writing an export: whole or not at all, the description last."""

import csv
import json
from hashlib import file_digest
from pathlib import Path
from typing import Any

from retro import disk
from retro.export import metadata, package, parquet, sqlite
from retro.export.package import Written
from retro.export.queries import script
from retro.export.table import Cycle, Table, Value, plain
from retro.export.tables import TABLES
from retro.render.spreadsheet import cell

BASE = "retro.sqlite"
QUERIES = "retro.sql"


def write(
    folder: Path, cycle: Cycle, *, licence: str = "", with_parquet: bool = False
) -> list[Path]:
    """Write an export to a folder, and return the files in order of their names.

    Each file is made beside its place and put there in one step, the description of all last.

    Args:
        folder: Where to; it is made if need be. Other files in it are left alone.
        cycle: What to write.
        licence: Under which the data may be used, if it is told.
        with_parquet: Write Parquet files as well.

    Raises:
        UsageError: Parquet is asked for, and DuckDB is not installed.
    """
    duckdb = parquet.engine() if with_parquet else None
    with disk.draft(folder) as draft:
        files = {table.name: _csv(draft, table, cycle) for table in TABLES}
        if duckdb:
            parquet.write(duckdb, draft, TABLES)
        sqlite.write(draft / BASE, TABLES, cycle)
        (draft / QUERIES).write_text(script(cycle.editions[-1].report.definitions))
        described = package.package(cycle, TABLES, files, licence)
        _json(draft / metadata.CSVW_NAME, metadata.csvw(described))
        _json(draft / metadata.CROISSANT_NAME, metadata.croissant(described))
        _json(draft / package.NAME, described)
        return _placed(draft, folder)


def _csv(draft: Path, table: Table, cycle: Cycle) -> Written:
    path = draft / f"{table.name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.names)
        for row in table.rows(cycle):
            writer.writerow(map(_text, row))
    with path.open("rb") as written:
        digest = file_digest(written, "sha256").hexdigest()
    return Written(path.name, path.stat().st_size, digest)


def _text(value: Value) -> object:
    """Return a value as CSV has it: a text of others is never a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(plain(value))


def _json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _placed(draft: Path, folder: Path) -> list[Path]:
    """Put the files in their places, the one that describes them last.

    Parquet files of an earlier export go, where this one has none: they would tell of another day.
    """
    names = sorted(
        (path.name for path in draft.iterdir()), key=lambda name: (name == package.NAME, name)
    )
    for table in TABLES:
        if (old := f"{table.name}.parquet") not in names:
            (folder / old).unlink(missing_ok=True)
    for name in names:
        disk.place(draft / name, folder / name)
    return [folder / name for name in sorted(names)]
