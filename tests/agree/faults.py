"""Faults to plant: every report that differs from a given one in a single number."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from retro.model.facts import Bars, Fact, Report, Series, Table

MUCH = 10_000
"""More than any number of a report, so that no limit holds it."""


def faults(report: Report, much: int = MUCH) -> Iterator[tuple[str, Report]]:
    """Yield what was altered, and the report with that alone altered."""
    for name, fact in report.facts.items():
        if isinstance(fact, Fact) and isinstance(fact.value, int | float):
            for what, other in _facts(fact, much):
                yield f"{name} {what}", replace(report, facts={**report.facts, name: other})
    for name, drawing in report.series.items():
        if isinstance(drawing, Series | Bars | Table):
            for what, other in _drawings(drawing, much):
                yield f"{name} {what}", replace(report, series={**report.series, name: other})


def _facts(fact: Fact, much: int) -> Iterator[tuple[str, Fact]]:
    yield "value", replace(fact, value=fact.value + much)
    if fact.n is not None:
        yield "n", replace(fact, n=fact.n + much)
    for at, part in enumerate(fact.parts):
        other = replace(part, value=part.value + much)
        yield part.key, replace(fact, parts=_with(fact.parts, at, other))


def _drawings(drawing: Series | Bars | Table, much: int) -> Iterator[tuple[str, Any]]:
    if isinstance(drawing, Table):
        yield from _tables(drawing, much)
        return
    if isinstance(drawing, Bars):
        for at, bar in enumerate(drawing.bars):
            if isinstance(bar.values[0], int):
                other = replace(bar, values=(bar.values[0] + much,))
                yield bar.label, replace(drawing, bars=_with(drawing.bars, at, other))
        return
    for at, line in enumerate(drawing.lines):
        for place in (0, len(drawing.x) // 2, -1):
            values = list(line.values)
            values[place] = (values[place] or 0) + much
            other = replace(line, values=tuple(values))
            yield f"{line.label} {place}", replace(drawing, lines=_with(drawing.lines, at, other))


def _tables(table: Table, much: int) -> Iterator[tuple[str, Table]]:
    """Yield a table with one number more in a column, or without one of its words."""
    for at, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            other = cell + much if isinstance(cell, int | float) else "nothing"
            rows = _with(table.rows, at, _with(row, place, other))
            yield f"{table.heads[place]} {at}", replace(table, rows=rows)


def _with(things: tuple, at: int, other: object) -> tuple:
    return (*things[:at], other, *things[at + 1 :])
