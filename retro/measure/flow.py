"""Flow: how long a new change waits for its first review by a person."""

from retro.measure.case import Case
from retro.measure.definition import (
    FEW,
    Answer,
    Lines,
    Missing,
    chart,
    metric,
    unknown_before,
)
from retro.measure.evidence import item
from retro.measure.review import reviews_of
from retro.measure.survival import Survival, Wait, survival
from retro.model import words
from retro.model.change import Change, Kind
from retro.model.facts import Evidence, Item, Line, Part
from retro.model.time import DAY

_LONGEST = 60
_CLOSING = frozenset({Kind.MERGE, Kind.ABANDON})


@metric("flow.time_to_first_review", "Time to the first review")
def time_to_first_review(case: Case) -> Answer | Missing:
    """Tell within how many days half of the new changes had a review by a person.

    The changes that people created during the cycle, from their first upload to the first review:
    a vote or a comment by a person who is neither the change's owner nor the uploader of that
    patch set. A change still waiting is followed up to the moment, and one merged or abandoned
    without a review up to then; the median is Kaplan and Meier's, which counts both as long as
    they were seen waiting. Code only, without changes by bots.

    Returns:
        Days, with a part of a day as a fraction; n is the number of changes; the parts are the
        15th and 85th percentile, where reached. Unit: days.

    Source:
        Gerrit: the first upload of each change, and its messages.

    Blind spots:
        Whether an author was in no hurry can't be seen. What is abandoned without a review is
        taken to have waited like the rest.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    waits = first_reviews(case)
    listed = Evidence(items=tuple(_waited(change, wait) for change, wait in waits))
    events = sum(wait.happened for _, wait in waits)
    told = f"{len(waits)} changes, {events} reviewed, {len(waits) - events} not (yet) reviewed."
    if len(waits) < FEW:
        return Missing(f"{told} Fewer than {FEW} make no median.", listed)
    curve = survival(wait for _, wait in waits)
    median = curve.reached(0.5)
    if median is None:
        return Missing(f"Not reached: half of the changes still waited. {told}", listed)
    return Answer(
        value=median, n=len(waits), parts=_percentiles(curve), evidence=listed, note=told
    )


@chart("flow.first_review", "Changes reviewed, by days since upload")
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
    if len(waits) < FEW:
        return Missing(f"{words.counted(len(waits), 'changes')}: too few for a curve.")
    curve = survival(waits)
    still = [curve.waiting(day) for day in range(_LONGEST + 1)]
    shares = tuple(None if share is None else 1 - share for share in still)
    return Lines(
        x=tuple(range(_LONGEST + 1)),
        x_unit="days since upload",
        lines=(Line(label="reviewed by a person", role="review", values=shares),),
        sentence=_curve_sentence(len(waits), curve),
    )


def first_reviews(case: Case) -> list[tuple[Change, Wait]]:
    """Return how long each of the window's changes by people waited for its first review."""
    cohort = sorted(
        (c for c in case.changes if case.inside(c.created) and not c.owner_is_bot),
        key=lambda change: (change.created, change.number),
    )
    return [(change, _wait(case, change)) for change in cohort]


def _wait(case: Case, change: Change) -> Wait:
    reviewed = next((review.at for review in reviews_of(change)), None)
    closed = next((e.at for e in change.events if e.kind in _CLOSING), case.moment)
    happened = reviewed is not None and reviewed <= closed
    end = reviewed if reviewed is not None and happened else closed
    return Wait((end - change.created) / DAY, happened)


def _waited(change: Change, wait: Wait) -> Item:
    said = "first review after" if wait.happened else "no review in"
    days = words.counted(round(wait.days, 1), "days")
    return item(change, f"{said} {days}", change.created.date())


def _percentiles(curve: Survival) -> tuple[Part, ...]:
    reached = ((percent, curve.reached(percent / 100)) for percent in (15, 85))
    return tuple(Part(f"{percent}th percentile", at) for percent, at in reached if at is not None)


def _curve_sentence(changes: int, curve: Survival) -> str:
    half, late = curve.reached(0.5), curve.waiting(_LONGEST)
    said = "Half of the changes still waited for a review at the end"
    if half is not None:
        said = f"Half of {words.number(changes)} changes had a review within "
        said += words.counted(round(half, 1), "days")
    if late is None:
        return f"{said}."
    return f"{said}; after {words.number(_LONGEST)} days {words.share(late)} had none."
