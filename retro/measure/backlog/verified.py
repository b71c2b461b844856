"""The verified backlog: changes that passed the gating CI, and wait for people."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from retro.measure.backlog.held import beside
from retro.measure.ground import query
from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import last_reviewed, standing_list, waiting_item
from retro.measure.ground.parts import by_kind
from retro.measure.ground.standing import Standing
from retro.measure.ground.sweep import Waiting, waiting
from retro.measure.ground.unsaid import in_doubt, off, unsaid
from retro.model.facts import Evidence, Part
from retro.model.time import last_day_before, start_of
from retro.outline import words


class Turn(StrEnum):
    """Whose turn it is at a verified change."""

    REVIEWER = "waiting for a reviewer"
    AUTHOR = "waiting for their author"


@metric("backlog.verified", "Verified backlog", unit="changes")
def verified_backlog(case: Case) -> Answer | Missing:
    """Count the open changes that passed the gating CI and waited for people.

    The gating CI's last verdict on the current patch set is positive, no Workflow vote other than
    0 is in force, no −2 on a label that gates merging is in force nor any vote that holds the
    change there, such as OpenDev's Review-Priority −1, and it is neither work in progress nor
    private. It equals the reviewable changes and those waiting on author with a positive verdict,
    less those with a −2 on a gating label other than Code-Review. Which labels gate is printed
    below the sources. A change waits for its author where it stands as waiting on author in
    backlog.by_state, and else for a reviewer. The note counts what is held and would else be
    here.

    Returns:
        A whole number, with one part for those that wait for a reviewer, and one for those that
        wait for their author; each with by how many it may be off at most, where votes or flags
        are assumed. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        moment; the gating CI as named in the team's settings.

    Blind spots:
        The vote of the gating CI counts, not the highest vote on its label; an account of the
        gating CI that the team's settings do not name is overlooked. Subjects in the list are of
        the day of collection.
    """
    if missing := ungated(case):
        return missing
    asked = query.verified_changes(case.team.gerrit, case.labels)
    return _stood(case, case.moment, asked, beside(case))


@metric("backlog.verified_at_start", "Verified backlog at the start of the cycle", unit="changes")
def verified_at_start(case: Case) -> Answer | Missing:
    """Count the verified backlog as the cycle began.

    Counted as backlog.verified is, at 00:00 UTC of the cycle's first day.

    Returns:
        A whole number, with parts as for backlog.verified. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        start of the cycle.

    Blind spots:
        As for backlog.verified. A change closed before the histories begin is unknown.
    """
    begins, _ = case.window
    if missing := unknown_before(case, begins) or ungated(case):
        return missing
    return _stood(case, begins)


@metric(
    "backlog.verified_reviewed_since",
    "Verified backlog reviewed since a day",
    unit="share",
    of="changes",
)
def verified_reviewed_since(case: Case) -> Answer | Missing:
    """Tell which share of the verified backlog had a review on or after a day.

    The day is the 1 January inside the cycle, or else the cycle's first day. A review is a vote
    or a comment by a person who is neither the change's owner nor the uploader of that patch set.

    Returns:
        A value between 0 and 1; n is the number of changes in backlog.verified. Unit: share.

    Source:
        Gerrit: messages of the changes in the verified backlog.

    Blind spots:
        A review that a person deleted, or gave outside Gerrit, is unknown. Subjects in the list
        are of the day of collection.
    """
    if missing := ungated(case):
        return missing
    found = verified_at(case, case.moment)
    if not found:
        return Missing("The verified backlog is empty.")
    since = reviewed_since(case)
    return Answer(
        value=share_reviewed(case, found, since),
        n=len(found),
        evidence=listed(case, found, case.moment),
        note=f"Reviewed on or after {words.day(since)}.",
    )


@once
def verified_at(case: Case, moment: datetime) -> tuple[Waiting, ...]:
    """Return the verified backlog just before a moment; without a gating CI there is none."""
    return tuple(one for one in waiting(case, moment) if one.verified)


def _stood(case: Case, moment: datetime, asked: str = "", note: str = "") -> Answer:
    """Return the verified backlog at a moment, and by how much it may be off."""
    found, doubted = verified_at(case, moment), unsaid(case, moment)
    most = off(doubted, found)
    return Answer(
        value=len(found),
        off=most,
        parts=turns(case, moment),
        evidence=standing_list(case, found, asked),
        note=" ".join(filter(None, (note, in_doubt(doubted, moment, "The number", most)))),
    )


def turns(case: Case, moment: datetime) -> tuple[Part, ...]:
    """Return how many changes of the verified backlog wait for whom."""
    mine: dict[Turn, list[Waiting]] = {turn: [] for turn in Turn}
    for one in verified_at(case, moment):
        mine[Turn.AUTHOR if one.standing is Standing.AUTHOR else Turn.REVIEWER].append(one)
    doubted = unsaid(case, moment)
    return by_kind(
        Turn,
        {turn: len(some) for turn, some in mine.items()},
        {turn: off(doubted, some) for turn, some in mine.items()},
    )


def reviewed_since(case: Case) -> date:
    """Return the 1 January inside the window, or else the window's first day."""
    begins, ends = case.window
    new_year = date(last_day_before(ends).year, 1, 1)
    return max(new_year, begins.date())


def share_reviewed(case: Case, backlog: tuple[Waiting, ...], since: date) -> float:
    """Return the share of changes with at least one review on or after a day."""
    first = start_of(since)
    last = (case.last_review(one.change, case.moment) for one in backlog)
    return sum(at is not None and at >= first for at in last) / len(backlog)


def listed(case: Case, backlog: Iterable[Waiting], moment: datetime, query: str = "") -> Evidence:
    """List changes of a backlog with the day of their last review before a moment."""
    notes = ((one, last_reviewed(case, one.change, moment)) for one in backlog)
    return Evidence(items=tuple(waiting_item(one, note) for one, note in notes), query=query)


def ungated(case: Case) -> Missing | None:
    """Say why nothing is verified where no account is known to be the gating CI."""
    if case.accounts.gated:
        return None
    gating = case.team.gerrit.ci.gating
    if not gating:
        return Missing(
            "The team's settings name no gating CI, so nobody's verdict makes a change verified."
        )
    return Missing(f"No account of the gating CI ({', '.join(gating)}) is known to the records.")
