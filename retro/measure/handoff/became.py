"""What became of something that the cycle before wrote down, as this one has it."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from retro.measure.ground.case import Case
from retro.measure.handoff.left import Kind, Left
from retro.model.feature import Outcome
from retro.model.team import Priority

Word = tuple["Became", date | None, str]
"""What became of it, since when, and what a person wrote of it."""


class Became(StrEnum):
    """What became of what was written down; nothing is taken for dropped that nobody names."""

    MET = "met"
    MISSED = "missed"
    LANDED = "landed"
    DEFERRED = "deferred"
    OPEN = "still open"
    AGAIN = "handed on again"
    UNSAID = "without a word since"


_TYPED = {"met": Became.MET, "missed": Became.MISSED, "open": Became.OPEN}


def became(case: Case, thing: Left) -> Word:
    """Return what became of something by the moment: what a person says, else what is measured."""
    return next(_words(case, thing), (Became.UNSAID, None, ""))


def _words(case: Case, thing: Left) -> Iterator[Word]:
    notes = case.notes
    if thing.kind is Kind.DUTIES:
        for duty in notes.delegations or ():
            if _same(thing, duty.title):
                yield Became.AGAIN, duty.on, duty.note
        return
    promised = [one for one in notes.priorities or () if _same(thing, one.title, *one.features)]
    yield from (_typed(one) for one in promised if one.outcome != "open")
    for entry in notes.deferred or ():
        if _same(thing, entry.item):
            yield Became.DEFERRED, entry.day, entry.why
    yield from _measured(case, thing)
    yield from map(_typed, promised)
    for goal in notes.next_goals or ():
        if _same(thing, goal.title):
            yield Became.AGAIN, goal.on, goal.note


def _typed(priority: Priority) -> Word:
    return _TYPED[priority.outcome], priority.on, priority.why


def _measured(case: Case, thing: Left) -> Iterator[Word]:
    """Yield that all features landed that it names, or that one was deferred."""
    every = case.features.every if case.features else ()
    found = [one for one in every if one.taken_on and one.names & thing.names]
    ends = {one.outcome for one in found}
    days = [one.since.date() for one in found if one.since]
    if ends == {Outcome.LANDED} and len(found) >= len(thing.features):
        yield Became.LANDED, max(days, default=None), ""
    if Outcome.DEFERRED in ends:
        yield Became.DEFERRED, max(days, default=None), ""


def _same(thing: Left, *names: str) -> bool:
    return not thing.names.isdisjoint(name.casefold() for name in names)
