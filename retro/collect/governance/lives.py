"""The repositories that a list has had, through their names: who came, left and was renamed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher

from retro.collect.specs.git import Commit

_LISTED = re.compile(
    # an item of a list, as it is or as `repo: …`; tags and addresses have a colon or no slash
    r"[ \t]*-[ \t]+(?:\{?repo:[ \t]*)?"
    r"['\"]?([A-Za-z0-9][\w.+-]*/\w[\w.+-]*)['\"]?[ \t]*(?:#.*)?",
    re.A,
)
_ALIKE = 0.6


class Life:
    """A repository through its names, each with the first day on which it had it.

    `left` is the day on which it left the list, and `last` the last commit that has it.
    """

    def __init__(self, name: str, day: date) -> None:
        """Begin on a day."""
        self.names = [(name, day)]
        self.left: date | None = None
        self.last = ""


def listed(line: str) -> str:
    """Return the name of a repository that is an item of a list; nothing for other lines."""
    found = _LISTED.fullmatch(line)
    return found[1] if found else ""


class Lives:
    """The repositories of a list, commit by commit.

    `there` are those that stand in it, `gone` those that did, by their last names.
    """

    def __init__(self) -> None:
        """Begin with an empty list."""
        self.there: dict[str, Life] = {}
        self.gone: dict[str, Life] = {}
        self._lines = Counter[str]()

    @property
    def ever(self) -> frozenset[str]:
        """Return the last parts of all names that ever stood in the list."""
        every = (*self.there.values(), *self.gone.values())
        return frozenset(_last(name) for life in every for name, _ in life.names)

    def step(self, commit: Commit, day: date, lines: Iterable[str]) -> None:
        """Go on over a commit: the lines that it took and brought, with their signs."""
        moved = Counter[str]()
        for line in lines:
            moved[listed(line[1:])] += 1 if line.startswith("+") else -1
        moved.pop("", None)
        self._lines.update(moved)
        came = {name for name in moved if self._lines[name] > 0} - self.there.keys()
        gone = {name for name in moved if self._lines[name] <= 0} & self.there.keys()
        renamed = dict(_renamed(gone, came))
        for old, new in renamed.items():
            life = self.there[new] = self.there.pop(old)
            life.names.append((new, day))
        for name in gone - renamed.keys():
            life = self.gone[name] = self.there.pop(name)
            life.left, life.last = day, commit.parent
        for name in came - set(renamed.values()):
            life = self.gone.pop(name) if name in self.gone else Life(name, day)
            life.left, self.there[name] = None, life


def _renamed(gone: Iterable[str], came: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield who has another name since: in another place, or alone on either side of a change.

    In 12 years of openstack/governance 10 changes took one name away and brought another whose
    last part is alike; all of them were new names of the same repository.
    """
    new = {_last(name): name for name in came}
    moved = {old: new[_last(old)] for old in gone if _last(old) in new}
    yield from moved.items()
    rest, others = set(gone) - moved.keys(), set(came) - set(moved.values())
    if len(rest) == len(others) == 1:
        ((old,), (name,)) = rest, others
        if SequenceMatcher(None, _last(old), _last(name)).ratio() >= _ALIKE:
            yield old, name


def _last(name: str) -> str:
    return name.rpartition("/")[2]
