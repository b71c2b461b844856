"""Rechecks: how often tests were asked for again, and how often nobody said why."""

from collections.abc import Iterator
from itertools import chain

from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import EVERY, Answer, Lists, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.model.change import BARE, UNREAD, Change, Event, Kind
from retro.model.facts import Evidence, Part
from retro.outline import words

_NOT_READ = "some replies were not read"
"""How many they were is not told: few people may have given them."""


@metric(
    "flow.rechecks",
    "Rechecks of merged changes",
    unit="rechecks",
    of="merged changes",
    beside=EVERY,
    lists=Lists.OTHER,
)
def rechecks(case: Case) -> Answer | Missing:
    """Count how often people asked CI to test again what was merged during the cycle.

    A recheck is a comment by a person that begins, perhaps below votes, with words that ran the
    gating CI's check again on that day: the `triggers` of the team's settings, or what is known of
    the server. On OpenStack's it is `recheck`, alone or with any words after it; from April 2013
    to July 2014 only with a bug or `no bug`; from August 2014 to March 2017 `reverify` as well. It
    counts on the current patch set of an open change, in a message or, since Gerrit 3.3, in a
    comment on the patch set that came with one. Words that start something else, such as `check
    experimental` or another system's tests, are no recheck. All of a change's rechecks before its
    merge count, also those before the cycle. Code, on the team's branches, bots' changes too.

    Returns:
        A whole number; n is the number of merged changes; the parts are the rechecks for every
        100 of them, and how many needed none. Where messages count comments into which nobody
        looked, it is a lower bound and says so. Unit: rechecks.

    Source:
        Messages, comments and merges in Gerrit.

    Blind spots:
        A new upload, or a second approval, that made CI run again is not seen, nor are rechecks in
        words that the triggers do not know. Whether CI was wrong is not asked.
        Subjects in the list are of the day of collection.
    """
    begins, ends = case.window
    if missing := unknown_before(case, begins) or _untold(case):
        return missing
    asked = [(change, sum(1 for _ in _rechecks(case, change))) for _, change in case.merges]
    if not asked:
        return Missing("Nothing was merged.")
    if not any(True for change in case.changes for _ in _rechecks(case, change)):
        return _nobody(_unread(case))
    unread = sum(1 for at, change in case.merges for e in _hiding(case, change) if e.at < at)
    total = sum(number for _, number in asked)
    listed = (
        item(change, words.counted(number, "rechecks"), at.date())
        for (at, _), (change, number) in zip(case.merges, asked, strict=True)
        if number
    )
    return Answer(
        value=total,
        n=len(asked),
        parts=(
            Part("per_hundred", "for every 100 merged changes", 100 * total / len(asked)),
            Part("without", "merged changes without any", sum(not number for _, number in asked)),
        ),
        evidence=Evidence(items=tuple(listed), query=query.merged(case.team.gerrit, begins, ends)),
        note=f"At least so many: {_NOT_READ}." if unread else "",
    )


@metric("flow.bare_rechecks", "Rechecks without a reason", unit="share", of="rechecks")
def bare_rechecks(case: Case) -> Answer | Missing:
    """Tell for which share of the cycle's rechecks nobody said why.

    A recheck is meant as in flow.rechecks, but here all of the cycle's days count, of changes
    that were merged or not. One is bare that has no more than its one word, such as `recheck`;
    `no bug` after it gives no reason either. Code, on the team's branches, bots' changes too.

    Returns:
        A value between 0 and 1; n is the number of rechecks; the part is how many were bare.
        Unit: share.

    Source:
        Messages and comments in Gerrit. Where messages count comments into which nobody looked,
        there is no share.

    Blind spots:
        As for flow.rechecks. Whether a reason is a good one is not asked. Subjects in the list are
        of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]) or _untold(case):
        return missing
    found = sorted(
        chain.from_iterable(_inside(case, change) for change in case.lately),
        key=lambda pair: (pair[1].at, pair[0].number),
    )
    unread = _unread(case)
    if not found:
        return _nobody(unread)
    if unread:
        return Missing(f"Not all rechecks are known: {_NOT_READ}.")
    bare = sum(event.text == BARE for _, event in found)
    return Answer(
        value=bare / len(found),
        n=len(found),
        parts=(Part("bare", "rechecks without a reason", bare),),
        evidence=Evidence(
            items=tuple(item(change, _state(event), event.at.date()) for change, event in found)
        ),
    )


def _nobody(unread: int) -> Missing:
    """Say that no recheck is known, and why there may be some."""
    if unread:
        return Missing(f"No recheck is known, and {_NOT_READ}.")
    return Missing("Nobody asked for a recheck; this CI may be asked in other words.")


def _unread(case: Case) -> int:
    """Return how many of the cycle's replies nobody read: messages that only count comments."""
    hiding = chain.from_iterable(_hiding(case, change) for change in case.lately)
    return sum(case.inside(event.at) for event in hiding)


def _hiding(case: Case, change: Change) -> Iterator[Event]:
    return (
        event
        for event in change.events
        if event.text == UNREAD
        and event.kind in (Kind.COMMENT, Kind.REVIEW)
        and case.accounts.is_person(event.account)
    )


def _untold(case: Case) -> Missing | None:
    """Say why rechecks can't be told from other triggers, if so."""
    if case.triggers_told:
        return None
    return Missing("The records were packed before triggers were told apart; collect them again.")


def _rechecks(case: Case, change: Change) -> Iterator[Event]:
    return (e for e in change.happened(Kind.RECHECK) if case.accounts.is_person(e.account))


def _inside(case: Case, change: Change) -> Iterator[tuple[Change, Event]]:
    """Yield a change's rechecks of the window, while it was on a branch that counts."""
    for event in _rechecks(case, change):
        if case.inside(event.at) and case.covers(change.branch_at(event.at)):
            yield change, event


def _state(event: Event) -> str:
    return "without a reason" if event.text == BARE else "with a reason"
