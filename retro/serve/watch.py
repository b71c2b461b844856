"""Seeing that something changed, by the files' times and sizes: no library, no native code."""

from collections.abc import Iterator, Sequence
from pathlib import Path

Mark = tuple[str, int, int]


class Watch:
    """Folders, and how their files were when last looked at."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Look for the first time."""
        self._folders = folders
        self._last = self._marks()

    def moved(self) -> bool:
        """Tell whether a file came, went or changed since the last look."""
        before, self._last = self._last, self._marks()
        return before != self._last

    def _marks(self) -> set[Mark]:
        return {mark for folder in self._folders for mark in _marks(folder)}


def _marks(folder: Path) -> Iterator[Mark]:
    for path in folder.rglob("*"):
        try:
            facts = path.stat()
        except OSError:  # an editor's file that is gone already
            continue
        if path.is_file():
            yield str(path), facts.st_mtime_ns, facts.st_size
