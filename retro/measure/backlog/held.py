"""Changes that a vote holds, said beside the numbers that they are in or that they are not in."""

from collections.abc import Iterable

from retro.measure.ground.case import Case
from retro.measure.ground.standing import Standing, held_on, held_only
from retro.measure.ground.sweep import Waiting, waiting
from retro.outline import words


def of_blocked(case: Case, backlog: Iterable[Waiting]) -> str:
    """Say how many of the blocked changes are on hold, and by which labels; nothing for none."""
    held = [held_on(case, one.state) for one in backlog if one.standing is Standing.BLOCKED]
    labels = words.listed(sorted({label for some in held for label in some}))
    number = words.counted(sum(map(bool, held)), "changes")
    return f"Of those blocked, {number} on hold by {labels}." if labels else ""


def beside(case: Case) -> str:
    """Say how many changes are not verified for nothing but a vote that holds them."""
    number = sum(held_only(case, one.state) for one in waiting(case, case.moment))
    return f"Beside them, {words.counted(number, 'changes')} on hold." if number else ""
