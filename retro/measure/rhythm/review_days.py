"""The days that a team set aside to review together."""

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.phases import by_phase, phases
from retro.measure.ground.typed import line, typed, unwritten
from retro.outline import words


@metric("rhythm.review_days", "Review days", unit="days")
def review_days(case: Case) -> Answer | Missing:
    """Count the days that the team set aside to review together, up to the edition's day.

    Weekly ones, such as a review Monday, count for each of their days inside the cycle.

    Returns:
        A whole number, with one part for each phase from milestone to milestone that has begun,
        as in flow.merged_by_milestone; the note has those still to come. Unit: days.

    Source:
        `rhythm` in the team's notes, entries of the kind “review day”.

    Blind spots:
        A day that was planned may not have been held. Nothing is said of the cycle before.
    """
    if case.notes.rhythm is None:
        return unwritten(case, "rhythm")
    titles = {
        day: entry.title or "Review day"
        for entry in reversed(case.notes.rhythm)
        if entry.kind == "review day"
        for day in entry.days
        if case.cycle.start <= day <= case.cycle.release
    }
    held = [day for day in sorted(titles) if day <= case.as_of]
    later = words.counted(len(titles) - len(held), "days")
    return typed(
        (line(titles[day], since=day) for day in held),
        f"Still to come: {later}.",
        parts=by_phase(phases(case), held),
    )
