"""Each abandon and restore of the cycle: by whom, and how the change stood just before."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from retro.measure.backlog.candidates import covered
from retro.measure.backlog.reasons import Reason, reasons
from retro.measure.backlog.starved import starved
from retro.measure.ground.case import Case, once
from retro.measure.ground.parts import by_kind
from retro.measure.ground.spells import INSTANT
from retro.model.change import Change, Event, Kind, State, Status
from retro.model.facts import Part
from retro.outline import words


class Abandoner(StrEnum):
    """Who may have abandoned a change; the last only where the record names no account."""

    OWNER = "by its owner"
    OTHER = "by somebody else"
    BOT = "by a bot"
    NOBODY = "by nobody known"


class Abandon(Struct, frozen=True):
    """One abandon: what the change was like just before, and when it came back, if it did."""

    at: datetime
    change: Change
    by: Abandoner
    reason: Reason
    ruled: bool
    starved: bool
    restored: datetime | None


@once
def abandons(case: Case, *, specs: bool = False) -> tuple[Abandon, ...]:
    """Return the abandons of code, or of specs, inside the window, in time order."""
    found = (
        _abandon(case, change, event, before)
        for change in (case.lately_specs if specs else case.lately)
        for event, before in _inside(case, change, Kind.ABANDON)
        if before.open
    )
    return tuple(sorted(found, key=lambda abandon: (abandon.at, abandon.change.number)))


@once
def restores(case: Case) -> tuple[tuple[datetime, Change], ...]:
    """Return when code was restored inside the window, and which change."""
    return tuple(
        (event.at, change)
        for change in case.lately
        for event, before in _inside(case, change, Kind.RESTORE)
        if before.status is Status.ABANDONED
    )


def by_whom(abandons: Iterable[Abandon]) -> tuple[Part, ...]:
    """Return how many of some abandons were done by each; nobody only where that occurs."""
    counts = Counter(abandon.by for abandon in abandons)
    there = (who for who in Abandoner if counts[who] or who is not Abandoner.NOBODY)
    return by_kind(there, counts)


def story(abandon: Abandon) -> str:
    """Say by whom, whether the rule covered it, and whether it came back."""
    said = [f"abandoned {abandon.by}"]
    if abandon.ruled:
        said.append("covered by the rule")
    if abandon.restored:
        said.append(f"restored on {words.day(abandon.restored.date())}")
    return ", ".join(said)


def _inside(case: Case, change: Change, kind: Kind) -> Iterable[tuple[Event, State]]:
    """Yield a change's events of a kind inside the window, with the state just before each."""
    for event in change.happened(kind):
        before = change.at(event.at) if case.inside(event.at) else None
        if before and case.covers(before.branch):
            yield event, before


def _abandon(case: Case, change: Change, event: Event, before: State) -> Abandon:
    back = (again.at for again in change.happened(Kind.RESTORE) if again.at > event.at)
    return Abandon(
        at=event.at,
        change=change,
        by=_who(case, change, event.account),
        reason=reasons(case, before, event.at - INSTANT)[0],
        ruled=covered(case, change, event.at) is not None,
        starved=starved(case, change, event.at),
        restored=next(back, None),
    )


def _who(case: Case, change: Change, account: int | None) -> Abandoner:
    if account is None:
        return Abandoner.NOBODY
    if not case.accounts.is_person(account):
        return Abandoner.BOT
    return Abandoner.OWNER if account == change.owner else Abandoner.OTHER
