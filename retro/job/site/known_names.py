"""What a record knows by name, for what people wrote to be held against."""

from collections.abc import Iterator

from retro import content
from retro.content import Doubt, Names
from retro.job.order import Order
from retro.job.refusals import refusals
from retro.model.change import Change
from retro.model.feature import named_by
from retro.record.book import Book
from retro.snapshot.gerrit import INDEX


def passed_over(order: Order, book: Book) -> tuple[Doubt, ...]:
    """Return what a team's files name and its record doesn't know."""
    target = book.target
    return content.unheeded(order.content, target.team.key, target.folder, known_names(book))


def known_names(book: Book) -> Names:
    """Return the accounts, projects, work and days that a record knows."""
    index, cycle = book.manifest.holding(INDEX), book.target.cycle
    return Names(
        accounts=frozenset(_accounts(book)),
        projects=frozenset(index.counts) if index and index.counts else None,
        work=_work(book),
        refused=refusals(book.target.notes, book.manifest),
        days=(cycle.start, cycle.release),
    )


def _accounts(book: Book) -> Iterator[str]:
    yield from book.accounts.named
    yield from map(str, book.accounts.named.values())
    for number, robot in book.accounts.robots.items():
        yield from (str(number), robot.name)
    for change in book.changes:
        yield str(change.owner)
        yield from (str(event.account) for event in change.events)


def _work(book: Book) -> frozenset[str] | None:
    """Return the names of features and of what changes carry, where features are known."""
    case = book.case(book.moments.last)
    if case.features is None or not (case.features.specs or case.features.blueprints):
        return None
    named = (name for feature in case.features.every for name in feature.names)
    titles = (one.title.casefold() for one in case.notes.priorities or ())
    carried = (name for change in book.changes for name in _carried(change))
    return frozenset((*named, *titles, *carried))


def _carried(change: Change) -> Iterator[str]:
    yield from named_by(change)
    yield from (tag.casefold() for tag in (change.topic, *change.hashtags) if tag)
