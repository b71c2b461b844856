"""Rework: how many patch sets a change takes, and how long each waits for an answer."""

from collections import Counter
from collections.abc import Iterator

from retro.measure.ground import query
from retro.measure.ground.case import Case
from retro.measure.ground.definition import EVERY, Answer, Lists, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.measure.ground.median import median
from retro.measure.ground.merges import by_people
from retro.measure.ground.survival import Wait
from retro.model.change import Change, Event, Kind
from retro.model.facts import Evidence, Item
from retro.model.time import DAY
from retro.outline import words

_ANSWERS = {
    Kind.REVIEW: "reviewed",
    Kind.UPLOAD: "uploaded again",
    Kind.MERGE: "merged",
    Kind.ABANDON: "abandoned",
}
_WAITING = "still waiting"
_UPLOAD = Kind.UPLOAD  # Python 3.11 looks a member of an enum up ten times as slowly as a name


@metric(
    "flow.patch_sets",
    "Patch sets of a merged change",
    unit="patch sets",
    of="changes",
    beside=EVERY,
    lists=Lists.TAKEN_FROM,
)
def patch_sets(case: Case) -> Answer | Missing:
    """Tell how many patch sets the changes merged during the cycle took.

    The median over the changes of code by people that were merged during the cycle, on the
    team's branches; every patch set up to the merge counts, a rebase too.

    Returns:
        A whole number: half of the changes took at most so many. n is the number of changes; the
        parts are the 15th and 85th percentile. Unit: patch sets.

    Source:
        Gerrit: the patch sets of each change.

    Blind spots:
        A patch set may be a rework, or a new word in the commit message. Where a server rebases
        what it merges, it adds one patch set to each change. Subjects in the list are of the day
        of collection.
    """
    begins, ends = case.window
    if missing := unknown_before(case, begins):
        return missing
    merged = by_people(case.merges)
    took = [(sum(e.at <= at for e in c.happened(_UPLOAD)), c, at) for at, c in merged]
    listed = Evidence(
        items=tuple(
            item(change, words.counted(number, "patch sets"), at.date())
            for number, change, at in took
        ),
        query=query.merged(case.team.gerrit, begins, ends),
    )
    return median((Wait(number, True) for number, _, _ in took), "changes", listed)


@metric("flow.review_cycle", "Wait for an answer to a patch set", unit="days", of="patch sets")
def review_cycle(case: Case) -> Answer | Missing:
    """Tell within how many days half of the patch sets had an answer.

    From each upload during the cycle, on changes of code by people and on the team's branches,
    to the first that came: a review of that patch set by a person, the next upload, a merge or
    an abandon. A patch set that still waits is followed up to the moment; the median is Kaplan
    and Meier's.

    Returns:
        Days, with a part of a day as a fraction; n is the number of patch sets; the parts are
        the 15th and 85th percentile, where reached. Unit: days.

    Source:
        Gerrit: the uploads of each change, and its messages.

    Blind spots:
        An author who uploads again at once answers before anybody can. A patch set that is work in
        progress asks for no answer and is counted all the same. Subjects in the list are of the
        day of collection.
    """
    if missing := unknown_before(case, case.window[0]):
        return missing
    found = sorted(_answered(case), key=lambda pair: (pair[1].at, pair[0].number))
    waits = [(c, upload, how, _wait(case, upload, answer)) for c, upload, how, answer in found]
    listed = Evidence(items=tuple(_item(*one) for one in waits))
    ends = Counter(how for _, _, how, _ in waits)
    told = words.tallied((ends[how], how) for how in (*_ANSWERS.values(), _WAITING))
    return median((wait for *_, wait in waits), "patch sets", listed, f"Of these, {told}.")


def _answered(case: Case) -> Iterator[tuple[Change, Event, str, Event | None]]:
    """Yield each upload of the window, how it was answered, and by which event."""
    for change in case.lately:
        if change.owner_is_bot:
            continue
        events = [event for event in change.events if event.kind in _ANSWERS]
        for place, upload in enumerate(events, 1):
            here = upload.kind is _UPLOAD and case.inside(upload.at)
            if here and case.covers(change.branch_at(upload.at)):
                answer = next((e for e in events[place:] if _answers(upload, e)), None)
                yield change, upload, _ANSWERS[answer.kind] if answer else _WAITING, answer


def _answers(upload: Event, event: Event) -> bool:
    """Tell whether an event ends the wait of a patch set; a review of an older one doesn't."""
    return event.kind is not Kind.REVIEW or event.patch_set == upload.patch_set


def _wait(case: Case, upload: Event, answer: Event | None) -> Wait:
    return Wait(((answer.at if answer else case.moment) - upload.at) / DAY, answer is not None)


def _item(change: Change, upload: Event, how: str, wait: Wait) -> Item:
    days = words.counted(round(wait.days, 1), "days")
    return item(change, f"patch set {upload.patch_set}, {how} after {days}", upload.at.date())
