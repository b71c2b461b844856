"""Stable and unmaintained branches: a set of their own, never mixed with what is counted."""

from collections import Counter
from collections.abc import Iterable

from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.first_review import first_review_wait
from retro.measure.ground.median import median
from retro.measure.ground.merges import people_and_bots
from retro.model.branches import Place
from retro.model.change import Change, Kind
from retro.model.facts import Evidence, Item
from retro.outline import words

OF_STABLE = "changes on stable branches"


@metric("flow.stable_merged", "Changes merged on stable branches", unit="changes")
def merged(case: Case) -> Answer | Missing:
    """Count the changes that were merged on stable branches during the cycle.

    A branch is stable if its name begins as the team's settings say under `stable`, by default
    with stable or unmaintained, and `branches` does not name it. Code only. No other number counts
    these merges among its own; the note names the branches.

    Returns:
        A whole number, with one part for people's changes and one for bots'. Unit: changes.

    Source:
        Gerrit: the time of each merge, and the branch that it went to.

    Blind spots:
        As for flow.merged.
    """
    begins, _ = case.window
    if missing := _without(case) or unknown_before(case, begins):
        return missing
    found = [
        (event.at, change)
        for change in _stable(case)
        for event in change.happened(Kind.MERGE)
        if case.inside(event.at) and _is_stable(case, change.branch_at(event.at))
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].number))
    items = (item(change, "merged", at.date()) for at, change in found)
    return Answer(
        value=len(found),
        parts=people_and_bots(tuple(found)),
        evidence=Evidence(items=tuple(items)),
        note=_named(change.branch_at(at) for at, change in found),
    )


@metric("flow.stable_open", "Open changes on stable branches", unit="changes")
def still_open(case: Case) -> Answer | Missing:
    """Count the changes that were open on stable branches at the moment.

    Open as for backlog.open, on branches as for flow.stable_merged. The note names the branches.

    Returns:
        A whole number. Unit: changes.

    Source:
        Gerrit: every change of the team's projects, its messages replayed up to the moment.

    Blind spots:
        As for backlog.open.
    """
    if missing := _without(case):
        return missing
    states = ((change, change.at(case.moment)) for change in _stable(case))
    found = [
        (change, state)
        for change, state in states
        if state and state.open and not state.private and _is_stable(case, state.branch)
    ]
    items = (item(change, "open", change.created.date()) for change, _ in found)
    note = _named(state.branch for _, state in found)
    return Answer(value=len(found), evidence=Evidence(items=tuple(items)), note=note)


@metric("flow.stable_reviewed", "Changes reviewed on stable branches", unit="changes")
def reviewed(case: Case) -> Answer | Missing:
    """Count the changes on stable branches that had a review during the cycle.

    A review as for flow.time_to_first_review, given while the change was on a branch as for
    flow.stable_merged. A change counts once, however many reviewed it.

    Returns:
        A whole number. Unit: changes.

    Source:
        Gerrit: messages of the changes.

    Blind spots:
        A backport is often approved by who wrote the change on the main branch, which is a review
        only if somebody else uploaded it. Subjects in the list are of the day of collection.
    """
    begins, _ = case.window
    if missing := _without(case) or unknown_before(case, begins):
        return missing
    items = tuple(entry for change in _stable(case) if (entry := _looked_at(case, change)))
    return Answer(value=len(items), evidence=Evidence(items=items))


@metric(
    "flow.stable_time_to_first_review",
    "Time to the first review on stable branches",
    unit="days",
    of="changes",
)
def time_to_first_review(case: Case) -> Answer | Missing:
    """Tell within how many days half of the new changes on stable branches had a review.

    Counted as flow.time_to_first_review is, for the changes that people created during the cycle
    on branches as for flow.stable_merged.

    Returns:
        Days, with a part of a day as a fraction; n is the number of changes; the parts are the
        15th and 85th percentile, where reached. Unit: days.

    Source:
        Gerrit: the first upload of each change, and its messages.

    Blind spots:
        As for flow.time_to_first_review. Backports may wait for a release on purpose.
    """
    begins, _ = case.window
    if missing := _without(case) or unknown_before(case, begins):
        return missing
    new = [
        (change, first_review_wait(case, change))
        for change in _stable(case)
        if not change.owner_is_bot
        and case.inside(change.created)
        and _is_stable(case, change.branch)
    ]
    items = (
        item(change, "reviewed" if wait.happened else "not reviewed", change.created.date())
        for change, wait in new
    )
    return median((wait for _, wait in new), OF_STABLE, Evidence(items=tuple(items)))


@once
def _stable(case: Case) -> tuple[Change, ...]:
    """Return the changes of code that ever were on a stable branch, the oldest first."""
    found = (c for c in case.changes if any(_is_stable(case, b) for b in c.branches))
    return tuple(sorted(found, key=lambda change: (change.created, change.number)))


def _is_stable(case: Case, branch: str) -> bool:
    return case.team.gerrit.place(branch) is Place.STABLE


def _without(case: Case) -> Missing | None:
    """Say why there is nothing to count: no zero for a team that has no stable branches."""
    if _stable(case):
        return None
    return Missing("No change that is known was ever on a stable branch that is counted apart.")


def _looked_at(case: Case, change: Change) -> Item | None:
    """Return a change with the day of its first review in the window, if there was one."""
    found = (
        review.at
        for review in case.reviews_of(change)
        if case.inside(review.at) and _is_stable(case, change.branch_at(review.at))
    )
    at = next(found, None)
    return item(change, "reviewed", at.date()) if at else None


def _named(branches: Iterable[str]) -> str:
    """Name branches with their numbers, those with most first."""
    numbers = sorted(Counter(branches).items(), key=lambda pair: (-pair[1], pair[0]))
    said = words.listed([f"{words.number(n)} on {branch}" for branch, n in numbers])
    return f"{said}." if said else ""
