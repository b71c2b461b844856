"""Starved changes: ready for a review, and without one for a month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from retro.measure.backlog.verified import listed, ungated, verified_at
from retro.measure.ground import query
from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.parts import by_kind
from retro.measure.ground.spells import INSTANT, Spell, joined_up
from retro.measure.ground.standing import verified
from retro.measure.ground.sweep import Waiting
from retro.measure.ground.unsaid import off, unsaid
from retro.model.change import Change
from retro.model.facts import Part

HUNGER = timedelta(days=30)
"""How long a change waits for a review before it is starved."""


class Seen(StrEnum):
    """Whether a starved change was ever reviewed."""

    BEFORE = "reviewed before, and then no more"
    NEVER = "never reviewed"


@metric("backlog.starved", "Starved changes", unit="changes", of="changes")
def starved_changes(case: Case) -> Answer | Missing:
    """Count the changes of the verified backlog that nobody had reviewed for 30 days or more.

    The days count from the last review up to the moment, or from the change's creation if it was
    never reviewed. A review is a vote on a label that judges the change, or words, by a person
    who is neither the change's owner nor the uploader of that patch set. The list begins with
    what waited longest.

    Returns:
        A whole number, with one part for those that were reviewed before and one for those that
        never were; n is the number of changes in backlog.verified. Unit: changes.

    Source:
        Gerrit: messages of the changes in the verified backlog.

    Blind spots:
        A new patch set does not end the wait, nor does a bot's word, nor a second one by the same
        person on the same patch set. The query knows when a change was last touched, not when a
        person last reviewed it. Subjects in the list are of the day of collection.
    """
    if missing := ungated(case):
        return missing
    found = starved_at(case, case.moment)
    asked = query.starved_changes(case.team.gerrit, case.labels)
    return Answer(
        value=len(found),
        off=_off(case, found, case.moment),
        n=len(verified_at(case, case.moment)),
        parts=_seen(case, found, case.moment),
        evidence=listed(case, found, case.moment, asked),
    )


@metric(
    "backlog.starved_at_start",
    "Starved changes at the start of the cycle",
    unit="changes",
    of="changes",
)
def starved_at_start(case: Case) -> Answer | Missing:
    """Count the changes that were starved as the cycle began.

    Counted as backlog.starved is, at 00:00 UTC of the cycle's first day.

    Returns:
        A whole number, with parts as for backlog.starved; n is the number of changes in
        backlog.verified_at_start. Unit: changes.

    Source:
        Gerrit: messages of the changes in the verified backlog.

    Blind spots:
        As for backlog.starved. A change closed before the histories begin is unknown.
    """
    begins, _ = case.window
    if missing := unknown_before(case, begins) or ungated(case):
        return missing
    found = starved_at(case, begins)
    return Answer(
        value=len(found),
        off=_off(case, found, begins),
        n=len(verified_at(case, begins)),
        parts=_seen(case, found, begins),
        evidence=listed(case, found, begins),
    )


@once
def starved_at(case: Case, moment: datetime) -> tuple[Waiting, ...]:
    """Return the changes that were starved just before a moment, those that waited longest first.

    Those alike keep the order of the backlog.
    """
    hungry = moment - HUNGER
    waits = ((last_word(case, one.change, moment), one) for one in verified_at(case, moment))
    return tuple(one for at, one in sorted(waits, key=lambda pair: pair[0]) if at <= hungry)


def _off(case: Case, found: Iterable[Waiting], moment: datetime) -> int:
    """Return by how many the starved may be off: of those in doubt, what waited long enough."""
    hungry = moment - HUNGER
    doubted = unsaid(case, moment)
    return off([one for one in doubted if last_word(case, one.change, moment) <= hungry], found)


def _seen(case: Case, backlog: Iterable[Waiting], moment: datetime) -> tuple[Part, ...]:
    last = (case.last_review(one.change, moment) for one in backlog)
    return by_kind(Seen, Counter(Seen.BEFORE if at else Seen.NEVER for at in last))


def starved(case: Case, change: Change, moment: datetime) -> bool:
    """Tell whether a change was starved just before a moment."""
    state = change.at(moment)
    if state is None or not verified(case, state):
        return False
    return moment - last_word(case, change, moment) >= HUNGER


def last_word(case: Case, change: Change, moment: datetime) -> datetime:
    """Return when a change was last reviewed before a moment, or else created."""
    return case.last_review(change, moment) or change.created


def starved_spells(case: Case, change: Change) -> tuple[Spell, ...]:
    """Return when a change was starved, as the instants before the moments at which it was."""
    return joined_up(_spells(case, change))


def _spells(case: Case, change: Change) -> Iterator[Spell]:
    ends = (*(state.since for state in change.states), case.moment)
    for state, (since, until) in zip(change.states, pairwise(ends), strict=True):
        if until - change.created >= HUNGER and verified(case, state):
            fed = last_word(case, change, since + INSTANT)
            hungry = max(since, fed + HUNGER - INSTANT)
            if hungry < until:
                yield Spell(hungry, until)
