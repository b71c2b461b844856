"""Merges week by week, with the sum of each phase of the cycle."""

from collections import Counter
from datetime import date

from retro.measure.ground.case import Case, Merged
from retro.measure.ground.definition import Lines, Missing, chart, unknown_before
from retro.measure.ground.merges import by_people
from retro.measure.ground.phases import by_phase, phases
from retro.model.facts import Line, Part, Stretch
from retro.model.time import monday_of
from retro.outline import words


@chart("flow.merges_weekly", "Merges, week by week", unit="changes")
def merges_weekly(case: Case) -> Lines | Missing:
    """Count the changes that were merged in each week, by people and by bots.

    Code, on the team's branches. Weeks are Monday to Sunday, UTC; the first and the last may be
    cut by the cycle's start and the moment. Below the weeks stand the sums of
    flow.merged_by_milestone, where the calendar has milestones.

    Returns:
        Two whole numbers a week. Unit: changes.

    Source:
        Gerrit: the time of each merge; the bots as named in the team's settings; the calendar of
        the cycle.

    Blind spots:
        As for flow.merged and flow.merged_by_people.
    """
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, case.window[0]):
        return missing
    people = by_people(case.merges)
    begun = phases(case)
    parts = by_phase(begun, (at.date() for at, _ in case.merges))
    every, theirs = _by_week(case.merges), _by_week(people)
    return Lines(
        x=weeks,
        x_unit="weeks",
        lines=(
            Line(label="by people", role="people", values=tuple(theirs[week] for week in weeks)),
            Line(
                label="by bots",
                role="bots",
                values=tuple(every[week] - theirs[week] for week in weeks),
            ),
        ),
        sentence=f"{_sentence(case, every, len(people))}{_told(parts)}",
        stretches=tuple(
            Stretch(phase.first, phase.last, part.value)
            for phase, part in zip(begun, parts, strict=True)
        ),
    )


def _by_week(merges: tuple[Merged, ...]) -> Counter[date]:
    return Counter(monday_of(at.date()) for at, _ in merges)


def _sentence(case: Case, weekly: Counter[date], people: int) -> str:
    every = words.counted(weekly.total(), "changes")
    if not weekly:
        return "No change was merged."
    # The earliest of the busiest weeks, whatever the order of the records.
    week, most = max(weekly.items(), key=lambda pair: (pair[1], -pair[0].toordinal()))
    return (
        f"Merged: {every}, {words.number(people)} by people; "
        f"the busiest week was {case.cycle.week_of(week)}, with {words.number(most)}."
    )


def _told(parts: tuple[Part, ...]) -> str:
    """Tell the sum of each phase, where there was anything to sum."""
    said = words.tallied((part.value, part.label) for part in parts)
    return f" By phase: {said}." if any(part.value for part in parts) else ""
