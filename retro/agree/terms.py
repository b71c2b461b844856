"""Numbers of a report, each with the words by which a disagreement calls it."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from retro.model.facts import Bars, Cell, Fact, Report, Series, Table

Number = float | int

Read = Callable[[Report], Number | None]
"""Reads a number from a report; None where it is not known there."""


class Term(Struct, frozen=True):
    """A number that a report tells somewhere."""

    says: str
    read: Read


def value(name: str) -> Term:
    """Return the number of a fact."""

    def read(report: Report) -> Number | None:
        fact = known(report, name)
        return number(fact) if fact else None

    return Term(name, read)


def taken_from(name: str) -> Term:
    """Return the n of a fact."""

    def read(report: Report) -> Number | None:
        fact = known(report, name)
        return fact.n if fact else None

    return Term(f"n of {name}", read)


def part(name: str, *keys: str) -> Term:
    """Return the sum of those parts of a fact that have some keys; one at least is there."""

    def read(report: Report) -> Number | None:
        fact = known(report, name)
        values = [one.value for one in fact.parts if one.key in keys] if fact else []
        return sum(values) if values else None

    return Term(f"{name} ({', '.join(keys)})", read)


def parts(name: str, beginning: str) -> Term:
    """Return the sum of those parts of a fact whose keys begin so; one at least is there."""

    def read(report: Report) -> Number | None:
        fact = known(report, name)
        values = [one.value for one in fact.parts if one.key.startswith(beginning)] if fact else []
        return sum(values) if values else None

    return Term(f"{name} ({beginning}…)", read)


def share(name: str, key: str) -> Term:
    """Return a part of a fact; all of it where it has no parts, since the others are none."""

    def read(report: Report) -> Number | None:
        fact = known(report, name)
        if fact is None or not fact.parts:
            return number(fact) if fact else None
        return sum(one.value for one in fact.parts if one.key == key)

    return Term(f"{name} ({key})", read)


def total(name: str, *labels: str) -> Term:
    """Return the sum of a series: of all its lines, or of those with some labels."""
    return Term(f"the sum of {_named(name, labels)}", lambda report: _sum(report, name, labels))


def last(name: str, *labels: str) -> Term:
    """Return the last point of a series: the sum of its lines, or of those with some labels."""
    return Term(f"the last of {_named(name, labels)}", lambda r: _sum(r, name, labels, at=-1))


def first(name: str) -> Term:
    """Return the first point of a series."""
    return Term(f"the first of {name}", lambda report: _sum(report, name, (), at=0))


def bar(name: str, label: str) -> Term:
    """Return what a bar counts; a bar that has nothing to show is left out."""

    def read(report: Report) -> Number | None:
        bars = report.series.get(name)
        if not isinstance(bars, Bars):
            return None
        values = [one.values[0] for one in bars.bars if one.label == label]
        return next((one for one in values if isinstance(one, int)), None if values else 0)

    return Term(f"{label} in {name}", read)


def column(name: str, head: str) -> Term:
    """Return the sum of a table's column, all of whose cells are known."""

    def read(report: Report) -> Number | None:
        cells = _cells(report, name, head)
        return _whole(map(_count, cells)) if cells else None

    return Term(f"the sum of {name} ({head})", read)


def rows(name: str, head: str, cell: str) -> Term:
    """Return how many rows of a table have some words in a column."""

    def read(report: Report) -> Number | None:
        cells = _cells(report, name, head)
        return cells.count(cell) if cells else None

    return Term(f"the rows of {name} ({head}: {cell})", read)


def added(*terms: Term) -> Term:
    """Return the sum of numbers, all of which are known."""
    return _joined(" + ".join(one.says for one in terms), terms, lambda numbers: sum(numbers))


def over(above: Term, below: Term, times: int = 1) -> Term:
    """Return so many times a number divided by another."""
    says = f"{above.says} over {below.says}"
    return _joined(says, (above, below), lambda n: times * n[0] / n[1] if n[1] else 0)


def known(report: Report, name: str) -> Fact | None:
    """Return a fact that is a number, or None."""
    fact = report.facts.get(name)
    return fact if isinstance(fact, Fact) and number(fact) is not None else None


def number(fact: Fact) -> Number | None:
    """Return the number of a fact, None where it is a day or an address."""
    return fact.value if isinstance(fact.value, int | float) else None


def drawn(report: Report, name: str) -> Series | None:
    """Return a series, or None."""
    series = report.series.get(name)
    return series if isinstance(series, Series) else None


def _sum(
    report: Report, name: str, labels: tuple[str, ...], at: int | None = None
) -> Number | None:
    """Sum the lines of a series, at one of its points or at all; None where one is not known."""
    series = drawn(report, name)
    if series is None:
        return None
    values = [
        one
        for line in series.lines
        if not labels or line.label in labels
        for one in (line.values if at is None else (line.values[at],))
    ]
    return _whole(values)


def _cells(report: Report, name: str, head: str) -> tuple[Cell, ...]:
    """Return the cells of a table's column; none where there is no such table, or column."""
    table = report.series.get(name)
    if not isinstance(table, Table) or head not in table.heads:
        return ()
    return tuple(row[table.heads.index(head)] for row in table.rows)


def _count(cell: Cell) -> Number | None:
    return cell if isinstance(cell, int | float) else None


def _whole(values: Iterable[Number | None]) -> Number | None:
    found = list(values)
    there = [one for one in found if one is not None]
    return sum(there) if len(there) == len(found) else None


def _joined(says: str, terms: tuple[Term, ...], join: Callable[[list[Number]], Number]) -> Term:
    def read(report: Report) -> Number | None:
        numbers = [one.read(report) for one in terms]
        there = [one for one in numbers if one is not None]
        return join(there) if len(there) == len(numbers) else None

    return Term(says, read)


def _named(name: str, labels: tuple[str, ...]) -> str:
    return f"{name} ({', '.join(labels)})" if labels else name
