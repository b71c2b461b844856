"""Merges as several chapters count them: by people and bots, with the list behind."""

from datetime import datetime

from retro.measure.ground import query
from retro.measure.ground.case import Case, Merged
from retro.measure.ground.definition import Answer, Missing, unknown_before
from retro.measure.ground.evidence import behind, item
from retro.measure.ground.parts import by_name
from retro.model.facts import Part


def by_people(merges: tuple[Merged, ...]) -> tuple[Merged, ...]:
    """Leave out the changes that a bot owns."""
    return tuple(pair for pair in merges if not pair[1].owner_is_bot)


def people_and_bots(merges: tuple[Merged, ...]) -> tuple[Part, ...]:
    """Return how many of some merges are people's, and how many bots'."""
    people = len(by_people(merges))
    return by_name({"people": people, "bots": len(merges) - people})


def merges_counted(
    case: Case,
    merges: tuple[Merged, ...],
    *,
    since: datetime | None = None,
    parts: tuple[Part, ...] = (),
    note: str = "",
) -> Answer | Missing:
    """Count merges of the window, or of its part from a moment on, and list them."""
    begins, ends = case.window
    if missing := unknown_before(case, begins):
        return missing
    items = (item(change, "merged", at.date()) for at, change in merges)
    asked = query.merged(case.team.gerrit, since or begins, ends)
    return Answer(value=len(merges), parts=parts, note=note, evidence=behind(case, items, asked))
