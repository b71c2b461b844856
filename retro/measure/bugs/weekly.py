"""Bugs reported and closed, week by week."""

from collections import Counter
from datetime import date

from retro.measure.bugs.mass import masses
from retro.measure.bugs.tasks import collected, missing, unread
from retro.measure.bugs.turnover import closings
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Lines, Missing, chart
from retro.model.bug import Standing
from retro.model.facts import Line
from retro.model.time import monday_of
from retro.outline import words

LINES = (("reported", "opened"), ("fixed", "merged"), ("otherwise closed", "abandoned"))


@chart("bugs.weekly", "Bugs reported and closed, week by week", unit="bugs")
def weekly(case: Case) -> Lines | Missing:
    """Count the bugs that were reported, fixed and otherwise closed in each week.

    As bugs.reported, bugs.fixed and bugs.closed_otherwise. Weeks are Monday to Sunday, UTC; the
    first and the last may be cut by the cycle's start and the moment.

    Returns:
        Three whole numbers a week. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task.

    Blind spots:
        As for those; mass closings stand out as spikes.
    """
    if why := missing(case):
        return why
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    days = _days(case)
    by_week = {name: Counter(map(monday_of, days[name])) for name, _ in LINES}
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=tuple(
            Line(label=name, role=role, values=tuple(by_week[name][week] for week in weeks))
            for name, role in LINES
        ),
        sentence=_sentence(case, {name: len(found) for name, found in days.items()}),
    )


def _days(case: Case) -> dict[str, list[date]]:
    begun = [bug.created.date() for bug in collected(case) if case.inside(bug.created)]
    done = {
        str(standing): [at.date() for at, _ in closings(case, standing)]
        for standing in (Standing.FIXED, Standing.CLOSED)
    }
    return {"reported": begun, **done}


def _sentence(case: Case, counts: dict[str, int]) -> str:
    said = [f"{words.number(counts[name])} {name}" for name, _ in LINES]
    days = sorted({day for day, _, _ in masses(case)})
    mass = f" Closed in mass on {', '.join(map(words.day, days))}." if days else ""
    return f"Bugs: {words.listed(said)}.{mass} {unread(case)}".strip()
