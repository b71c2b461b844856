"""The priorities that a person wrote down, and which of them were missed."""

from retro.measure.ground.case import Case
from retro.measure.ground.definition import Answer, Missing, metric
from retro.measure.ground.typed import line, typed, unwritten
from retro.model.facts import Item
from retro.model.team import Priority


@metric("priorities.planned", "Priorities planned", unit="priorities")
def planned(case: Case) -> Answer | Missing:
    """Count the priorities that the team set for the cycle.

    Each leads to where it was promised, if `promises` says so.

    Returns:
        A whole number. Unit: priorities.

    Source:
        `priorities` and `promises` in the team's notes.

    Blind spots:
        Priorities differ in size.
    """
    if case.notes.priorities is None:
        return unwritten(case, "priorities")
    return typed(_priority(case, priority) for priority in case.notes.priorities)


@metric("priorities.missed", "Priorities missed", unit="priorities", of="priorities")
def missed(case: Case) -> Answer | Missing:
    """Count the priorities that the team says it missed.

    Returns:
        A whole number; n is the number of priorities in priorities.planned. Unit: priorities.

    Source:
        `outcome: missed` of `priorities` in the team's notes, known from its day on.

    Blind spots:
        An outcome without a day is taken for known in every edition; the note tells of it.
    """
    every = case.notes.priorities
    if every is None:
        return unwritten(case, "priorities")
    items = (_priority(case, one) for one in every if one.outcome == "missed")
    return typed(items, n=len(every))


def _priority(case: Case, priority: Priority) -> Item:
    """Return a priority as a line, which leads to where it was promised, or to its first link."""
    promised = [made.url for made in case.notes.promises if made.priority == priority.title]
    url = "".join([*promised, *priority.links][:1])
    note = " ".join(filter(None, (priority.why, "Promised in public before." if promised else "")))
    return line(priority.title, url=url, state=priority.outcome, since=priority.on, note=note)
