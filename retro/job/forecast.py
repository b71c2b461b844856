"""What is expected of the end of a cycle, asked of it and of the records of those before."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from retro.errors import RetroError
from retro.job.answers import COURSE, Answers, quietly
from retro.job.earlier import earlier
from retro.job.order import Order
from retro.job.targets import named
from retro.model.ahead import Forecast
from retro.model.forecast import Course
from retro.progress import Say
from retro.record import suitability

if TYPE_CHECKING:  # what measures is loaded by the first question that is new
    from retro.record.book import Book


def foretold(
    order: Order, asker: Answers, as_of: date, say: Say, *, running: bool
) -> Forecast | None:
    """Return what is expected of a cycle on a day, or, where it does not run, how that fared.

    Args:
        order: Says where snapshots and kept answers are.
        asker: The cycle's record.
        as_of: The day.
        say: Hears which earlier record can't be used.
        running: Whether the cycle runs, as who asks sees it.
    """
    past = tuple(_past(order, asker, say))
    over = as_of >= asker.target.cycle.release
    if not running and not past:
        return None
    records = (*past, asker) if over else past
    known = sha256(" ".join(one.sources for one in records).encode()).hexdigest()

    def expected(book: "Book") -> Forecast | None:
        from retro.record.expecting import expect

        return expect(book, as_of, list(map(_course, records)), running=running)

    return asker.ask(f"forecast {as_of} {running} {known}", expected)


def _course(answers: Answers) -> Course:
    def told(book: "Book") -> Course:
        from retro.record.course import course

        return course(book)

    return answers.ask(COURSE, told)


def _past(order: Order, asker: Answers, say: Say) -> Iterator[Answers]:
    """Yield the records of earlier cycles; one that can't be used spoils no other's pages."""
    for folder in earlier(order, asker.target):
        try:
            other = named(order, asker.target.team.key, folder)
            found = quietly(order, other, lambda _: None)
            suitability.check(other, found.manifest)
            _course(found)
        except RetroError as error:
            say(f"{asker.target.path}: nothing is expected by {folder}: {error}")
        else:
            yield found
