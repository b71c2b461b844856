"""Tables and lists in a mail: a number's parts, the things behind it, or a short series."""

from collections.abc import Iterator

from retro.mail.plain import WIDTH, paragraph
from retro.mail.values import MARKS, worded
from retro.model.facts import Drawing, Fact, Gap, Item, Picture
from retro.outline.evidence import items_of, unshown
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.words import NBSP, cell, counted, day, number, visible

ROWS = 32
"""A series of more rows is no reading for a mail; half a year of weeks fits."""


def item(told: Item) -> Iterator[str]:
    """Yield a thing as lines of a list, its address below it."""
    when = day(told.since) if told.since else ""
    head = ", ".join(part for part in (told.title, when, told.state) if part)
    text = visible(f"{head}: {told.note}" if told.note else head)
    yield from paragraph(text.replace(NBSP, " "), "- ")
    if told.url:
        yield f"  {visible(told.url)}"


def table(told: Fact | Drawing | Gap, when: str) -> Iterator[str]:
    """Yield the lines of a series, of a number's parts, or of the list behind it."""
    if isinstance(told, Picture):
        yield from _drawn(told)
    elif isinstance(told, Fact) and told.parts:
        unit = "share" if told.unit == "share" else ""
        yield from _headed(told, when)
        for part in told.parts:
            yield from paragraph(f"{part.label}: {counted(part.value, unit)}", "- ")
    else:
        yield from listing(told, when, "table")


def listing(told: Fact | Gap, when: str, kind: str = "list") -> Iterator[str]:
    """Yield the lines of the list behind a number; a long one breaks off."""
    yield from _headed(told, when)
    if why := unshown(told, kind):
        yield from () if isinstance(told, Gap) else paragraph(why)
        return
    items = items_of(told)
    for one in items[:LIST_LIMIT]:
        yield from item(one)
    if len(items) > LIST_LIMIT:
        yield f"- and {number(len(items) - LIST_LIMIT)} more, on the attached page"


def _headed(told: Fact | Gap, when: str) -> list[str]:
    end = "" if isinstance(told, Gap) else ":"
    at = f" at {when}" if when else ""
    return paragraph(f"{told.title}{at}, {worded(told, with_unit=True)}{end}")


def _drawn(told: Drawing) -> Iterator[str]:
    lines = [" | ".join(told.heads)]
    for place, *values in told.rows:
        lines.append(" | ".join((cell(place), *(cell(value, told.unit) for value in values))))
    if len(told.rows) > ROWS or max(map(len, lines)) > WIDTH:
        whole = f"{told.title}{MARKS[told.origin]}. {told.sentence}"
        yield from paragraph(f"[Table: {whole} The numbers are on the attached page.]")
        return
    yield from paragraph(f"{told.title}{MARKS[told.origin]}, in {told.unit}:")
    yield from lines
