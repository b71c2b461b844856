"""Which files of a commit went where, as far as git and their names tell."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import PurePosixPath

from retro.collect.specs.git import Step
from retro.collect.specs.layout import Layout

Name = Callable[[str], Hashable | None]
"""What a file that went and one that came must have in common."""


def moves_found(steps: Iterable[Step], layout: Layout) -> list[Step]:
    """Return the steps of a commit, with files that moved and were rewritten as moves too.

    git takes two texts for one that moved if half of their lines are the same. A spec that went
    while one of its name came is one that moved, however little of it was left: one of its name
    in its cycle first, then the only one of its name.

    Args:
        steps: As git tells.
        layout: Which folders mean what.
    """
    found = list(steps)
    for name in (_in_cycle(layout), _file):
        found = list(_paired(found, name))
    # what leaves comes first, and links after the texts that they lead to
    return sorted(found, key=lambda step: (step.letter != "D", step.link, step.path))


def _paired(steps: list[Step], name: Name) -> Iterator[Step]:
    """Yield steps, with those that went and came under a name of one each made moves."""
    went, came = (_named(steps, letter, name) for letter in "DA")
    pairs = {
        came[key][0]: went[key][0]
        for key in went
        if len(went[key]) == 1 and len(came.get(key, ())) == 1
    }
    gone = set(pairs.values())
    for step in steps:
        if step in pairs:
            yield step._replace(letter="R", source=pairs[step].path)
        elif step not in gone:
            yield step


def _named(steps: Iterable[Step], letter: str, name: Name) -> dict[Hashable, list[Step]]:
    """Return the texts of one letter by their names."""
    found: dict[Hashable, list[Step]] = defaultdict(list)
    for step in steps:
        if step.letter == letter and not step.link and (key := name(step.path)) is not None:
            found[key].append(step)
    return found


def _in_cycle(layout: Layout) -> Name:
    def name(path: str) -> Hashable | None:
        place = layout.place(path)
        return (place.cycle, place.name) if place else None

    return name


def _file(path: str) -> str:
    return PurePosixPath(path).name
