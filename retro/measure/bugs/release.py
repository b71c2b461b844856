"""Bugs towards the release: by milestone, for the release candidate, by tag, and security."""

from collections import Counter

from retro.measure.bugs.tasks import collected, listed, missing, remarks, standing_at
from retro.measure.bugs.turnover import closings
from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.parts import by_kind
from retro.measure.ground.phases import by_phase, no_phase, phases
from retro.model.bug import BugTask, Standing
from retro.model.time import end_of
from retro.outline import words

LITE_SPEC = "lite-spec"
LAST_MILESTONE = "M-3"
CANDIDATE = "RC1"


@metric("bugs.fixed_since_m3", "Bugs fixed since M-3", unit="bugs")
def fixed_since_m3(case: Case) -> Answer | Missing:
    """Count the bugs that were fixed between the last milestone and the moment.

    As bugs.fixed, from 00:00 UTC of the day after M-3.

    Returns:
        A whole number. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task; the calendar of the cycle.

    Blind spots:
        As for bugs.fixed. Once the release has a branch of its own, a fix may be for the next
        cycle.
    """
    if why := missing(case):
        return why
    day = case.cycle.day_of(LAST_MILESTONE)
    if day is None:
        return Missing(case.cycle.lacks(LAST_MILESTONE))
    if case.window[1] <= end_of(day):
        return Missing(f"M-3, on {words.day(day)}, is not past.")
    found = [bug for at, bug in closings(case, Standing.FIXED) if at >= end_of(day)]
    return Answer(value=len(found), evidence=listed(case, found), note=remarks(case))


@metric("bugs.open_rc1", "Open bugs tagged for RC1", unit="bugs")
def open_rc1(case: Case) -> Answer | Missing:
    """Count the bugs that are tagged for the release candidate and were open at the moment.

    The tag is the cycle's name and `-rc-potential`; it counts as it stood on the day of
    collection. Launchpad's own milestone for the candidate, which teams use less and less, is in
    the note.

    Returns:
        A whole number. Unit: bugs.

    Source:
        Launchpad: a search for the tag, and the dates of each bug task.

    Blind spots:
        Tags and milestones are of the day of collection: what was taken off before is not seen,
        and what came after the moment is.
    """
    if why := missing(case) or unmarked(case):
        return why
    there = standing_at(case, case.moment, Standing.OPEN)
    milestone = _milestone(case)
    targeted = [bug for bug in there if bug.milestone == milestone]
    said = f"On Launchpad's milestone {milestone}: {words.counted(len(targeted), 'bugs')}."
    return _tagged(case, there, tag(case), said)


@metric("bugs.tag.lite-spec", "Lite specs", unit="bugs")
def lite_specs(case: Case) -> Answer | Missing:
    """Count the bugs tagged lite-spec that were reported during the cycle.

    Small features that were proposed as bugs with that tag, instead of a spec.

    Returns:
        A whole number, with one part for how each stood at the moment. Unit: bugs.

    Source:
        Launchpad: a search for the tag, and the dates of each bug task.

    Blind spots:
        The tag is that of the day of collection.
    """
    if why := missing(case) or _not_asked(case, LITE_SPEC):
        return why
    there = [bug for bug in collected(case) if case.inside(bug.created)]
    if not any(LITE_SPEC in bug.tags for bug in collected(case)):
        return Missing("No bug of the team ever had the tag lite-spec.")
    return _tagged(case, there, LITE_SPEC, "")


