"""What became of the changes that were starved on a day."""

from collections import Counter
from datetime import date, datetime
from enum import StrEnum

from retro.measure.backlog.clean_up_days import clean_up_days
from retro.measure.backlog.starved import last_word, starved, starved_at
from retro.measure.backlog.verified import ungated
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Metric, Missing, metric, unknown_before
from retro.measure.ground.evidence import item, last_reviewed
from retro.measure.ground.parts import by_kind
from retro.measure.ground.sweep import Waiting
from retro.model.change import Change, Kind, Status
from retro.model.facts import Evidence, Item
from retro.model.team import Notes
from retro.model.time import start_of
from retro.outline import words


class Fate(StrEnum):
    """What became of a change by the moment."""

    MERGED = "merged"
    ABANDONED_REVIEWED = "abandoned after a review"
    ABANDONED_UNREVIEWED = "abandoned without a review"
    REVIEWED = "reviewed"
    STARVED = "still starved"
    SET_BACK = "set back without a review"


_CLOSING = {
    Fate.MERGED: Kind.MERGE,
    Fate.ABANDONED_REVIEWED: Kind.ABANDON,
    Fate.ABANDONED_UNREVIEWED: Kind.ABANDON,
}


@metric("backlog.starved_fate", "What became of the starved", unit="changes")
def starved_fate(case: Case) -> Answer | Missing:
    """Sum the changes that were starved as the cycle began by what became of them.

    As of the moment, the first that holds: merged; abandoned after a review, or without one;
    reviewed; still starved, as defined for backlog.starved. A review is one given since the cycle
    began. What is open, was not reviewed since and left the verified backlog, as by a new patch
    set that fails, is set back without a review; this part is shown only where there is any.

    Returns:
        The number of changes in backlog.starved_at_start, with one part for each fate.
        Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed.

    Blind spots:
        As for backlog.starved_at_start. A change that was abandoned and restored counts as open.
    """
    return _fates(case, case.window[0])


def fates_at_clean_ups(notes: Notes) -> tuple[Metric, ...]:
    """Return a measure of what became of the starved for each clean-up day."""
    return tuple(_at_clean_up(day) for day in clean_up_days(notes))


def fate(case: Case, change: Change, since: datetime) -> Fate:
    """Return what became of a change from a moment on."""
    state = change.at(case.moment)
    last = case.last_review(change, case.moment)
    reviewed = last is not None and last >= since
    if state and state.status is Status.MERGED:
        return Fate.MERGED
    if state and state.status is Status.ABANDONED:
        return Fate.ABANDONED_REVIEWED if reviewed else Fate.ABANDONED_UNREVIEWED
    if reviewed:
        return Fate.REVIEWED
    return Fate.STARVED if starved(case, change, case.moment) else Fate.SET_BACK


def _at_clean_up(day: date) -> Metric:
    @metric(
        f"backlog.starved_fate.{day}",
        f"Starved on {words.day(day)}: what became of them",
        unit="changes",
    )
    def measure(case: Case) -> Answer | Missing:
        """Sum the changes that were starved as a clean-up day began by what became of them.

        Counted as backlog.starved_fate is, from 00:00 UTC of the clean-up day on.

        Returns:
            The number of changes that were starved then, with one part for each fate.
            Unit: changes.

        Source:
            Gerrit: every change of the team's projects and branches, its messages replayed; the
            clean-up days under `rhythm` in the team's notes.

        Blind spots:
            As for backlog.starved_fate. That it was the clean-up that fed them is not said.
        """
        if start_of(day) >= case.moment:
            return Missing(f"The clean-up day, {words.day(day)}, is still to come.")
        return _fates(case, start_of(day))

    return measure


def _fates(case: Case, since: datetime) -> Answer | Missing:
    if missing := unknown_before(case, since) or ungated(case):
        return missing
    fates = [(one, fate(case, one.change, since)) for one in starved_at(case, since)]
    number = Counter(which for _, which in fates)
    return Answer(
        value=len(fates),
        parts=by_kind((f for f in Fate if f is not Fate.SET_BACK or number[f]), number),
        evidence=Evidence(items=tuple(_item(case, one, which, since) for one, which in fates)),
    )


def _item(case: Case, entry: Waiting, which: Fate, since: datetime) -> Item:
    closing = _CLOSING.get(which)
    at = last_word(case, entry.change, case.moment)
    if closing:
        at = entry.change.happened(closing)[-1].at
    note = f"as of {words.day(since.date())}: {last_reviewed(case, entry.change, since)}"
    return item(entry.change, str(which), at.date(), note)
