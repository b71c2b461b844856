"""Replies that nobody read: a count without words may be a review, or `recheck` and no more."""

from collections.abc import Callable
from datetime import date
from itertools import chain
from typing import TypeVar

from msgspec.structs import replace

from retro.measure.ground.answer import Answer, Drawn, Missing
from retro.measure.ground.case import Case, once
from retro.measure.ground.shared import of_change
from retro.model.change import Change, Event, Kind, Sure
from retro.model.origin import Origin
from retro.outline import words

# Python 3.11 looks a member of an enum up ten times as slowly as a name.
_REVIEW, _ASSUMED = Kind.REVIEW, Sure.ASSUMED

Found = TypeVar("Found", bound=Answer | Drawn | Missing)


def hedged(measure: Callable[[Case], Answer | Missing], case: Case, unit: str) -> Answer | Missing:
    """Return what a measure finds, and what it would find were no unread reply a review.

    Such replies are taken for reviews. Whatever rests on them says how many there are, and the
    other end of its range; where nothing is left without them, nothing is known.
    """
    found, without = _both(measure, case)
    if isinstance(found, Missing) or isinstance(without, Missing) or found == without:
        return _known(case, found, without)
    note = f"{found.note} {_taken(case)}; {_end(found, without, unit)}."
    origin = found.origin if found.value == without.value else _weaker(case, found.origin)
    return replace(found, note=note.strip(), origin=origin)


def hedged_drawing(measure: Callable[[Case], Drawn | Missing], case: Case) -> Drawn | Missing:
    """Return what a measure finds to draw, and how many unread replies are taken for reviews."""
    found, without = _both(measure, case)
    if isinstance(found, Missing) or isinstance(without, Missing) or found == without:
        return _known(case, found, without)
    origin = _weaker(case, found.origin)
    return replace(found, sentence=f"{found.sentence} {_taken(case)}.", origin=origin)


def _both(measure: Callable[[Case], Found], case: Case) -> tuple[Found, Found]:
    found = measure(case)
    return found, measure(_without(case)) if unread_reviews(case) else found


def _known(case: Case, found: Found, without: Found) -> Found | Missing:
    if isinstance(found, Missing) or not isinstance(without, Missing):
        return found
    return Missing(f"{not_read(unread_reviews(case))}, and without them: {without.why}")


def _weaker(case: Case, origin: Origin | None) -> Origin:
    known = origin or case.origin
    return Origin.ASSUMED if known is Origin.MEASURED else known


def _taken(case: Case) -> str:
    number = unread_reviews(case)
    return f"{not_read(number)}, but taken for {'a review' if number == 1 else 'reviews'}"


def not_read(number: int) -> str:
    """Say how many replies were not read, as it stands at the beginning of a sentence or in it."""
    return f"{words.counted(number, 'replies')} {words.were(number)} not read"


@once
def unread_reviews(case: Case) -> int:
    """Count the unread replies taken for reviews: those of the window, else those before it."""
    found = list(chain.from_iterable(_guesses.each(case, case.everything)))
    return sum(case.inside(event.at) for event in found) or len(found)


@once
def _without(case: Case) -> Case:
    """Return the case in which no such reply is a review; it is still a comment."""
    return replace(
        case,
        changes=tuple(_stripped.each(case, case.changes)),
        specs=tuple(_stripped.each(case, case.specs)),
        shared=case.shared.apart,
    )


@of_change
def _guesses(_: Case, change: Change) -> tuple[Event, ...]:
    return tuple(filter(_guessed, change.events))


@of_change
def _stripped(case: Case, change: Change) -> Change:
    if not _guesses(case, change):
        return change
    events = (replace(e, kind=Kind.COMMENT) if _guessed(e) else e for e in change.events)
    return replace(change, events=tuple(events))


def _guessed(event: Event) -> bool:
    return event.sure is _ASSUMED and event.kind is _REVIEW


def _end(found: Answer, without: Answer, unit: str) -> str:
    if without.value == found.value:
        return "without them it is the same"
    value = without.value
    if isinstance(value, date):
        return f"without them it is {words.day(value)}"
    return f"without them it is {value if isinstance(value, str) else words.counted(value, unit)}"
