"""Flow: how long a new change waits for its first review by a person."""

from collections.abc import Callable

from retro.measure.ground.case import Case
from retro.measure.ground.definition import (
    FEW,
    Answer,
    Lines,
    Missing,
    chart,
    metric,
    unknown_before,
)
from retro.measure.ground.evidence import behind, item
from retro.measure.ground.first_review import first_reviews
from retro.measure.ground.median import median
from retro.measure.ground.survival import Survival, Wait, survival
from retro.model.change import Change
from retro.model.facts import Item, Line
from retro.outline import words

LONGEST = 60
"""How many days since the upload a curve shows."""


@metric("flow.time_to_first_review", "Time to the first review", unit="days", of="changes")
def time_to_first_review(case: Case) -> Answer | Missing:
    """Tell within how many days half of the new changes had a review by a person.

    The changes that people created during the cycle, from their first upload to the first review:
    a vote on a label that judges the change, or words, by a person who is neither the change's
    owner nor the uploader of that patch set. A change still waiting is followed up to the moment,
    and one merged or abandoned without a review up to then; the median is Kaplan and Meier's,
    which counts both as long as they were seen waiting. Code only, on the team's branches,
    without changes by bots.

    Returns:
        Days, with a part of a day as a fraction; n is the number of changes; the parts are the
        15th and 85th percentile, where reached. Unit: days.

    Source:
        Gerrit: the first upload of each change, and its messages.

    Blind spots:
        Whether an author was in no hurry can't be seen. What is abandoned without a review is
        taken to have waited like the rest. Subjects in the list are of the day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    waits = first_reviews(case)
    listed = behind(case, (_waited(change, wait) for change, wait in waits))
    events = sum(wait.happened for _, wait in waits)
    every, waiting = words.counted(len(waits), "changes"), len(waits) - events
    told = f"{every}, {words.number(events)} reviewed, {words.number(waiting)} not (yet) reviewed."
    return median((wait for _, wait in waits), "changes", listed, told)


@chart("flow.first_review", "Changes reviewed, by days since upload", unit="share")
def first_review(case: Case) -> Lines | Missing:
    """Tell which share of the new changes had a review by a person within so many days.

    One less Kaplan and Meier's estimate, for the changes of flow.time_to_first_review.

    Returns:
        A value between 0 and 1 for each whole day from 0 to 60 since the first upload; nothing
        for days that no change was followed to. Unit: share.

    Source:
        Gerrit: the first upload of each change, and its messages.

    Blind spots:
        As for flow.time_to_first_review. The right end rests on the few changes old enough.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    waits = [wait for _, wait in first_reviews(case)]
    return curve_of(waits, "reviewed by a person", "review", _curve_sentence)


def curve_of(
    waits: list[Wait], label: str, role: str, sentence: Callable[[int, Survival], str]
) -> Lines | Missing:
    """Return the share of changes whose wait was over, by whole days since their upload."""
    if len(waits) < FEW:
        return Missing(f"{words.counted(len(waits), 'changes')}: too few for a curve.")
    curve = survival(waits)
    return Lines(
        x=tuple(range(LONGEST + 1)),
        x_unit="days since upload",
        lines=(Line(label=label, role=role, values=shares(curve)),),
        sentence=sentence(len(waits), curve),
    )


def shares(curve: Survival) -> tuple[float | None, ...]:
    """Return the share that had the event within each whole day that a curve shows."""
    still = (curve.waiting(day) for day in range(LONGEST + 1))
    return tuple(None if share is None else 1 - share for share in still)


def _waited(change: Change, wait: Wait) -> Item:
    said = "first review after" if wait.happened else "no review in"
    days = words.counted(round(wait.days, 1), "days")
    return item(change, f"{said} {days}", change.created.date())


def _curve_sentence(changes: int, curve: Survival) -> str:
    half, late = curve.reached(0.5), curve.waiting(LONGEST)
    said = "Half of the changes still waited for a review at the end"
    if half is not None:
        said = f"Half of {words.number(changes)} changes had a review within "
        said += words.counted(round(half, 1), "days")
    if late is None:
        return f"{said}."
    return f"{said}; after {words.number(LONGEST)} days {words.share(late)} had none."
