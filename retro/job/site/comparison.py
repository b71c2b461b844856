"""The key numbers of the cycle before, measured as many days before its own release."""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from retro import measure, snapshot
from retro.errors import RetroError
from retro.job.order import Order
from retro.job.site import burndown, cycle_before
from retro.model.facts import Before, Fact, Gap, Report
from retro.outline.key_numbers import POSTER_LINE, key_facts
from retro.outline.words import day as said
from retro.progress import Say
from retro.record import suitability
from retro.record.book import Book
from retro.record.reading import read
from retro.record.target import Target


class Earlier(Struct, frozen=True):
    """The cycle before, opened; or in `why` a sentence that says why there is none."""

    book: Book | None = None
    why: str = ""


def opened(order: Order, target: Target, say: Say) -> Earlier:
    """Read the snapshot of the cycle before; one that can't be used spoils no other's pages."""
    other = cycle_before.before(order, target)
    if other is None:
        return Earlier(why="The cycle before is not known, so nothing is compared with it.")
    title = other.cycle.title
    if not snapshot.exists(other.snapshot):
        return Earlier(why=f"There is no snapshot of {title}, the cycle before, to compare with.")
    try:
        found = read(other)
        suitability.check(other, found.manifest)
        _ = found.moments.editions
    except RetroError as error:
        say(f"{target.path}: not compared with {other.path}: {error}")
        why = f"The snapshot of {title}, the cycle before, can't be used to compare with."
        return Earlier(why=why)
    return Earlier(found)


def compare(earlier: Earlier, report: Report) -> Report:
    """Add to a report how its key numbers stood in the cycle before."""
    past = earlier.book
    if past is None:
        return replace(report, compared=earlier.why)
    title, release = past.target.cycle.title, past.target.cycle.release
    day = release - (report.release - report.as_of)
    if why := past.moments.unknown(day, day):
        text = f"{title}, the cycle before, can't be compared with as of {said(day)}: {why}"
        return replace(report, compared=text)
    case = past.case(day)
    before = Before(
        cycle_title=title,
        as_of=day,
        week=past.target.cycle.week_of(day),
        facts=_facts(case, report),
        series={POSTER_LINE: measure.drawing(case, POSTER_LINE)},
    )
    text = f"Key numbers are compared with {title} as of {said(day)}, as long before its release."
    return replace(burndown.under(report, past), before=before, compared=text)


def linked(order: Order, earlier: Earlier, report: Report) -> Report:
    """Add to a compared report where the pages of the cycle before are, as far as they are."""
    if report.before is None or earlier.book is None:
        return report
    folder, exact = _pages(order, earlier.book, report.before.as_of)
    return replace(report, before=replace(report.before, folder=folder, exact=exact))


def _facts(case: measure.Case, report: Report) -> dict[str, Fact | Gap]:
    """Measure the key numbers alone; their lists are the other cycle's to show."""
    names = key_facts(report.facts)
    return {name: replace(measure.fact(case, name), evidence=None) for name in names}


def _pages(order: Order, past: Book, day: date) -> tuple[str, bool]:
    """Return the folder of the edition of a day, else the default one's, and which of both."""
    for name, at in past.moments.editions.items():
        folder = past.moments.folder(name)
        if at == day and cycle_before.stands(order, past.target.path, folder):
            return folder, True
    path = past.target.path
    return (path, False) if cycle_before.stands(order, path, path) else ("", False)
