"""Newcomers: people whose first change ever came in this cycle, and how they fared."""

from datetime import datetime

from retro.measure.ground.case import Case
from retro.measure.ground.definition import FEW, Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import withheld
from retro.measure.ground.first_review import first_review_wait
from retro.measure.ground.median import median
from retro.measure.ground.survival import Wait
from retro.model.change import Kind
from retro.model.facts import Part

_NO_INDEX = "The index of all the team's changes was not collected, so who is new is unknown."


@metric("community.newcomers", "Newcomers", unit="people", of="people", beside=("merged",))
def newcomers(case: Case) -> Answer | Missing:
    """Count the people whose first change ever was uploaded during the cycle.

    Ever: in any of the team's projects, code or specs, on any branch, as far back as the server
    goes. Whoever had uploaded a change before the cycle, merged or not, is no newcomer.

    Returns:
        A whole number; n is the number of people who uploaded a change in the cycle. The part
        tells how many of the newcomers had a change merged in it, and is left out where it
        would set fewer than 5 people apart. Unit: people.

    Source:
        Gerrit: the index of all changes in the team's projects, with owner and day of upload.

    Blind spots:
        Somebody with a second account is new again. Work in other teams, and changes that are
        private or deleted, are unknown. The cycle's last newcomers had little time to merge.
    """
    missing = unknown_before(case, case.window[0])
    found = _new(case)
    if found is None or missing:
        return missing or Missing(_NO_INDEX)
    merged = _merged(case) & found.keys()
    return Answer(
        value=len(found),
        n=len(_uploaders(case) | found.keys()),
        parts=_had_merged(len(merged), len(found)),
        evidence=withheld(len(found)),
    )


@metric(
    "community.newcomers_first_review",
    "Newcomers' wait for a first review",
    unit="days",
    of="newcomers",
)
def newcomers_first_review(case: Case) -> Answer | Missing:
    """Tell within how many days half of the newcomers had a first review by a person.

    For each of community.newcomers, from the upload of the first change ever to its first
    review, counted and followed as in flow.time_to_first_review; code and specs.

    Returns:
        Days, with a part of a day as a fraction; n is the number of newcomers; the parts are the
        15th and 85th percentile, where reached. With fewer than 5 there is no answer. Unit: days.

    Source:
        Gerrit: the index of all changes in the team's projects, and the messages of the first
        change of each newcomer.

    Blind spots:
        As for flow.time_to_first_review. A first change that the server does not show is left out.
    """
    missing = unknown_before(case, case.window[0])
    found = _new(case)
    if found is None or missing:
        return missing or Missing(_NO_INDEX)
    waits = _first_waits(case, found)
    return median(waits, "newcomers", withheld(len(waits)))


def _new(case: Case) -> dict[int, datetime] | None:
    """Return when each newcomer came, or None where nobody knows what was before."""
    if case.first_uploads is None:
        return None
    return {
        account: at
        for account, at in case.first_uploads.items()
        if case.inside(at) and case.accounts.is_person(account)
    }


def _first_waits(case: Case, newcomers: dict[int, datetime]) -> list[Wait]:
    """Return how long each newcomer's first change waited for its first review."""
    firsts = {
        change.owner: change
        for change in sorted(case.everything, key=lambda change: change.number, reverse=True)
        if change.created == newcomers.get(change.owner)
    }
    return [first_review_wait(case, firsts[account]) for account in sorted(firsts)]


def _merged(case: Case) -> set[int]:
    """Return who had a change merged in the window, on whatever branch."""
    return {
        change.owner
        for change in case.lately_of_all
        if any(case.inside(event.at) for event in change.happened(Kind.MERGE))
    }


def _uploaders(case: Case) -> set[int]:
    """Return the people who uploaded a new change in the window."""
    owners = {change.owner for change in case.lately_of_all if case.inside(change.created)}
    return {account for account in owners if case.accounts.is_person(account)}


def _had_merged(merged: int, every: int) -> tuple[Part, ...]:
    """Return how many of all had a change merged, unless these or the rest are a handful."""
    handful = range(1, FEW)
    if merged in handful or every - merged in handful:
        return ()
    return (Part("merged", "had a change merged", merged),)
