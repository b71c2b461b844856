"""The age of the verified backlog: since creation, and since the current patch set."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from retro.measure.backlog.verified import ungated, verified_at
from retro.measure.ground import query
from retro.measure.ground.case import Case, once
from retro.measure.ground.definition import (
    FEW,
    Answer,
    Lines,
    Missing,
    chart,
    metric,
    unknown_before,
)
from retro.measure.ground.evidence import waiting_item
from retro.measure.ground.median import median
from retro.measure.ground.standing import verified
from retro.measure.ground.survival import Wait, survival
from retro.measure.ground.sweep import Waiting, stretches
from retro.model.cycle import Cycle
from retro.model.facts import Evidence, Line
from retro.model.time import DAY, WEEK, start_of
from retro.outline import words

Ages = tuple[list[float], list[float]]
"""Days since creation, and since the current patch set, of each change."""


@metric("backlog.age", "Age of the verified backlog", unit="days", of="changes")
def age(case: Case) -> Answer | Missing:
    """Tell how long ago half of the verified backlog had been created.

    The median age of the changes in backlog.verified, from the first upload to the moment.

    Returns:
        Days, with a part of a day as a fraction; n is the number of changes; the parts are the
        15th and 85th percentile. Unit: days.

    Source:
        Gerrit: the first upload of each change in the verified backlog.

    Blind spots:
        The age of what waits, not the time that changes take: what merges soon is not in it.
        Subjects in the list are of the day of collection.
    """
    return _median(case, [one.change.created for one in verified_at(case, case.moment)])


@metric(
    "backlog.patch_set_age", "Age of the verified backlog's patch sets", unit="days", of="changes"
)
def patch_set_age(case: Case) -> Answer | Missing:
    """Tell how long ago half of the verified backlog had its current patch set uploaded.

    The median age of the current patch sets of the changes in backlog.verified, up to the moment.

    Returns:
        Days, with a part of a day as a fraction; n is the number of changes; the parts are the
        15th and 85th percentile. Unit: days.

    Source:
        Gerrit: the current upload of each change in the verified backlog.

    Blind spots:
        A rebase without any other change makes a patch set young. Subjects in the list are of the
        day of collection.
    """
    return _median(case, [one.state.uploaded for one in verified_at(case, case.moment)])


@chart("backlog.age_weekly", "Age of the verified backlog, week by week", unit="days")
def age_weekly(case: Case) -> Lines | Missing:
    """Tell the median age of the verified backlog as each week ended.

    As for backlog.age and backlog.patch_set_age. A week ends with its Sunday, at 24:00 UTC; the
    last one at the moment, if that is earlier.

    Returns:
        Two numbers of days a week; nothing for a week that ended with fewer than 5 changes in the
        verified backlog. Unit: days.

    Source:
        Gerrit: the uploads of each change in the verified backlog of that day.

    Blind spots:
        As for backlog.age. Changes closed before the histories begin are unknown.
    """
    begins, ends = case.window
    weeks = case.cycle.weeks(ends)
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, begins) or ungated(case):
        return missing
    weekly = _ages(case, [min(start_of(monday + WEEK), ends) for monday in weeks])
    created, uploaded = (tuple(_middle(ages[k]) for ages in weekly) for k in (0, 1))
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=(
            Line(label="since creation", role="created", values=created),
            Line(label="since the current patch set", role="uploaded", values=uploaded),
        ),
        sentence=_sentence(case.cycle, weeks, created),
    )


def _median(case: Case, since: Iterable[datetime]) -> Answer | Missing:
    if missing := ungated(case):
        return missing
    waits = [Wait((case.moment - at) / DAY, happened=True) for at in since]
    return median(waits, "changes", _listed(case))


@once
def _listed(case: Case) -> Evidence:
    """List the verified backlog, the oldest changes first."""
    found = sorted(
        verified_at(case, case.moment),
        key=lambda entry: (entry.change.created, entry.change.number),
    )
    items = tuple(waiting_item(one, _dated(one)) for one in found)
    return Evidence(items=items, query=query.verified_changes(case.team.gerrit, case.labels))


def _dated(entry: Waiting) -> str:
    created, uploaded = entry.change.created.date(), entry.state.uploaded.date()
    return f"created on {words.day(created)}, patch set uploaded on {words.day(uploaded)}"


def _ages(case: Case, moments: Sequence[datetime]) -> list[Ages]:
    """Return the ages of the verified backlog just before each moment; they are in order."""
    ages: list[Ages] = [([], []) for _ in moments]
    for change, state, places in stretches(case, moments):
        if verified(case, state):
            for place in places:
                created, uploaded = ages[place]
                created.append((moments[place] - change.created) / DAY)
                uploaded.append((moments[place] - state.uploaded) / DAY)
    return ages


def _middle(days: list[float]) -> float | None:
    """Return the median, rounded to a tenth of a day, of enough values."""
    if len(days) < FEW:
        return None
    middle = survival(Wait(one, happened=True) for one in days).reached(0.5)
    return None if middle is None else round(middle, 1)


def _sentence(cycle: Cycle, weeks: Sequence[date], created: Sequence[float | None]) -> str:
    """Say the first median and the last, with its week where other weeks lie beyond it."""
    known = [(week, days) for week, days in zip(weeks, created, strict=True) if days is not None]
    if not known:
        return "The verified backlog was never large enough for a median."
    first, last = (
        words.counted(days, "days") + (f" in {cycle.week_of(week)}" if week != end else "")
        for (week, days), end in ((known[0], weeks[0]), (known[-1], weeks[-1]))
    )
    what = "The median age of what waited, verified,"
    moved = f"went from {first} to {last}" if len(known) > 1 else f"was {last}"
    over = "" if known[-1][0] == weeks[-1] else "; since then too little waited for a median"
    return f"{what} {moved}{over}."
