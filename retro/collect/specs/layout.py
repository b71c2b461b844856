"""What a path of the specs repository says: a cycle, a state and a name."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import NamedTuple

from retro.model.cycle import Cycle
from retro.model.team import SpecsLayout
from retro.snapshot.specs import APPROVED, DROPPED, IMPLEMENTED, PAGE, SHELVED

_SUFFIXES = {".rst", ".md", ".txt"}
_NUMBERED = re.compile(r"20\d\d\.[12]")
_RELEASE = re.compile(r"v?\d+\.\d+(\.\d+)*")


class Place(NamedTuple):
    """Where a spec stands; no cycle where the repository's folders name none."""

    cycle: str
    state: str
    name: str


class Layout:
    """The team's way to lay out its specs."""

    def __init__(self, layout: SpecsLayout, cycles: Iterable[Cycle]) -> None:
        """Take what the team wrote, and the cycles of the calendar."""
        self._layout = layout
        self._root = PurePosixPath(layout.root).parts
        self._cycles = {text: one.name for one in cycles for text in (one.name, one.id) if text}
        self._states = {
            name: state
            for names, state in (
                (layout.dropped, DROPPED),
                (layout.shelved, SHELVED),
                (layout.implemented, IMPLEMENTED),
                (layout.approved, APPROVED),
            )
            for name in names
        }

    @property
    def folders(self) -> tuple[str, ...]:
        """Return the folders to read."""
        return tuple(filter(None, (self._layout.root, self._layout.priorities)))

    def place(self, path: str) -> Place | None:
        """Return what a path says, or None where it is no spec of anything."""
        file = PurePosixPath(path)
        folders = file.parts[:-1]
        if file.suffix not in _SUFFIXES or self._skipped(file.stem.casefold()):
            return None
        if folders == (self._layout.priorities,):
            return Place(self._named_in(file.stem), PAGE, file.stem)
        if folders[: len(self._root)] != self._root:
            return None
        found = self._folder(folders[len(self._root) :])
        return Place(*found, file.stem) if found else None

    def target(self, path: str, link: str) -> str:
        """Return the path that a link at a path points to, whatever it says."""
        return normpath(join(dirname(path), link.strip()))

    def _folder(self, folders: tuple[str, ...]) -> tuple[str, str] | None:
        if not folders:
            return None
        first, *rest = folders
        inner = next((self._states[name] for name in rest if name in self._states), APPROVED)
        # specs/mitaka/approved (Nova, Glance), or specs/mitaka alone (Neutron).
        if cycle := self._cycle(first):
            return cycle, inner
        # specs/in_progress, specs/done (Swift), specs/approved (Ironic): no cycle in them.
        if first in self._states:
            return "", self._states[first]
        if _RELEASE.fullmatch(first):
            return "", IMPLEMENTED
        # a cycle's second folder, named after both: kilo-implemented
        head, dash, tail = first.partition("-")
        if dash and tail in self._states and (cycle := self._cycle(head)):
            return cycle, self._states[tail]
        return None

    def _cycle(self, folder: str) -> str:
        name = folder.casefold()
        return self._cycles.get(name) or (name if _NUMBERED.fullmatch(name) else "")

    def _named_in(self, stem: str) -> str:
        """Return the cycle that a page's name begins with: mitaka-…, 2023-1-…."""
        words = stem.casefold().split("-")
        return self._cycle(words[0]) or self._cycle(".".join(words[:2]))

    def _skipped(self, stem: str) -> bool:
        return any(fnmatchcase(stem, pattern) for pattern in self._layout.skip)
