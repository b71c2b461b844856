"""Any days of the record in the cycle's place: the same measures, over a window of one's own."""

import re
from datetime import date

from msgspec.structs import replace

from retro import measure
from retro.errors import UsageError
from retro.model.cycle import Cycle
from retro.model.facts import Definition, Drawing, Fact, Gap, Report
from retro.model.time import last_day_before
from retro.outline.words import day as said
from retro.record.book import Book

_OF_A_CYCLE = ("features.", "priorities.", "handoff.")
_CALENDAR = "the calendar of the cycle"
_WHOLE = "It is of a whole cycle, by what was meant for it, and not of other days."
_NO_DAYS = "It goes by the milestones of the cycle's calendar, and a window of days has none."
_DAY = re.compile(r"\.(\d{4}-\d\d-\d\d)$")


def window(book: Book, since: date | None, until: date | None) -> Report:
    """Answer every question as if the cycle had gone from one day to the end of another.

    What rests on the calendar of the cycle, or on what was meant for it, is a gap.

    Args:
        book: The record.
        since: The first day; by default the cycle's.
        until: The last day; by default the release, or the last whole day of the record.

    Raises:
        UsageError: The days are no window, or some of them are outside of the record.
    """
    since, until = _inside(book, since, until)
    cycle = book.target.cycle
    days = Cycle(name=cycle.name, id=cycle.id, start=since, release=until, without=cycle.without)
    case = replace(book.case(until), cycle=days, editions=())
    definitions = measure.definitions(book.target.notes)
    facts = {
        name: fact if not (why := _why_not(definitions[name], since)) else _gap(fact, why)
        for name, fact in measure.facts(case).items()
    }
    cover = book.cover(f"{since} to {until}", until, facts=facts, definitions=definitions)
    return replace(cover, start=since, release=until, series=_series(case))


def _series(case: measure.Case) -> dict[str, Drawing | Gap]:
    return {name: drawn for name, drawn in measure.series(case).items() if not _whole(name)}


def _inside(book: Book, since: date | None, until: date | None) -> tuple[date, date]:
    """Return the first and the last day, once both are known to lie in the record.

    What began after the days that were asked for was not collected, however far it reaches.
    """
    asked, cycle = book.manifest.window, book.target.cycle
    first = asked.start.date()
    last = min(book.moments.last_whole, last_day_before(asked.end))
    since, until = since or cycle.start, until or min(last, cycle.release)
    hint = f"the record covers {first} to {last}"
    for given in (since, until):
        if not first <= given <= last:
            raise UsageError(f"the record does not cover {given}", hint=hint)
    if until < since:
        raise UsageError(f"{until} is before {since}, so no day lies between", hint=hint)
    return since, until


def _why_not(definition: Definition, since: date) -> str:
    """Say why a number has no meaning for other days than the cycle's, or nothing."""
    if _whole(definition.name):
        return _WHOLE
    if _CALENDAR in definition.source:
        return _NO_DAYS
    if (named := _DAY.search(definition.name)) and date.fromisoformat(named[1]) < since:
        return f"The window begins on {said(since)}, and this is of a day before."
    return ""


def _whole(name: str) -> bool:
    return name.startswith(_OF_A_CYCLE)


def _gap(fact: Fact | Gap, why: str) -> Gap:
    return Gap(name=fact.name, title=fact.title, why=why, moment=fact.moment, definition=fact.name)
