"""The work folder: raw bodies, one file a request, until they are packed."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path


class Work:
    """A folder of answers as they came, each named by its request's place in the plan.

    A body that is there is whole, so an interrupted collection could go on from here.
    """

    def __init__(self, folder: Path) -> None:
        """Take a folder of one's own; nothing else may lie in it."""
        self._folder = folder

    def clear(self) -> None:
        """Delete every body."""
        for path in self._folder.glob("*.body*"):
            path.unlink()

    def save(self, name: str, body: bytes) -> None:
        """Keep one body; it appears under its name only when it is whole."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{name}.body.part"
        part.write_bytes(body)
        part.replace(self._folder / f"{name}.body")

    def batches(self, stage: str) -> Iterator[list[bytes]]:
        """Yield a stage's bodies in the plan's order, those of one place together."""
        paths = sorted(self._folder.glob(f"{stage}-*.body"))
        for _, group in groupby(paths, key=lambda path: path.stem.split("-")[1]):
            yield [path.read_bytes() for path in group]
