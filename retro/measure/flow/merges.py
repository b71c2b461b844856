"""Merges: how much of the work landed, by people and by bots."""

from datetime import datetime

from retro.measure.ground import query
from retro.measure.ground.case import Case, Merged
from retro.measure.ground.definition import Answer, Missing, metric, unknown_before
from retro.measure.ground.evidence import item
from retro.model.facts import Evidence, Part
from retro.outline import words


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
