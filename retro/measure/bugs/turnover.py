"""Bugs: reported, fixed and otherwise closed, as Launchpad's dates tell it."""

from collections import Counter
from datetime import date, datetime

from retro.measure.bugs.tasks import became, collected, listed, missing, remarks
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lines, Missing, chart, metric
from retro.measure.ground.parts import by_name
from retro.model.bug import BugTask, Standing
from retro.model.facts import Line, Part
from retro.model.time import monday_of
from retro.outline import words

MASS = 20
"""So many bugs that reach one standing on one day were not decided one by one."""

LINES = (("reported", "opened"), ("fixed", "merged"), ("otherwise closed", "abandoned"))


@metric("bugs.reported", "Reported bugs", unit="bugs")
def reported(case: Case) -> Answer | Missing:
    """Count the bugs that were reported during the cycle.

    One for each bug and project, by the day on which the project got it; a bug that affects two
    of the team's projects counts in each. Duplicates are not counted.

    Returns:
        A whole number. Unit: bugs.

    Source:
        Launchpad: when each bug task was made.

    Blind spots:
        What is private today can't be seen. A bug that was moved here from another project
        brings its old date along; one that was moved away is gone.
    """
    if why := missing(case):
        return why
    found = [bug for bug in collected(case) if case.inside(bug.created)]
    return Answer(value=len(found), evidence=listed(case, found), note=remarks(case))


@metric("bugs.fixed", "Fixed bugs", unit="bugs")
def fixed(case: Case) -> Answer | Missing:
    """Count the bugs that were fixed during the cycle, and still were at the moment.

    Fixed is Fix Committed or Fix Released: the change is merged. The day is that of Fix
    Committed, or of Fix Released where there was no other: until the end of 2015 a fix was
    committed when it was merged, and all were called released on the day of the milestone.
    One for each bug and project, without duplicates.

    Returns:
        A whole number. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task.

    Blind spots:
        A fix that was taken back before it was released leaves no date behind.
    """
    return _counted(case, Standing.FIXED)


@metric("bugs.closed_otherwise", "Bugs closed without a fix", unit="bugs")
def closed_otherwise(case: Case) -> Answer | Missing:
    """Count the bugs that were closed without a fix during the cycle, and still were so.

    Invalid, Won't Fix, Opinion, Expired and Does Not Exist. One for each bug and project,
    without duplicates.

    Returns:
        A whole number, with one part for each status. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task.

    Blind spots:
        Between these statuses a bug may have moved since; only the first closing has a date.
    """
    return _counted(case, Standing.CLOSED)


@metric("bugs.closed_in_mass", "Bugs closed in mass", unit="bugs")
def closed_in_mass(case: Case) -> Answer | Missing:
    """Count the bugs that were closed during the cycle on days of mass closing.

    A day of mass closing is one on which at least 20 bugs of one project came to be fixed, or
    to be otherwise closed: a script, an expiry, a release or a clean-up, and not as many
    decisions. They count in the weekly numbers nevertheless.

    Returns:
        A whole number, with one part for each such day. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task.

    Blind spots:
        A busy bug day of people looks the same.
    """
    if why := missing(case):
        return why
    masses = _masses(case)
    found = [bug for some in masses.values() for bug in some]
    return Answer(
        value=len(found),
        parts=tuple(
            Part(
                f"{project} {standing} {day}",
                f"{project}, {standing}, {words.day(day)}",
                len(some),
            )
            for (day, project, standing), some in sorted(masses.items())
        ),
        evidence=listed(case, found),
        note=remarks(case),
    )


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


def closings(case: Case, standing: Standing) -> list[tuple[datetime, BugTask]]:
    """Return the bugs that came to stand so during the cycle and did at the moment, in order."""
    found = ((became(bug, case.window[1], standing), bug) for bug in collected(case))
    inside = [(at, bug) for at, bug in found if at and case.inside(at)]
    return sorted(inside, key=lambda pair: (pair[0], pair[1].project, pair[1].number))


def _counted(case: Case, standing: Standing) -> Answer | Missing:
    if why := missing(case):
        return why
    found = [bug for _, bug in closings(case, standing)]
    parts = _by_status(case, found) if standing is Standing.CLOSED else ()
    return Answer(value=len(found), parts=parts, evidence=listed(case, found), note=remarks(case))


def _by_status(case: Case, bugs: list[BugTask]) -> tuple[Part, ...]:
    spells = (bug.spell(case.window[1]) for bug in bugs)
    statuses = Counter(spell.status or "not known which" for spell in spells if spell)
    return by_name({status: statuses[status] for status in sorted(statuses)})


def _days(case: Case) -> dict[str, list[date]]:
    begun = [bug.created.date() for bug in collected(case) if case.inside(bug.created)]
    done = {
        str(standing): [at.date() for at, _ in closings(case, standing)]
        for standing in (Standing.FIXED, Standing.CLOSED)
    }
    return {"reported": begun, **done}


def _masses(case: Case) -> dict[tuple[date, str, str], list[BugTask]]:
    found: dict[tuple[date, str, str], list[BugTask]] = {}
    for standing in (Standing.FIXED, Standing.CLOSED):
        for at, bug in closings(case, standing):
            found.setdefault((at.date(), bug.project, str(standing)), []).append(bug)
    return {key: some for key, some in found.items() if len(some) >= MASS}


def _sentence(case: Case, counts: dict[str, int]) -> str:
    said = [f"{words.number(counts[name])} {name}" for name, _ in LINES]
    days = sorted({day for day, _, _ in _masses(case)})
    masses = f" Closed in mass on {', '.join(map(words.day, days))}." if days else ""
    return f"Bugs: {words.listed(said)}.{masses}"
