"""Commits that put a repository in order: they tell where specs lie, and no news of features."""

from collections.abc import Callable, Collection, Iterable

from retro.collect.specs.git import Step
from retro.collect.specs.layout import Place

_FEWEST = 5
"""Fewer specs than these in one commit may well be decided on together."""

Placed = Callable[[str], Place | None]


def is_sweep(steps: Iterable[Step], place: Placed, standing: Collection[str]) -> bool:
    """Tell whether a commit reorganises or imports.

    Specs are decided on one by one, or for one cycle in one commit. So a commit that takes more
    than half of all that stood, five at least, from where they were does not judge them: their
    root has a new name, or old ones are cleared away. What goes to another state of its cycle, or
    to another cycle, is no part of that: done specs are moved so at a cycle's end, and Nova's
    first ones, 88 of 95, went so in one commit. And one that brings more specs than stood, five
    at least, brings what was decided on elsewhere.

    Args:
        steps: What the commit did, moves found.
        place: What a path says, or None.
        standing: The paths of the specs that stood before it, links left out.
    """
    left = came = 0
    for step in steps:
        if step.source in standing and step.letter in "DR":
            left += _unsettles(
                place(step.source), place(step.path) if step.letter == "R" else None
            )
        elif step.letter == "A" and not step.link and place(step.path):
            came += 1
    return max(left * 2, came) > len(standing) and max(left, came) >= _FEWEST


def _unsettles(before: Place | None, after: Place | None) -> bool:
    """Tell whether a move says nothing of its own: no other cycle, and no other state in one."""
    if before is None or after is None:
        return True
    if before.cycle != after.cycle:
        return not (before.cycle and after.cycle)
    return before.state == after.state