@metric("bugs.fixed_by_milestone", "Fixed bugs by milestone", unit="bugs")
def fixed_by_milestone(case: Case) -> Answer | Missing:
    """Sum the bugs fixed during the cycle by the milestone that they were fixed for.

    The bugs of bugs.fixed. A fix belongs to the first milestone whose day is not over; what comes
    after the last of them belongs to the end. What Launchpad's milestone field says is in
    the note: it is a plan, and nobody has kept it up for releases since January 2016.

    Returns:
        The number of fixed bugs, with one part for each phase that has begun. Unit: bugs.

    Source:
        Launchpad: the dates of each bug task; the calendar of the cycle.

    Blind spots:
        Phases are not equally long, and holidays lie in one of them. Launchpad's milestone field
        is of the day of collection.
    """
    if why := missing(case):
        return why
    begun = phases(case)
    if not begun:
        return no_phase(case)
    found = closings(case, Standing.FIXED)
    return Answer(
        value=len(found),
        parts=by_phase(begun, (at.date() for at, _ in found)),
        evidence=listed(case, (bug for _, bug in found)),
        note=remarks(case, _second_view([bug for _, bug in found])),
    )


@metric("bugs.security", "Public security bugs", unit="bugs")
def security(case: Case) -> Answer | Missing:
    """Count the security bugs that became public during the cycle.

    A security bug is one that Launchpad has as Public Security, that is tagged `security`, or
    that is with the security advisories too. It counts on the day on which anybody could see it
    first, as far as its log tells, and else on that of its report.

    Returns:
        A whole number, with one part for how each stood at the moment. Unit: bugs.

    Source:
        Launchpad: searches by information type and tag, the tasks of the advisories' project, and
        the logs of security bugs.

    Blind spots:
        What is still private is not seen, and the number of a past cycle grows as reports are
        opened. The log is read of bugs that were reported in the cycle or shortly before it. What
        makes a bug a security bug is of the day of collection.
    """
    if why := missing(case):
        return why
    found = [bug for bug in collected(case) if bug.security and case.inside(bug.visible)]
    advisories = sum(bug.advisory for bug in found)
    said = f"With the security advisories: {words.counted(advisories, 'bugs')}."
    return _told_apart(case, found, said)


def tag(case: Case) -> str:
    """Return the tag of bugs for the release candidate."""
    return f"{case.cycle.name}-rc-potential"


def marked(case: Case, bug: BugTask) -> bool:
    """Tell whether a bug is for the release candidate, by its tag or by Launchpad's milestone."""
    return tag(case) in bug.tags or bug.milestone == _milestone(case)


def unmarked(case: Case) -> Missing | None:
    """Say why it is not known which bugs are for the release candidate."""
    return _no_candidate(case) or _not_asked(case, tag(case))


def _milestone(case: Case) -> str:
    return f"{case.cycle.name}-rc1"


def _no_candidate(case: Case) -> Missing | None:
    none = CANDIDATE.casefold() in case.cycle.without
    return Missing(case.cycle.lacks(CANDIDATE)) if none else None


def _not_asked(case: Case, tag: str) -> Missing | None:
    asked = case.bugs.tags if case.bugs else ()
    why = f"Launchpad was not asked for the tag {tag}: the team's settings do not name it."
    return None if tag in asked else Missing(why)


def _tagged(case: Case, bugs: list[BugTask], tag: str, said: str) -> Answer:
    return _told_apart(case, [bug for bug in bugs if tag in bug.tags], said)


def _told_apart(case: Case, bugs: list[BugTask], said: str) -> Answer:
    stood = Counter(filter(None, (bug.at(case.moment) for bug in bugs)))
    parts = by_kind((standing for standing in Standing if stood[standing]), stood)
    return Answer(
        value=len(bugs), parts=parts, evidence=listed(case, bugs), note=remarks(case, said)
    )


def _second_view(bugs: list[BugTask]) -> str:
    """Say what Launchpad's own milestones have, if anybody used them."""
    counts = Counter(bug.milestone for bug in bugs if bug.milestone)
    if not counts:
        return "Launchpad's milestone field is empty on all of them."
    said = ", ".join(f"{name} {words.number(counts[name])}" for name in sorted(counts))
    return f"By Launchpad's milestone field: {said}; none {len(bugs) - counts.total()}."
