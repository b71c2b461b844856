"""Clean-up days: the backlog before and after, stated as what happened."""

from collections.abc import Iterator
from datetime import date, datetime

from retro.measure.backlog.clean_up_days import clean_up_days
from retro.measure.ground.case import Case
from retro.measure.ground.definition import (
    EVERY,
    Answer,
    Lines,
    Lists,
    Metric,
    Missing,
    chart,
    metric,
    unknown_before,
)
from retro.measure.ground.evidence import item
from retro.measure.ground.standing import ROLES, counts, states
from retro.measure.ground.sweep import sweep, waiting
from retro.measure.ground.typed import unwritten
from retro.model.change import Change, Kind
from retro.model.facts import Evidence, Item, Line, Part
from retro.model.team import Notes
from retro.model.time import DAY, end_of
from retro.outline import words

LATER = 30 * DAY
_CLOSING = (Kind.MERGE, Kind.ABANDON)


@chart("backlog.clean_up", "The backlog around clean-up days", unit="changes")
def clean_up(case: Case) -> Lines | Missing:
    """Count the open changes by state around each clean-up day.

    As the day before each clean-up day ended, as the day after it ended, and as the 30th day
    after it ended. The states are those of backlog.by_state.

    Returns:
        One whole number a day and state, for three days a clean-up; nothing for days still to
        come. Unit: changes.

    Source:
        Gerrit: every change of the team's projects and branches, its messages replayed up to the
        end of each day; the clean-up days under `rhythm` in the team's notes.

    Blind spots:
        What changed is not said to have changed because of the day.
    """
    held = [day for day in clean_up_days(case.notes) if end_of(around(day)[1]) <= case.moment]
    if not held:
        return _none(case)
    days = tuple(sorted({near for day in held for near in around(day)}))
    if missing := unknown_before(case, end_of(days[0])):
        return missing
    known = [end_of(day) for day in days if end_of(day) <= case.moment]
    numbers = sweep(case, known)
    to_come = (None,) * (len(days) - len(known))
    return Lines(
        x=days,
        x_unit="days",
        lines=tuple(
            Line(label=str(which), role=ROLES[which], values=(*numbers[which], *to_come))
            for which in states(case)
        ),
        sentence=" ".join(_sentence(case, day) for day in held),
    )


def effects(notes: Notes) -> tuple[Metric, ...]:
    """Return a measure of the backlog around each clean-up day."""
    return tuple(_effect(day) for day in clean_up_days(notes))


def around(day: date) -> tuple[date, date, date]:
    """Return the days as whose end a clean-up is looked at: before, after, and much later."""
    return day - DAY, day + DAY, day + LATER


def _effect(day: date) -> Metric:
    @metric(
        f"backlog.clean_up.{day}",
        f"Open changes around the clean-up of {words.day(day)}",
        unit="changes",
        beside=EVERY,
        lists=Lists.OTHER,
    )
    def measure(case: Case) -> Answer | Missing:
        """Tell by how many the open changes moved around a clean-up day.

        From the end of the day before to the end of the day after. Open as in backlog.open.

        Returns:
            A whole number, below zero where the backlog shrank; the parts are the open changes as
            the day before, the day after and the 30th day after ended, as far as they have come.
            A note tells how many of those abandoned in these days were restored within 30 days.
            Unit: changes.

        Source:
            Gerrit: every change of the team's projects and branches, its messages replayed up to
            the end of each day; the clean-up days under `rhythm` in the team's notes.

        Blind spots:
            What changed is not said to have changed because of the day. What was opened in these
            days is subtracted from what was closed.
        """
        before, after, _ = map(end_of, around(day))
        if after > case.moment:
            return Missing(f"The day after the clean-up of {words.day(day)} is not over yet.")
        if missing := unknown_before(case, before):
            return missing
        return Answer(
            value=len(waiting(case, after)) - len(waiting(case, before)),
            parts=tuple(_parts(case, day)),
            evidence=Evidence(items=_moved(case, before, after)),
            note=_came_back(case, before, after),
        )

    return measure


def _parts(case: Case, day: date) -> Iterator[Part]:
    labels = {
        "before": "the day before",
        "after": "the day after",
        "later": f"{LATER.days} days later",
    }
    for (key, label), near in zip(labels.items(), around(day), strict=True):
        if end_of(near) <= case.moment:
            yield Part(key, label, len(waiting(case, end_of(near))))


def _came_back(case: Case, before: datetime, after: datetime) -> str:
    """Say how many of the changes abandoned between two moments were restored within 30 days."""
    until = min(after + LATER - DAY, case.moment)
    abandoned = [(c, at) for c in case.changes if (at := _abandoned(case, c, before, after))]
    if not abandoned:
        return ""
    back = sum(_restored(change, at, until) for change, at in abandoned)
    within = f"within {LATER.days} days" if until < case.moment else "so far"
    these = words.counted(len(abandoned), "changes")
    return f"Of the {these} abandoned in these days {words.number(back)} came back {within}."


def _abandoned(case: Case, change: Change, since: datetime, until: datetime) -> datetime | None:
    """Return when a change of the backlog was abandoned for the last time between two moments."""
    times = [event.at for event in change.happened(Kind.ABANDON) if since <= event.at < until]
    state = change.at(times[-1]) if times else None
    return times[-1] if state and counts(case, state) else None


def _restored(change: Change, since: datetime, until: datetime) -> bool:
    return any(since < event.at < until for event in change.happened(Kind.RESTORE))


def _moved(case: Case, before: datetime, after: datetime) -> tuple[Item, ...]:
    """List what left the backlog between two moments, then what came."""
    there = {one.change.number: one for one in waiting(case, before)}
    then = {one.change.number: one for one in waiting(case, after)}
    left = [_line(case, one.change, after) for n, one in there.items() if n not in then]
    came = [_line(case, one.change, after) for n, one in then.items() if n not in there]
    return (*left, *came)


def _line(case: Case, change: Change, moment: datetime) -> Item:
    state = change.at(moment)
    assert state, "what was open before the moment or at it is there"
    if not state.open:
        return item(change, state.status.lower(), _closed(change, moment))
    return item(change, "came" if counts(case, state) else "left", state.since.date())


def _closed(change: Change, moment: datetime) -> date:
    return max(e.at for e in change.events if e.kind in _CLOSING and e.at < moment).date()


def _none(case: Case) -> Missing:
    if case.notes.rhythm is None:
        return unwritten(case, "rhythm")
    return Missing("The team's notes have no clean-up day that is over, with the day after it.")


def _sentence(case: Case, day: date) -> str:
    before, after, *later = (words.number(part.value) for part in _parts(case, day))
    said = (
        f"Around the clean-up of {words.day(day)} the open changes went from {before} to {after}"
    )
    return said + "".join(f"; {LATER.days} days later there were {n}" for n in later) + "."
