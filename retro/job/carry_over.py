"""What a new cycle takes over from the last one that people wrote about."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from retro import content, measure, snapshot
from retro.errors import ContentError, SnapshotError, UsageError
from retro.job.order import Order, named
from retro.model.cycle import Cycle
from retro.model.facts import Evidence, Fact
from retro.model.sketch import Carried, Heritage
from retro.model.team import Group, Pointer, Priority, Tenure
from retro.progress import Say
from retro.record.book import Book
from retro.record.reading import read
from retro.record.target import Target

_FEATURE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")


def heritage(order: Order, team: str, cycle: Cycle, say: Say) -> Heritage:
    """Return what a cycle takes over from the one before that has a folder.

    Priorities that were not met and work that was deferred here come along as priorities, once
    each; who was core on the day of the release stays so; duties, watched work and groups go on.
    """
    last = _last(order, team, cycle, say)
    if last is None:
        return Heritage(cycle="")
    notes, name, end = last.notes, last.folder, last.cycle.release
    book = _record(last, say)
    moved = _moved(book, cycle) if book else ()
    unmet = _once((*_unmet(last), *_declared(last, cycle), *moved))
    core = f"core as {name} ended"
    if book and book.simulated:
        core += "; simulated, write the real name"
    goals = (_promise(goal, name) for goal in notes.next_goals or ())
    known = {_words(one.entry) for one in unmet}
    return Heritage(
        cycle=name,
        priorities=unmet,
        goals=tuple(one for one in goals if _words(one.entry) not in known),
        roster=tuple(
            Carried(Tenure(account=one.account), core) for one in notes.roster if _lasts(one, end)
        ),
        groups=tuple(_went_on(one, name) for one in notes.groups or () if _lasts(one, end)),
        delegations=_pointers(notes.delegations, name),
        watch=_pointers(notes.watch, name),
    )


def _last(order: Order, team: str, cycle: Cycle, say: Say) -> Target | None:
    """Return the latest cycle with a folder that was released before this one."""
    before = (one for one in _readable(order, team, say) if one.cycle.release < cycle.release)
    return max(before, key=lambda one: one.cycle.release, default=None)


def _readable(order: Order, team: str, say: Say) -> Iterator[Target]:
    for name in content.cycles(order.content, team):
        try:
            yield named(order, team, name)
        except (ContentError, UsageError) as error:
            say(f"{team}/{name}: nothing can be taken over from it: {error.what}")


def _unmet(last: Target) -> Iterator[Carried]:
    for one in last.notes.priorities or ():
        if one.outcome != "met":
            entry = Priority(title=one.title, features=one.features, links=one.links)
            yield Carried(entry, f"{one.outcome} in {last.folder}")


def _declared(last: Target, cycle: Cycle) -> Iterator[Carried]:
    for one in last.notes.deferred or ():
        if not one.to or _same(one.to, cycle):
            features = (one.item,) if _FEATURE.fullmatch(one.item) else ()
            entry = Priority(title=one.item, features=features)
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
    as_of = list(book.moments.editions.values())[-1]
    fact = measure.fact(book.case(as_of), "features.deferred")
    listed = fact.evidence if isinstance(fact, Fact) else None
    for one in listed.items if isinstance(listed, Evidence) else ():
        if _same(one.state.rpartition(" to ")[2], cycle):
            entry = Priority(title=one.title, features=(one.ref,))
            yield Carried(entry, f"deferred from {book.target.folder}, as its specs show")


def _same(name: str, cycle: Cycle) -> bool:
    return name.casefold() in (cycle.name.casefold(), (cycle.id or "").casefold())


def _once(found: Iterable[Carried]) -> tuple[Carried, ...]:
    """Return each thing once: the same words, or the same feature, are one thing."""
    kept: dict[str, Carried] = {}
    features: set[str] = set()
    for one in found:
        entry = one.entry
        assert isinstance(entry, Priority)
        if _words(entry) not in kept and not features.intersection(entry.features):
            kept[_words(entry)] = one
            features.update(entry.features)
    return tuple(kept.values())


def _words(entry: object) -> str:
    return entry.title.casefold() if isinstance(entry, Priority | Pointer) else ""


def _promise(goal: Pointer, last: str) -> Carried:
    entry = Priority(title=goal.title, links=(goal.link,) if goal.link else ())
    return Carried(entry, f"a goal that {last} set")


def _lasts(one: Tenure | Group, end: date) -> bool:
    return (one.since is None or one.since <= end) and (one.until is None or one.until > end)


def _went_on(one: Group, last: str) -> Carried:
    return Carried(replace(one, since=None), f"there as {last} ended")


def _pointers(found: tuple[Pointer, ...] | None, last: str) -> tuple[Carried, ...]:
    return tuple(Carried(one, f"as in {last}") for one in found or ())
