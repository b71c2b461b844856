"""Replies that nobody read: a count without words may be a review, or `recheck` and no more."""

from collections.abc import Callable
from datetime import date
from itertools import chain
from typing import TypeVar

from msgspec.structs import replace

from retro.measure.ground.answer import Answer, Drawn, Missing
from retro.measure.ground.case import Case, once
from retro.measure.ground.few import Work, told
from retro.measure.ground.shared import of_change
from retro.model.change import Change, Event, Kind, Sure
from retro.model.origin import Origin
from retro.model.persons import few
from retro.outline import words

# Python 3.11 looks a member of an enum up ten times as slowly as a name.
_REVIEW, _ASSUMED = Kind.REVIEW, Sure.ASSUMED

Found = TypeVar("Found", bound=Answer | Drawn | Missing)


def hedged(
    measure: Callable[[Case], Answer | Missing], case: Case, unit: str, work: Work | None = None
) -> Answer | Missing:
    """Return what a measure finds, and what it would find were no unread reply a review.

    Such replies are taken for reviews. Whatever rests on them says how many there are, and the
    other end of its range; where nothing is left without them, nothing is known. What they alone
    make is told as other `work` is, and so is what is left without them, and how many they are.
    """
    found, without = _both(measure, case)
    if isinstance(found, Missing) or isinstance(without, Missing) or found == without:
        return _known(case, found, without)
    apart = work and any(work(part).why for part in (_alone(case), _without(case)))
    end = "how much it is without them is not told" if apart else _end(found, without, unit)
    note = f"{found.note} {_taken(case)}; {end}."
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
    return Missing(f"{_not_read(case)}, and without them: {without.why}")


def _weaker(case: Case, origin: Origin | None) -> Origin:
    known = origin or case.origin
    return Origin.ASSUMED if known is Origin.MEASURED else known


def _taken(case: Case) -> str:
    one = _told(case) and unread_reviews(case) == 1
    return f"{_not_read(case)}, but taken for {'a review' if one else 'reviews'}"


def _not_read(case: Case) -> str:
    return not_read(unread_reviews(case)) if _told(case) else "Some replies were not read"


def not_read(number: int) -> str:
    """Say how many replies were not read, as it stands at the beginning of a sentence or in it."""
    return f"{words.counted(number, 'replies')} {words.were(number)} not read"


@once
def unread_reviews(case: Case) -> int:
    """Count the unread replies taken for reviews: those of the window, else those before it."""
    return len(_inside(case)) or len(_every(case))


@once
def _told(case: Case) -> bool:
    """Tell whether enough people gave the unread replies that are counted, and all else."""
    if not (inside := _inside(case)):
        return not few(len({event.account for event in _every(case)}))
    replies = [(event.at, event.account or 0) for event in inside]
    others = [(one.at, one.account) for one in _without(case).code_reviews]
    return not told(case, (replies, others)).why


def _inside(case: Case) -> list[Event]:
    return [event for event in _every(case) if case.inside(event.at)]


@once
def _every(case: Case) -> tuple[Event, ...]:
    """Return the unread replies that are taken for reviews."""
    return tuple(chain.from_iterable(_guesses.each(case, case.everything)))


@once
def _alone(case: Case) -> Case:
    """Return the case in which nothing is a review but what unread replies alone make one."""
    apart = case.shared.apart.apart
    code, specs = (tuple(map(_left, some)) for some in (case.changes, case.specs))
    return replace(case, changes=code, specs=specs, shared=apart)


def _left(change: Change) -> Change:
    reviews = [event for event in change.events if event.kind is _REVIEW]
    known = {(one.account, one.patch_set) for one in reviews if not _guessed(one)}
    events = (
        replace(event, kind=Kind.COMMENT)
        if event.kind is _REVIEW and (event.account, event.patch_set) in known
        else event
        for event in change.events
    )
    return replace(change, events=tuple(events))


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
