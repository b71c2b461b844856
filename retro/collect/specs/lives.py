"""Who is who among spec files: one life for each, wherever it goes and whatever leads to it."""

from collections.abc import Iterable
from typing import NamedTuple

from retro.collect.specs.layout import Place
from retro.collect.specs.text import SpecText


class Home(NamedTuple):
    """A file's life, and the cycle that it is a spec of; none where folders name none."""

    life: str
    cycle: str


class Lives:
    """The files that were ever seen, by their paths and by their names in a cycle."""

    def __init__(self) -> None:
        """Begin with none."""
        self.homes: dict[str, Home] = {}
        self.standing: dict[str, SpecText] = {}
        self._named: dict[tuple[str, str], str] = {}

    def arriving(self, number: str, path: str, place: Place, words: SpecText) -> str:
        """Return the life of a text that came to a path without a source that git tells.

        It is the one that had this name in this cycle before, unless that stands there still for
        another blueprint; or the one that stands in a folder of no cycle, and was copied.
        """
        known = self._named.get((place.cycle, place.name))
        if known and not any(self._others(Home(known, place.cycle), words)):
            return known
        lying = self._named.get(("", place.name))
        if known is None and lying and any(self._at(Home(lying, ""))):
            return lying
        return f"{number[:12]}:{path}"

    def settle(self, path: str, home: Home, name: str) -> None:
        """Remember whose a path is, and that a file of this name was its life's in the cycle."""
        self.homes[path] = home
        self._named.setdefault((home.cycle, name), home.life)

    def leave(self, path: str) -> None:
        """Forget that anything stands at a path."""
        self.homes.pop(path, None)
        self.standing.pop(path, None)

    def _at(self, home: Home) -> Iterable[str]:
        return (path for path in self.standing if self.homes.get(path) == home)

    def _others(self, home: Home, words: SpecText) -> Iterable[str]:
        """Yield the paths at which a text of another blueprint stands."""
        for path in self._at(home):
            there = self.standing[path].blueprint
            if there and words.blueprint and there != words.blueprint:
                yield path
