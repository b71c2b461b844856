"""The tables of what is counted: facts, drawn days, definitions."""

from collections.abc import Iterator
from datetime import date

from retro.export.table import Column, Cycle, Reference, Row, Table, to_edition
from retro.model.facts import Gap

WHOLE = "whole"
"""The part that is the number itself."""


def _facts(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        for name, fact in edition.report.facts.items():
            if isinstance(fact, Gap):
                yield (edition.name, name, WHOLE, *(None,) * 8, fact.why)
                continue
            low, high = fact.between or (None, None)
            about = (low, high, fact.off, fact.n, str(fact.origin), None)
            yield (edition.name, name, WHOLE, *_valued(fact.value), fact.unit, *about)
            for part in fact.parts:
                low, high = part.between or (None, None)
                about = (low, high, part.off, None, str(fact.origin), None)
                yield (edition.name, name, part.key, *_valued(part.value), None, *about)


def _valued(value: float | int | str | date) -> tuple[float | int | None, str | None]:
    return (value, None) if isinstance(value, int | float) else (None, str(value))


def _days(cycle: Cycle) -> Iterator[Row]:
    for edition in cycle.editions:
        for name, drawing in edition.report.series.items():
            if isinstance(drawing, Gap):
                continue
            for place, row in enumerate(drawing.rows, 1):
                label, *values = row
                for head, value in zip(drawing.heads[1:], values, strict=True):
                    yield edition.name, name, place, str(label), head, *_cell(value)


def _cell(value: date | float | int | str | None) -> tuple[float | int | None, str | None]:
    return (None, None) if value is None else _valued(value)


def _definitions(cycle: Cycle) -> Iterator[Row]:
    for name, one in sorted(cycle.editions[-1].report.definitions.items()):
        yield name, one.title, one.unit, " ".join(f"{one.summary} {one.body}".split())


FACTS = Table(
    name="facts",
    text="A number of a page, or one of its parts; a gap has its reason in place of a value.",
    key=("edition", "fact", "part"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("fact", "string", "The number's name."),
        Column("part", "string", f"The key of a part; `{WHOLE}` is the number itself."),
        Column("value", "number", "Its value, if it is a number."),
        Column("text", "string", "Its value, if it is a day or an address."),
        Column("unit", "string", "What the value counts; a share lies between 0 and 1."),
        Column("least", "integer", "The least that it may be, where that is a range."),
        Column("most", "integer", "The most that it may be."),
        Column("off", "integer", "By how much it may be off, where something is assumed."),
        Column("n", "integer", "How many things it was taken from."),
        Column("origin", "string", "Measured, assumed, typed or simulated."),
        Column("gap", "string", "Why there is no value."),
    ),
    rows=_facts,
    references=(to_edition(), Reference(("fact",), "definitions", ("fact",))),
)

DAYS = Table(
    name="days",
    text="One value of a picture or table of a page: a day, a week, or a thing with a line each.",
    key=("edition", "series", "place", "line"),
    columns=(
        Column("edition", "string", "The edition."),
        Column("series", "string", "The picture's name."),
        Column("place", "integer", "The place of the row, from 1 on."),
        Column("at", "string", "The day, the Monday of a week, or what the row is of."),
        Column("line", "string", "Which of its values."),
        Column("value", "number", "The value; empty where there is nothing to know."),
        Column("text", "string", "The value, if it is no number."),
    ),
    rows=_days,
    references=(to_edition(),),
)

DEFINITIONS = Table(
    name="definitions",
    text="What a number, or a picture, counts: the definition that the site prints.",
    key=("fact",),
    columns=(
        Column("fact", "string", "The name."),
        Column("title", "string", "What it is called on a page."),
        Column("unit", "string", "What its value counts."),
        Column("definition", "string", "How it is counted."),
    ),
    rows=_definitions,
)
