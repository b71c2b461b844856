"""What a new cycle takes over from the last one that people wrote about."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter

from msgspec.structs import replace

from retro import content, measure, snapshot
from retro.errors import ContentError, SnapshotError, UsageError
from retro.job.order import Order
from retro.job.targets import named
from retro.model import query
from retro.model.cycle import Cycle
from retro.model.facts import Evidence, Fact
from retro.model.sketch import Carried, Heritage
from retro.model.team import Group, Pointer, Priority, Tenure
from retro.outline.words import NBSP, counted
from retro.progress import Say
from retro.record.book import Book
from retro.record.reading import read
from retro.record.target import Target

_FEATURE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")


def heritage(order: Order, team: str, cycle: Cycle, say: Say) -> Heritage:
    """Return what a cycle takes over from the one before that has a folder.

    Priorities that were not met and work that was deferred here come along as priorities, once
    each; goals, features that were left open and what starved are proposed. Who was core on the
    day of the release stays so; duties, watched work and groups go on.
    """
    last = _last(order, team, cycle, say)
    if last is None:
        return Heritage(cycle="")
    notes, name, end = last.notes, last.folder, last.cycle.release
    book = _record(last, say)
    moved = _moved(book, cycle) if book else ()
    unmet = _once((*_unmet(last), *_declared(last, cycle), *moved))
    why = f"core as {name} ended"
    if book and book.simulated:
        why += "; simulated, write the real name"
    goals = (_promise(goal, name) for goal in notes.next_goals or ())
    open_ones = _once((*unmet, *goals, *(_open(book) if book else ())))[len(unmet) :]
    return Heritage(
        cycle=name,
        priorities=unmet,
        proposed=(*open_ones, *(_starved(book) if book else ())),
        roster=tuple(
            Carried(Tenure(account=core.account), why)
            for core in notes.roster
            if _lasts(core, end)
        ),
        groups=tuple(_went_on(group, name) for group in notes.groups or () if _lasts(group, end)),
        delegations=tuple(
            Carried(replace(duty, on=None), f"as in {name}") for duty in notes.delegations or ()
        ),
        watch=tuple(Carried(work, f"as in {name}") for work in notes.watch or ()),
    )


def _last(order: Order, team: str, cycle: Cycle, say: Say) -> Target | None:
    """Return the latest cycle with a folder that was released before this one."""
    every = _readable(order, team, say)
    before = (target for target in every if target.cycle.release < cycle.release)
    return max(before, key=attrgetter("cycle.release"), default=None)


def _readable(order: Order, team: str, say: Say) -> Iterator[Target]:
    for name in content.cycles(order.content, team):
        try:
            yield named(order, team, name)
        except (ContentError, UsageError) as error:
            say(f"{team}/{name}: nothing can be taken over from it: {error.what}")


def _unmet(last: Target) -> Iterator[Carried]:
    for priority in last.notes.priorities or ():
        if priority.outcome != "met":
            promised = (o.url for o in last.notes.promises if o.priority == priority.title)
            links = tuple(dict.fromkeys((*priority.links, *promised)))
            entry = replace(priority, outcome="open", why="", on=None, links=links)
            yield Carried(entry, f"{priority.outcome} in {last.folder}")


def _declared(last: Target, cycle: Cycle) -> Iterator[Carried]:
    for deferral in last.notes.deferred or ():
        if not deferral.to or cycle.is_called(deferral.to):
            features = (deferral.item,) if _FEATURE.fullmatch(deferral.item) else ()
            entry = Priority(title=deferral.item, features=features)
            yield Carried(entry, f"declared deferred in {last.folder}")


def _record(last: Target, say: Say) -> Book | None:
    """Return the last cycle's record, if there is one that can be read."""
    if not snapshot.exists(last.snapshot):
        return None
    try:
        return read(last)
    except SnapshotError as error:
        say(f"{last.path}: what was deferred can't be told: {error.what}")
        return None


def _moved(book: Book, cycle: Cycle) -> Iterator[Carried]:
    """Yield the features that a record shows to have been moved to this cycle."""
    for feature in _listed(book, "features.deferred").items:
        if cycle.is_called(feature.state.rpartition(" to ")[2]):
            entry = Priority(title=feature.title, features=(feature.ref,))
            yield Carried(entry, f"deferred from {book.target.folder}, as its specs show")


def _open(book: Book) -> Iterator[Carried]:
    """Yield the features that a record shows to be neither done nor moved nor given up."""
    for feature in _listed(book, "features.open_at_end").items:
        entry = Priority(title=feature.title, features=(feature.ref,))
        yield Carried(entry, f"left open in {book.target.folder}, as its specs show")


def _starved(book: Book) -> Iterator[Carried]:
    """Yield a review of what starved as the cycle ended, with the query that finds such today."""
    listed = _listed(book, "backlog.starved")
    if listed.items:
        changes = counted(len(listed.items), "starved changes").replace(NBSP, " ")
        link = query.address(book.target.team.gerrit.server, listed.query)
        entry = Priority(title=f"Review the {changes}", links=(link,))
        yield Carried(entry, f"starved as {book.target.folder} ended; the link asks for today")


def _listed(book: Book, name: str) -> Evidence:
    """Return the list behind a number as of the last edition; an empty one where it is a gap."""
    as_of = list(book.moments.editions.values())[-1]
    fact = measure.fact(book.case(as_of), name)
    found = fact.evidence if isinstance(fact, Fact) else None
    return found if isinstance(found, Evidence) else Evidence(items=())


def _once(things: Iterable[Carried]) -> tuple[Carried, ...]:
    """Return each thing once: the same words, or the same feature, are one thing."""
    kept: dict[str, Carried] = {}
    features: set[str] = set()
    for thing in things:
        entry = thing.entry
        assert isinstance(entry, Priority)
        if _words(entry) not in kept and not features.intersection(entry.features):
            kept[_words(entry)] = thing
            features.update(entry.features)
    return tuple(kept.values())


def _words(entry: object) -> str:
    return entry.title.casefold() if isinstance(entry, Priority | Pointer) else ""


def _promise(goal: Pointer, last: str) -> Carried:
    entry = Priority(title=goal.title, links=(goal.link,) if goal.link else ())
    return Carried(entry, f"a goal that {last} set")


def _lasts(span: Tenure | Group, end: date) -> bool:
    return (span.since is None or span.since <= end) and (span.until is None or span.until > end)


def _went_on(group: Group, last: str) -> Carried:
    return Carried(replace(group, since=None, on=None), f"there as {last} ended")
