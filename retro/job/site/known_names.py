"""What a record knows by name, for what people wrote to be held against."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from retro import content
from retro.content import Doubt, Names
from retro.job.answers import Answers
from retro.job.order import Order
from retro.job.refusals import refusals
from retro.model.change import Change
from retro.model.feature import named_by
from retro.snapshot.gerrit import INDEX

if TYPE_CHECKING:
    from retro.record.book import Book


def passed_over(order: Order, answers: Answers) -> tuple[Doubt, ...]:
    """Return what a team's files name and its record doesn't know."""
    target = answers.target
    return content.unheeded(order.content, target.team.key, target.folder, known_names(answers))


def known_names(answers: Answers) -> Names:
    """Return the accounts, projects, work and days that a record knows."""
    index, cycle = answers.manifest.holding(INDEX), answers.target.cycle
    now = answers.target.team.gerrit.now
    accounts, work = answers.ask("names", _named)
    return Names(
        accounts=frozenset(accounts),
        projects=frozenset(map(now, index.counts)) if index and index.counts else None,
        work=None if work is None else frozenset(work),
        refused=refusals(answers.target.notes, answers.manifest),
        days=(cycle.start, cycle.release),
    )


def _named(book: "Book") -> tuple[list[str], list[str] | None]:
    """Return the accounts and the work that a record knows, in order."""
    work = _work(book)
    return sorted(set(_accounts(book))), None if work is None else sorted(work)


def _accounts(book: "Book") -> Iterator[str]:
    yield from book.accounts.named
    yield from map(str, book.accounts.named.values())
    for number, robot in book.accounts.robots.items():
        yield from (str(number), robot.name)
    for change in book.changes:
        yield str(change.owner)
        yield from (str(event.account) for event in change.events)


def _work(book: "Book") -> frozenset[str] | None:
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
