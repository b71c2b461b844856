"""datapackage.json: what every table and column of an export says; the master of its kind.

Source:
    Data Package and Table Schema, https://datapackage.org/standard/ (version 2).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from retro import __version__
from retro.export.table import Column, Cycle, Table
from retro.snapshot.manifest import Collection

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


class Written(Struct, frozen=True):
    """A file as it was written: its name, its size in bytes, and its digest."""

    name: str
    bytes: int
    sha256: str


def package(
    cycle: Cycle, tables: Sequence[Table], files: Mapping[str, Written], licence: str = ""
) -> dict[str, Any]:
    """Describe an export: its tables, where they came from, and what may be done with them."""
    report = cycle.editions[-1].report
    told: dict[str, Any] = {
        "$schema": PROFILE,
        "name": f"{report.team}-{report.cycle}".lower(),
        "title": f"{report.team_title}, {report.cycle_title}: the record behind the retrospective",
        "description": _about(cycle),
        "version": __version__,
        "sources": [_source(held) for held in cycle.book.manifest.collections],
    }
    if licence:
        told["licenses"] = [{"name": licence, "title": licence}]
    return told | {"resources": [_resource(table, files[table.name]) for table in tables]}


def _about(cycle: Cycle) -> str:
    report = cycle.editions[-1].report
    simulated = " Parts of it are simulated." if report.simulated else ""
    return (
        "One row of `states` is an interval in which a change stood unaltered, so the backlog "
        "of any day is one join. All moments are UTC. retro.sql counts the numbers of the page "
        "from these tables. No person is named: what somebody was to a change stands as a role. "
        "Whoever joins the moments with what the server itself shows to everybody will find who "
        f"acted, as the server tells it.{simulated}"
    )


def _source(held: Collection) -> dict[str, Any]:
    return {
        "title": held.name,
        "path": held.server,
        "version": held.version,
        "origin": held.origin,
        "collected": held.started.isoformat(),
        "hash": f"sha256:{held.sha256}",
    }


def _resource(table: Table, file: Written) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": file.name,
        "description": table.text,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(one.columns),
                "reference": {
                    "resource": one.table.replace("_", "-"),
                    "fields": list(one.named),
                },
            }
            for one in table.references
        ]
    return schema


def _field(column: Column, table: Table) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.text,
    }
    limits: dict[str, Any] = {}
    if column.name in table.key:
        limits["required"] = True
    if column.values:
        limits["enum"] = list(column.values)
    if column.unit:
        field["unit"] = column.unit
    return field | ({"constraints": limits} if limits else {})
