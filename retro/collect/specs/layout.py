"""What a path of the specs repository says: a cycle, a state and a name."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import NamedTuple

from retro.model.cycle import Cycle
from retro.model.specs_layout import SpecsLayout
from retro.snapshot.specs import (
    APPROVED,
    DROPPED,
    IMPLEMENTED,
    NO_CYCLE,
    NO_SPEC,
    NO_TEXT,
    PAGE,
    SHELVED,
)

_SUFFIXES = {".rst", ".md", ".txt"}
_NUMBERED = re.compile(r"20\d\d\.[12]")
# 9.1 (Ironic), version0.5 and version1 (Octavia)
_RELEASE = re.compile(r"(version|v)-?\d+(\.\d+)*|\d+(\.\d+)+")
# TripleO has a 0-placeholder.
_PLACEHOLDER = re.compile(r"(\d+-)?placeholder(-\d+)?")
_TEMPLATE = re.compile(r"(.+)[-_]template")

Folders = tuple[str, ...]
"""The folders of a path, from the root of the specs down."""


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
        self._cycles = {
            text.casefold(): one.name for one in cycles for text in (one.name, one.id) if text
        }
        self._states = {
            name.casefold(): state
            for names, state in (
                (layout.dropped, DROPPED),
                (layout.shelved, SHELVED),
                (layout.implemented, IMPLEMENTED),
                (layout.approved, APPROVED),
            )
            for name in names
        }
        self._roots: tuple[Folders, ...] = (PurePosixPath(layout.root).parts,)
        self._open = frozenset[Folders]()
        self._flat = False

    @property
    def folders(self) -> tuple[str, ...]:
        """Return the folders to read; none means all."""
        roots = ["/".join(root) for root in self._roots]
        return (*roots, *filter(None, (self._layout.priorities,))) if all(roots) else ()

    def moved_from(self, root: str) -> None:
        """Read specs below a folder too that was their root before."""
        self._roots = (*self._roots, PurePosixPath(root).parts)

    def learn(self, paths: Iterable[str]) -> None:
        """Take in which folders a repository ever had: some mean something by what they hold.

        Where implemented specs have a folder of their own and approved ones have none, these
        stand above it: specs/tempest, specs/tempest/implemented. Where no folder is a cycle's, a
        state's or a release's, all that there is are specs of no cycle.
        """
        texts = (PurePosixPath(path) for path in paths)
        below = {f for text in texts if text.suffix in _SUFFIXES and (f := self._below(text))}
        self._open = self._parents(below, IMPLEMENTED) - self._parents(below, APPROVED)
        self._flat = not any(self._folder(found, link=False) for found in below)

    def place(self, path: str, *, link: bool = False) -> Place | None:
        """Return what a path says, or None where it is no spec of anything.

        Args:
            path: Of a file, from the top of the repository.
            link: Whether it is a link: those in a release's folder stand for what is done in it,
                while a text was approved for it.
        """
        file = PurePosixPath(path)
        if file.suffix not in _SUFFIXES or self._is_none(file):
            return None
        if file.parts[:-1] == (self._layout.priorities,):
            return Place(self._named_in(file.stem), PAGE, file.stem)
        folders = self._below(file)
        found = None if folders is None else self._folder(folders, link=link)
        return Place(*found, file.stem) if found else None

    def reason(self, path: str) -> str:
        """Return why a file below the root is no spec; nothing where its path is that of one."""
        file = PurePosixPath(path)
        if self._is_none(file):
            return NO_SPEC
        if file.suffix not in _SUFFIXES:
            return NO_TEXT
        return "" if self.place(path) else NO_CYCLE

    def holds(self, path: str) -> bool:
        """Tell whether a file lies below the root."""
        return self._below(PurePosixPath(path)) is not None

    def rest(self, path: str) -> str:
        """Return the part of a path below the root."""
        file = PurePosixPath(path)
        return "/".join((*(self._below(file) or ()), file.name))

    def target(self, path: str, link: str) -> str:
        """Return the path that a link at a path points to, whatever it says."""
        return normpath(join(dirname(path), link.strip()))

    def _below(self, file: PurePosixPath) -> Folders | None:
        """Return a file's folders below the root that it lies in, or None."""
        parts = file.parts[:-1]
        roots = (root for root in self._roots if parts[: len(root)] == root)
        longest = max(roots, key=len, default=None)
        return None if longest is None else parts[len(longest) :]

    def _folder(self, folders: Folders, *, link: bool) -> tuple[str, str] | None:
        """Return the cycle and the state that folders mean, in whichever order they stand.

        CYCLE/STATE (Nova), CYCLE (Neutron), STATE (Swift, Ironic), TEAM/CYCLE (Keystone),
        STATE/CYCLE, CYCLE-STATE (Ironic): what is neither is a team's, a part's or nobody's.
        """
        words = [word for folder in folders for word in self._words(folder)]
        cycle = next((cycle for cycle, _ in words if cycle), "")
        state = next((state for _, state in words if state), "")
        if cycle or state:
            return cycle, state or APPROVED
        if folders and _RELEASE.fullmatch(folders[0].casefold()):
            return "", IMPLEMENTED if link else APPROVED
        return ("", APPROVED) if self._flat or folders in self._open else None

    def _words(self, folder: str) -> Iterator[tuple[str, str]]:
        """Yield the cycles and states in a folder's name."""
        name = folder.casefold()
        head, _, tail = name.partition("-")
        if cycle := self._cycle(name):
            yield cycle, ""
        elif state := self._states.get(name):
            yield "", state
        elif tail in self._states and (cycle := self._cycle(head)):
            yield cycle, self._states[tail]

    def _parents(self, below: Iterable[Folders], state: str) -> frozenset[Folders]:
        """Return the folders with a folder for a state."""
        return frozenset(
            folders[:place]
            for folders in below
            for place, name in enumerate(folders)
            if self._states.get(name.casefold()) == state
        )

    def _cycle(self, folder: str) -> str:
        name = folder.casefold()
        return self._cycles.get(name) or (name if _NUMBERED.fullmatch(name) else "")

    def _named_in(self, stem: str) -> str:
        """Return the cycle that a page's name begins with: mitaka-…, 2023-1-…."""
        words = stem.casefold().split("-")
        return self._cycle(words[0]) or self._cycle(".".join(words[:2]))

    def _is_none(self, file: PurePosixPath) -> bool:
        """Tell whether a file's name is one that no spec has, never by a part of it."""
        name = file.stem.casefold().lstrip(".")
        if any(fnmatchcase(name, pattern) for pattern in self._layout.skip):
            return True
        template = _TEMPLATE.fullmatch(name)
        of = template[1] if template else ""
        return bool(self._cycle(of) or of in self._states or _PLACEHOLDER.fullmatch(name))
