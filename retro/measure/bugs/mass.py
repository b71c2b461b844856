"""Bugs that were closed in mass: many of one project on one day."""

from datetime import date

from retro.measure.bugs.tasks import listed, missing, remarks
from retro.measure.bugs.turnover import closings
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.model.bug import BugTask, Standing
from retro.model.facts import Part
from retro.outline import words

MASS = 20
"""So many bugs that reach one standing on one day were not decided one by one."""


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
    days = masses(case)
    found = [bug for some in days.values() for bug in some]
    return Answer(
        value=len(found),
        parts=tuple(
            Part(
                f"{project} {standing} {day}",
                f"{project}, {standing}, {words.day(day)}",
                len(some),
            )
            for (day, project, standing), some in sorted(days.items())
        ),
        evidence=listed(case, found),
        note=remarks(case),
    )


def masses(case: Case) -> dict[tuple[date, str, str], list[BugTask]]:
    """Return the bugs closed in mass, by the day, the project, and how they stood from then."""
    found: dict[tuple[date, str, str], list[BugTask]] = {}
    for standing in (Standing.FIXED, Standing.CLOSED):
        for at, bug in closings(case, standing):
            found.setdefault((at.date(), bug.project, str(standing)), []).append(bug)
    return {key: some for key, some in found.items() if len(some) >= MASS}
