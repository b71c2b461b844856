"""The backlog of bugs: how many were open, how far that is known, and who had looked at them."""

from collections import Counter
from datetime import datetime

from retro.measure.bugs.tasks import collected, listed, missing, remarks, standing_at
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Lists, Missing, metric
from retro.measure.ground.median import median
from retro.measure.ground.parts import by_name
from retro.measure.ground.survival import Wait
from retro.model.bug import BugTask, Standing
from retro.model.facts import Part
from retro.model.time import DAY
from retro.outline import words

CRITICAL = "Critical"
IMPORTANCES = (CRITICAL, "High", "Medium", "Low", "Wishlist", "Undecided")


@metric("bugs.open", "Open bugs", unit="bugs", beside=("unknown",), lists=Lists.PARTS)
def open_bugs(case: Case) -> Answer | Missing:
    """Count the bugs that were open at the moment: neither fixed nor otherwise closed.

    One for each bug and project, until it became a duplicate. A bug that is Fix Committed is
    done, though Launchpad calls it open. Of a bug that was closed and reopened after the moment
    the dates tell nothing, and its log is read; where that could not be done the bug may have
    been open or not, and the number is a range.

    Returns:
        The number of bugs known to have been open, with one part for those and one for those
        that may have been. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task, and the log of bugs that were reopened.

    Blind spots:
        What is private today can't be seen, and what was private at the moment is left out as
        far as its log tells. A duplicate whose log does not tell since when may have been open,
        and what was one for a while, and is none today, counts all the time. A fix that was
        committed by the moment and taken back later, so that the bug was closed without one,
        leaves no date behind: that bug counts as open.
    """
    return _open_at(case, case.moment)


@metric(
    "bugs.open_at_start",
    "Open bugs at the start",
    unit="bugs",
    beside=("unknown",),
    lists=Lists.PARTS,
)
def open_at_start(case: Case) -> Answer | Missing:
    """Count the bugs that were open when the cycle began.

    As bugs.open, at 00:00 UTC of the first day of the cycle.

    Returns:
        The number of bugs known to have been open, with one part for those and one for those
        that may have been. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task, and the log of bugs that were reopened.

    Blind spots:
        As for bugs.open.
    """
    return _open_at(case, case.window[0])


@metric("bugs.by_importance", "Open bugs by importance", unit="bugs")
def by_importance(case: Case) -> Answer | Missing:
    """Sort the bugs that were open at the moment by the importance that they have now.

    The bugs of bugs.open. Importance is that of the day of collection: Launchpad keeps no date
    of it.

    Returns:
        The number of open bugs, with one part for each importance. Unit: bugs.

    Source:
        Launchpad: the importance of each bug task on the day of collection.

    Blind spots:
        Importance is of the day of collection: what was made more or less important since the
        moment shows as it is now. Teams that let bugs expire by script may have reset it.
    """
    if why := missing(case):
        return why
    found = standing_at(case, case.moment, Standing.OPEN)
    counts = Counter(bug.importance or "Undecided" for bug in found)
    order = (*IMPORTANCES, *sorted(counts.keys() - set(IMPORTANCES)))
    return Answer(
        value=len(found),
        parts=by_name({name: counts[name] for name in order if name in counts}),
        evidence=listed(case, found),
        note=remarks(case, "Importance as it is now."),
    )


@metric("bugs.untriaged", "Open bugs that nobody had triaged", unit="bugs")
def untriaged(case: Case) -> Answer | Missing:
    """Count the bugs that were open at the moment and had never left New by then.

    The bugs of bugs.open. Leaving New for the first time, for whatever status, is taken for
    triage; a bug that was sent back to New had been looked at.

    Returns:
        A whole number. Unit: bugs.

    Source:
        Launchpad: when each bug task left New first.

    Blind spots:
        A bug may be confirmed by anybody, the reporter included.
    """
    if why := missing(case):
        return why
    open_ones = standing_at(case, case.moment, Standing.OPEN)
    found = [bug for bug in open_ones if bug.left_new is None]
    return Answer(value=len(found), evidence=listed(case, found), note=remarks(case))


@metric("bugs.time_to_triage", "Time to triage", unit="days", of="bugs")
def time_to_triage(case: Case) -> Answer | Missing:
    """Tell within how many days half of the cycle's new bugs had left New.

    The bugs of bugs.reported, from their report to the first time that they were anything but
    New. A bug still New is followed up to the moment; the median is Kaplan and Meier's, which
    counts it as long as it was seen waiting.

    Returns:
        Days, with a part of a day as a fraction; n is the number of bugs; the parts are the 15th
        and 85th percentile, where reached. Unit: days.

    Source:
        Launchpad: when each bug task was made, and when it left New first.

    Blind spots:
        As for bugs.untriaged. A bug that was filed with its fix leaves New at once.
    """
    if why := missing(case):
        return why
    found = [bug for bug in collected(case) if case.inside(bug.created)]
    waits = [_wait(bug, case.moment) for bug in found]
    left = sum(wait.happened for wait in waits)
    said = f"{words.counted(len(waits), 'bugs')}, {words.number(left)} of them left New."
    return median(waits, "bugs", listed(case, found), remarks(case, said))


def _open_at(case: Case, moment: datetime) -> Answer | Missing:
    if why := missing(case):
        return why
    found = standing_at(case, moment, Standing.OPEN)
    perhaps = standing_at(case, moment, Standing.UNKNOWN)
    return Answer(
        value=len(found),
        parts=(
            Part("open", "open", len(found)),
            Part("unknown", "open or not, unknown", len(perhaps)),
        ),
        evidence=listed(case, (*found, *perhaps), moment),
        note=remarks(case, _band(len(found), len(perhaps))),
    )


def _band(sure: int, perhaps: int) -> str:
    if not perhaps:
        return "Exact, as far as Launchpad's dates go."
    most = words.counted(sure + perhaps, "bugs")
    return f"Between {words.number(sure)} and {most}: of some only the present is known."


def _wait(bug: BugTask, moment: datetime) -> Wait:
    return Wait(((bug.left_new or moment) - bug.created) / DAY, bug.left_new is not None)
