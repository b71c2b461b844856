"""The tables as Parquet, written by DuckDB, which comes with the extra `parquet`."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from retro.errors import UsageError
from retro.export.table import Table

_TYPES = {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}


def engine() -> Any:
    """Return DuckDB.

    Raises:
        UsageError: It is not installed.
    """
    try:
        return import_module("duckdb")
    except ImportError as error:
        what = "Parquet files need DuckDB, which is not installed"
        hint = 'pip install "cycle-retro[parquet]", or leave out --parquet'
        raise UsageError(what, hint=hint) from error


def write(duckdb: Any, folder: Path, tables: Sequence[Table]) -> None:
    """Write a Parquet file beside each CSV file of a folder."""
    with duckdb.connect() as base:
        for table in tables:
            types = {one.name: _TYPES[one.type] for one in table.columns}
            path = str(folder / f"{table.name}.csv")
            records = base.read_csv(path, header=True, columns=types, quotechar='"')
            records.write_parquet(str(folder / f"{table.name}.parquet"), compression="zstd")
