"""Bugs: reported, fixed and otherwise closed, as Launchpad's dates tell it."""

from collections import Counter
from datetime import datetime

from retro.measure.bugs.tasks import became, collected, listed, missing, perhaps, remarks
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.parts import by_name
from retro.model.bug import BugTask, Standing
from retro.model.facts import Part
from retro.outline import words


@metric("bugs.reported", "Reported bugs", unit="bugs")
def reported(case: Case) -> Answer | Missing:
    """Count the bugs that were reported during the cycle.

    One for each bug and project, by the day on which the project got it; a bug that affects two
    of the team's projects counts in each. What was a duplicate by the moment is not counted.

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
    more = [bug for bug in perhaps(case) if case.inside(bug.created)]
    return Answer(
        value=len(found),
        between=(len(found), len(found) + len(more)) if more else None,
        evidence=listed(case, (*found, *more)),
        note=remarks(case, _perhaps(len(more))),
    )


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


def closings(case: Case, standing: Standing) -> list[tuple[datetime, BugTask]]:
    """Return the bugs that came to stand so during the cycle and did at the moment, in order."""
    found = ((became(bug, case.window[1], standing), bug) for bug in collected(case))
    inside = [(at, bug) for at, bug in found if at and case.inside(at)]
    return sorted(inside, key=lambda pair: (pair[0], pair[1].project, pair[1].number))


def _perhaps(number: int) -> str:
    more = (
        f"{words.counted(number, 'bugs')} more {words.were(number)} reported that are duplicates"
    )
    return f"{more} now; since when is not known." if number else ""


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
