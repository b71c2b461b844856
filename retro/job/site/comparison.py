"""The key numbers of the cycle before, measured as many days before its own release."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from retro import snapshot
from retro.errors import RetroError
from retro.job.answers import Answers, quietly
from retro.job.order import Order
from retro.job.site import burndown, cycle_before
from retro.job.site.burndown import Way
from retro.model.facts import Before, Drawing, Fact, Gap, Report
from retro.outline.key_numbers import POSTER_LINE, key_facts
from retro.outline.words import day as said
from retro.progress import Say
from retro.record import suitability

if TYPE_CHECKING:
    from retro.record.book import Book


class Earlier(Struct, frozen=True):
    """The cycle before, opened; or in `why` a sentence that says why there is none."""

    answers: Answers | None = None
    why: str = ""


class Past(Struct, frozen=True, kw_only=True):
    """What the record of the cycle before tells of one day of it."""

    facts: dict[str, Fact | Gap]
    line: Drawing | Gap
    ways: dict[str, Way]


def opened(order: Order, asker: Answers, say: Say) -> Earlier:
    """Read the snapshot of the cycle before; one that can't be used spoils no other's pages."""
    other = cycle_before.before(order, asker.target)
    if other is None:
        return Earlier(why="The cycle before is not known, so nothing is compared with it.")
    title = other.cycle.title
    if not snapshot.exists(other.snapshot):
        return Earlier(why=f"There is no snapshot of {title}, the cycle before, to compare with.")
    try:
        found = quietly(order, other, lambda _: None, asker=asker)
        suitability.check(other, found.manifest)
        _ = found.moments.editions, found.opened()
    except RetroError as error:
        say(f"{asker.target.path}: not compared with {other.path}: {error}")
        why = f"The snapshot of {title}, the cycle before, can't be used to compare with."
        return Earlier(why=why)
    return Earlier(found)


def compare(earlier: Earlier, report: Report) -> Report:
    """Add to a report how its key numbers stood in the cycle before."""
    answers = earlier.answers
    if answers is None:
        return replace(report, compared=earlier.why)
    cycle = answers.target.cycle
    title, day = cycle.title, cycle.release - (report.release - report.as_of)
    if day < cycle.start:
        text = f"{title}, the cycle before, had not begun as long before its end: it was shorter."
        return replace(report, compared=text)
    if why := answers.moments.unknown(day, day):
        text = f"{title}, the cycle before, can't be compared with as of {said(day)}: {why}"
        return replace(report, compared=text)
    past = _past(answers, day, report)
    before = Before(
        cycle_title=title,
        as_of=day,
        week=cycle.week_of(day),
        facts=past.facts,
        series={POSTER_LINE: past.line},
    )
    text = f"Key numbers are compared with {title} as of {said(day)}, as long before its end."
    found = burndown.under(report, title, past.ways)
    return replace(found, before=before, compared=text)


def _past(answers: Answers, day: date, report: Report) -> Past:
    """Ask the cycle before what a report is held against; lists are its own pages' to show."""
    names = key_facts(report.facts)
    days = burndown.days(report, report.release - answers.target.cycle.release)

    def measured(book: "Book") -> Past:
        from retro import measure
        from retro.job.site.ways_before import ways

        case = book.case(day)
        return Past(
            facts={name: replace(measure.fact(case, name), evidence=None) for name in names},
            line=measure.drawing(case, POSTER_LINE),
            ways=ways(book, days),
        )

    asked = {name: [str(one) for one in some] for name, some in days.items()}
    return answers.ask(f"past {day} {names} {asked}", measured)


def linked(order: Order, earlier: Earlier, report: Report) -> Report:
    """Add to a compared report where the pages of the cycle before are, as far as they are."""
    if report.before is None or earlier.answers is None:
        return report
    folder, exact = _pages(order, earlier.answers, report.before.as_of)
    return replace(report, before=replace(report.before, folder=folder, exact=exact))


def _pages(order: Order, past: Answers, day: date) -> tuple[str, bool]:
    """Return the folder of the edition of a day, else the default one's, and which of both."""
    for name, at in past.moments.editions.items():
        folder = past.moments.folder(name)
        if at == day and cycle_before.stands(order, past.target.path, folder):
            return folder, True
    path = past.target.path
    return (path, False) if cycle_before.stands(order, path, path) else ("", False)
