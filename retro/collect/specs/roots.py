"""What commits did below the root of the specs, wherever the root was at the time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from retro.collect.specs.git import Commit, Git, Step
from retro.collect.specs.layout import Layout

Steps = list[tuple[str, list[Step]]]
"""Commits by their numbers, each with what it did, the first first."""


def steps_below(git: Git, line: Sequence[Commit], layout: Layout) -> Steps:
    """Return what commits did below the root; the layout learns from all paths that were there.

    Where one commit took most of the specs from one folder to another, both are the root.
    """
    steps = list(git.steps(line, *layout.folders))
    while layout.folders and (roots := _moved(git, line, steps, layout)):
        for root in roots:
            layout.moved_from(root)
        steps = list(git.steps(line, *layout.folders))
    layout.learn(path for _, some in steps for step in some for path in (step.path, step.source))
    return steps


def _moved(git: Git, line: Sequence[Commit], steps: Steps, layout: Layout) -> set[str]:
    """Return the folders outside of the root that were the root before or after some commit."""
    # What comes from elsewhere, or goes there, looks new or deleted to who sees the root only.
    torn = {
        number: sum(s.letter in "AD" and layout.place(s.path) is not None for s in some)
        for number, some in steps
    }
    asked = [commit for commit in line if torn.get(commit.number)]
    return {
        root
        for number, some in git.steps(asked)
        for root, files in Counter(_outside(some, layout)).items()
        if 2 * files >= torn[number]
    }


def _outside(steps: Iterable[Step], layout: Layout) -> Iterator[str]:
    """Yield the folder outside of the root in which a spec stood as it stands inside, or will."""
    for step in steps:
        ends = (step.source, step.path)
        inside = [path for path in ends if layout.place(path)]
        if step.letter != "R" or len(inside) != 1 or step.path == step.source:
            continue
        rest = layout.rest(inside[0])
        other = next(path for path in ends if path != inside[0])
        if "/" in rest and other.endswith(f"/{rest}"):
            yield str(PurePosixPath(other.removesuffix(f"/{rest}")))
