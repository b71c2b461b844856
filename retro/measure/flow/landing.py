"""Landing: how long a new change takes until it is merged, if it ever is."""

from collections import Counter
from datetime import datetime

from retro.measure.flow.first_review import LONGEST, curve_of
from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lines, Missing, chart, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.first_review import new_changes
from retro.measure.ground.median import median
from retro.measure.ground.merges import by_people
from retro.measure.ground.survival import Survival, Wait
from retro.model.change import Change, Kind, Status
from retro.model.facts import Evidence, Item
from retro.model.time import DAY
from retro.outline import words


@metric("flow.time_to_merge", "Time to merge", unit="days", of="changes")
def time_to_merge(case: Case) -> Answer | Missing:
    """Tell within how many days half of the new changes were merged.

    The changes of flow.time_to_first_review, from their first upload to their merge. A change
    that was abandoned will hardly merge, so it stays among those not merged up to the moment:
    the share merged is the cumulative incidence, and never more than what really merges. A
    change that is open at the moment is followed up to it.

    Returns:
        Days, with a part of a day as a fraction; n is the number of changes; the parts are the
        15th and 85th percentile, where reached. Where fewer than half merge there is no answer.
        Unit: days.

    Source:
        Gerrit: the first upload of each change, and the times of merges and abandons.

    Blind spots:
        Waiting for the author and waiting for the team are one time. An abandoned change may come
        back as another one, which is then counted from its own upload. Subjects in the list are of
        the day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    waits = merge_waits(case)
    listed = Evidence(items=tuple(_waited(change, wait) for change, wait in waits))
    return median((wait for _, wait in waits), "changes", listed, _told(waits))


@metric(
    "flow.days_to_merge_of_merged", "Days to merge, of what was merged", unit="days", of="changes"
)
def days_to_merge_of_merged(case: Case) -> Answer | Missing:
    """Tell how many days the changes that were merged during the cycle had taken.

    The plain median, from first upload to merge, of the changes by people that were merged
    during the cycle, whenever they were uploaded. Changes that never merged have no part in
    it, so it says nothing of how long a new change must wait: flow.time_to_merge does.

    Returns:
        Days, with a part of a day as a fraction: half of the changes took at most so many. n is
        the number of changes; the parts are the 15th and 85th percentile. Unit: days.

    Source:
        Gerrit: the first upload and the merge of each change.

    Blind spots:
        A team that merges its oldest changes makes this number worse. Subjects in the list are of
        the day of collection.
    """
    begins, ends = case.window
    if missing := unknown_before(case, begins):
        return missing
    merged = by_people(case.merges)
    took = [(change, Wait(_days(change, at), True)) for at, change in merged]
    listed = Evidence(
        items=tuple(_waited(change, wait) for change, wait in took),
        query=query.merged(case.team.gerrit, begins, ends),
    )
    return median((wait for _, wait in took), "changes", listed)


@chart("flow.merged_within", "Changes merged, by days since upload", unit="share")
def merged_within(case: Case) -> Lines | Missing:
    """Tell which share of the new changes was merged within so many days.

    The cumulative incidence of merges among the changes of flow.time_to_merge: what was
    abandoned stays among those not merged.

    Returns:
        A value between 0 and 1 for each whole day from 0 to 60 since the first upload; nothing
        for days that no change was followed to. Unit: share.

    Source:
        Gerrit: the first upload of each change, and the times of merges.

    Blind spots:
        As for flow.time_to_merge. The right end rests on the few changes old enough.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    return curve_of([wait for _, wait in merge_waits(case)], "merged", "approved", _sentence)


def merge_waits(case: Case) -> list[tuple[Change, Wait]]:
    """Return how long each of the window's changes by people took to merge, so far."""
    return [(change, _wait(case, change)) for change in new_changes(case)]


def _wait(case: Case, change: Change) -> Wait:
    merged = next((event.at for event in change.happened(Kind.MERGE)), None)
    return Wait(_days(change, merged or case.moment), merged is not None)


def _days(change: Change, at: datetime) -> float:
    return (at - change.created) / DAY


def _waited(change: Change, wait: Wait) -> Item:
    said = f"{_fate(change, wait)} {words.counted(round(wait.days, 1), 'days')}"
    return item(change, said, change.created.date())


def _fate(change: Change, wait: Wait) -> str:
    if wait.happened:
        return "merged after"
    gone = change.states[-1].status is Status.ABANDONED
    return "abandoned, not merged in" if gone else "open, not merged in"


def _told(waits: list[tuple[Change, Wait]]) -> str:
    fates = Counter(_fate(change, wait).split()[0].rstrip(",") for change, wait in waits)
    told = words.tallied((fates[fate], fate) for fate in ("merged", "abandoned", "open"))
    return f"{words.counted(len(waits), 'changes')}: {told}."


def _sentence(changes: int, curve: Survival) -> str:
    half, late = curve.reached(0.5), curve.waiting(LONGEST)
    of = words.counted(changes, "changes")
    said = f"Fewer than half of {of} were merged"
    if half is not None:
        said = f"Half of {of} were merged within {words.counted(round(half, 1), 'days')}"
    if late is None:
        return f"{said}."
    return f"{said}; after {words.number(LONGEST)} days {words.share(1 - late)} were."
