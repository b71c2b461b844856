"""Merges: how much of the work landed, by people and by bots."""

from collections import Counter
from datetime import date, datetime

from retro.measure import query
from retro.measure.case import Case, Merged
from retro.measure.definition import Answer, Lines, Missing, chart, metric, unknown_before
from retro.measure.evidence import item
from retro.model import words
from retro.model.facts import Evidence, Line, Part
from retro.model.time import monday_of


@metric("flow.merged", "Merged changes")
def merged(case: Case) -> Answer | Missing:
    """Count the changes that were merged during the cycle.

    Code, on the team's branches; changes by bots are counted and shown apart. Merged specs are in
    the note.

    Returns:
        A whole number, with one part for people's changes and one for bots'. Unit: changes.

    Source:
        Gerrit: the time of each merge.

    Blind spots:
        A change that was pushed past Gerrit is unknown.
    """
    inside = [at for at, _ in case.merges_of(case.specs) if case.inside(at)]
    specs = words.counted(len(inside), "merged specs")
    told = f"Beside them, {specs}."
    return counted(case, case.merges, parts=told_apart(case.merges), note=told)


@metric("flow.merged_by_people", "Merged changes by people")
def merged_by_people(case: Case) -> Answer | Missing:
    """Count the changes by people that were merged during the cycle.

    As flow.merged, without the changes that a bot owns.

    Returns:
        A whole number. Unit: changes.

    Source:
        Gerrit: the time of each merge; the bots as named in team.yaml.

    Blind spots:
        A bot that team.yaml does not name counts as a person.
    """
    return counted(case, by_people(case.merges))


@chart("flow.merges_weekly", "Merges, week by week")
def merges_weekly(case: Case) -> Lines | Missing:
    """Count the changes that were merged in each week, by people and by bots.

    Code, on the team's branches. Weeks are Monday to Sunday, UTC; the first and the last may be
    cut by the cycle's start and the moment.

    Returns:
        Two whole numbers a week. Unit: changes.

    Source:
        Gerrit: the time of each merge; the bots as named in team.yaml.

    Blind spots:
        As for flow.merged and flow.merged_by_people.
    """
    weeks = case.cycle.weeks(case.window[1])
    if not weeks:
        return Missing("The cycle has not begun.")
    if missing := unknown_before(case, case.window[0]):
        return missing
    people = by_people(case.merges)
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
        sentence=_sentence(case, every, len(people)),
    )


def by_people(found: tuple[Merged, ...]) -> tuple[Merged, ...]:
    """Leave out the changes that a bot owns."""
    return tuple(pair for pair in found if not pair[1].owner_is_bot)


def told_apart(found: tuple[Merged, ...]) -> tuple[Part, ...]:
    """Return how many of some merges are people's, and how many bots'."""
    people = len(by_people(found))
    return Part("people", people), Part("bots", len(found) - people)


def counted(
    case: Case,
    found: tuple[Merged, ...],
    *,
    since: datetime | None = None,
    parts: tuple[Part, ...] = (),
    note: str = "",
) -> Answer | Missing:
    """Count merges of the window, or of its part from a moment on, and list them."""
    begins, ends = case.window
    if missing := unknown_before(case, begins):
        return missing
    items = tuple(item(change, "merged", at.date()) for at, change in found)
    asked = query.merged(case.team.gerrit, since or begins, ends)
    return Answer(
        value=len(found), parts=parts, note=note, evidence=Evidence(items=items, query=asked)
    )


def _by_week(found: tuple[Merged, ...]) -> Counter[date]:
    return Counter(monday_of(at.date()) for at, _ in found)


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
