"""Tables and lists in a mail: a number's parts, the things behind it, or a short series."""

from collections.abc import Iterator

from retro.mail.notes import Notes
from retro.mail.plain import WIDTH, paragraph
from retro.mail.values import MARKS, worded
from retro.model.facts import Drawing, Fact, Gap, Item, Picture
from retro.outline.evidence import items_of, unshown
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.words import NBSP, cell, day, number, portion, visible

ROWS = 32
"""A series of more rows is no reading for a mail; half a year of weeks fits."""


def item(thing: Item, notes: Notes) -> Iterator[str]:
    """Yield a thing as lines of a list; its address is a note."""
    when = day(thing.since) if thing.since else ""
    head = ", ".join(part for part in (thing.title, when, thing.state) if part)
    text = visible(f"{head}: {thing.note}" if thing.note else head)
    lead = notes.link(thing.url) if thing.url else ""
    yield from (line.replace(NBSP, " ") for line in paragraph(f"{text}{lead}", "- "))


def table(meaning: Fact | Drawing | Gap, when: str, notes: Notes) -> Iterator[str]:
    """Yield the lines of a series, of a number's parts, or of the list behind it."""
    if isinstance(meaning, Picture):
        yield from _drawn(meaning, notes.page.there)
    elif isinstance(meaning, Fact) and meaning.parts:
        yield from _headed(meaning, when)
        for part in meaning.parts:
            yield from paragraph(f"{part.label}: {portion(part, meaning.unit)}", "- ")
    else:
        yield from listing(meaning, when, notes, "table")


def listing(fact: Fact | Gap, when: str, notes: Notes, kind: str = "list") -> Iterator[str]:
    """Yield the lines of the list behind a number; a long one breaks off."""
    yield from _headed(fact, when)
    if why := unshown(fact, kind):
        yield from () if isinstance(fact, Gap) else paragraph(why)
        return
    items = items_of(fact)
    for thing in items[:LIST_LIMIT]:
        yield from item(thing, notes)
    if len(items) > LIST_LIMIT:
        more = f"and {number(len(items) - LIST_LIMIT)} more"
        yield from paragraph(f"{more}, {notes.page.there}" if notes.page.there else more, "- ")


def _headed(fact: Fact | Gap, when: str) -> list[str]:
    end = "" if isinstance(fact, Gap) else ":"
    at = f" at {when}" if when else ""
    return paragraph(f"{fact.title}{at}, {worded(fact, with_unit=True)}{end}")


def _drawn(picture: Drawing, there: str) -> Iterator[str]:
    lines = [" | ".join(picture.heads)]
    for place, *values in picture.rows:
        lines.append(" | ".join((cell(place), *(cell(value, picture.unit) for value in values))))
    if len(picture.rows) > ROWS or max(map(len, lines)) > WIDTH:
        whole = f"{picture.title}{MARKS[picture.origin]}. {picture.sentence}"
        numbers = f" The numbers are {there}." if there else ""
        yield from paragraph(f"[Table: {whole}{numbers}]")
        return
    yield from paragraph(f"{picture.title}{MARKS[picture.origin]}, in {picture.unit}:")
    yield from lines
