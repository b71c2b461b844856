"""Following spec files from folder to folder, commit by commit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from retro.collect.specs.days import Landed
from retro.collect.specs.git import Step
from retro.collect.specs.layout import Layout, Place
from retro.collect.specs.lives import Home, Lives
from retro.collect.specs.moves import moves_found
from retro.collect.specs.sweeps import is_sweep
from retro.collect.specs.text import SpecText
from retro.snapshot.specs import (
    APPROVED,
    EDITED,
    ENTERED,
    LINKED,
    MOVED,
    PAGE,
    REMOVED,
    SpecEventInfo,
)

Record = tuple[str, Home, list[SpecEventInfo]]
"""A spec's name in a cycle, whose it is, and what happened to it there."""


class Turn(NamedTuple):
    """A commit, when it landed, and what it did to specs."""

    number: str
    landed: Landed
    steps: list[Step]


class Tracker:
    """The files of a repository up to some commit."""

    def __init__(
        self, layout: Layout, links: Mapping[str, str], words: Mapping[str, SpecText]
    ) -> None:
        """Take the layout, where each blob that is a link leads, and what the others say."""
        self._layout = layout
        self._links = links
        self._words = words
        self._lives = Lives()
        self._known: dict[Home, SpecText] = {}
        self._names: dict[Home, str] = {}
        self._found: dict[Home, list[SpecEventInfo]] = defaultdict(list)
        self._turn: Turn
        self._quiet = False
        self._left: dict[str, str] = {}

    def records(self) -> Iterator[Record]:
        """Yield the records, by cycle and name."""
        homes = sorted(self._found, key=lambda home: (home.cycle, self._names[home], home.life))
        for home in homes:
            yield self._names[home], home, self._found[home]

    def take(self, turn: Turn) -> None:
        """Go on by one commit."""
        lives = self._lives
        marked = (step._replace(link=step.link or step.blob in self._links) for step in turn.steps)
        steps = moves_found(marked, self._layout)
        self._turn, self._quiet = turn, is_sweep(steps, self._spec, lives.standing)
        self._left = {self._target(step): step.path for step in steps if step.link}
        for step in steps:
            self._step(step)

    def _step(self, step: Step) -> None:
        here = self._layout.place(step.path, link=step.link)
        home = self._lives.homes.get(step.source)
        if step.letter == "D":
            self._went(step.path, home)
        elif step.link:
            self._linked(step, here)
        elif step.letter == "R" and home:
            self._moved(step, home, here)
        elif here:
            self._came(step, here)

    def _went(self, path: str, home: Home | None) -> None:
        if home:
            self._tell(home, REMOVED, path)
        self._lives.leave(path)

    def _linked(self, step: Step, here: Place | None) -> None:
        lives, target = self._lives, self._target(step)
        before = lives.homes.get(step.source) if step.letter == "R" else None
        if before:
            lives.leave(step.source)
        if before and here and here.cycle == before.cycle:
            self._tell(before, MOVED, step.path, source=step.source, blob=step.blob)
            lives.settle(step.path, before, here.name)
            return
        if before:
            self._tell(before, REMOVED, step.source)
        if here is None:
            return
        own, led = lives.homes.get(step.path), lives.homes.get(target)
        life = led.life if led else lives.arriving(self._turn.number, step.path, here, SpecText())
        home = own or Home(life, here.cycle)
        lives.leave(step.path)
        self._tell(home, LINKED, step.path, source=target, blob=step.blob)
        lives.settle(step.path, home, here.name)

    def _moved(self, step: Step, home: Home, here: Place | None) -> None:
        stood = step.source in self._lives.standing
        self._lives.leave(step.source)
        if here is None and not self._quiet:
            self._tell(home, REMOVED, step.source)
            self._lives.homes[step.path] = home
            return
        after = home
        if here and here.cycle != home.cycle and (here.cycle or not self._quiet):
            after = Home(home.life, here.cycle)
        if stood:
            blob = step.blob if after == home else ""
            self._tell(home, MOVED, step.path, source=step.source, cycle=after.cycle, blob=blob)
        if after != home or not stood:
            self._tell(after, ENTERED, step.path, source=step.source, blob=step.blob)
        self._stand(step, after, here)

    def _came(self, step: Step, here: Place) -> None:
        lives, words = self._lives, self._words.get(step.blob, SpecText())
        home = lives.homes.get(step.path)
        if home is None:
            link = lives.homes.get(self._left.get(step.path, ""))
            number = self._turn.number
            life = link.life if link else lives.arriving(number, step.path, here, words)
            home = Home(life, here.cycle)
        what = EDITED if step.path in lives.standing else ENTERED
        self._tell(home, what, step.path, blob=step.blob)
        self._stand(step, home, here)

    def _stand(self, step: Step, home: Home, here: Place | None) -> None:
        name = here.name if here else _stem(step.path)
        self._lives.settle(step.path, home, name)
        if here is None or here.state != PAGE:
            self._lives.standing[step.path] = self._words.get(step.blob, SpecText())

    def _tell(
        self,
        home: Home,
        what: str,
        path: str,
        *,
        source: str = "",
        cycle: str | None = None,
        blob: str = "",
    ) -> None:
        """Add an event to a record; `cycle` is that of the path, if it is another's."""
        at, until, doubted = self._turn.landed
        place = self._layout.place(path, link=blob in self._links)
        words, known = self._words.get(blob, SpecText()), self._known.get(home, SpecText())
        if words != SpecText():
            self._known[home] = words
        event = SpecEventInfo(
            at=at,
            what=what,
            path=path,
            state=place.state if place else APPROVED,
            cycle=home.cycle if cycle is None else cycle,
            source=source,
            commit=self._turn.number,
            until=until,
            doubted=doubted,
            quiet=self._quiet and what != EDITED,
            title=words.title if words.title != known.title else "",
            blueprint=words.blueprint if words.blueprint != known.blueprint else "",
            project=words.project if words.project != known.project else "",
            bug=words.bug if words.bug != known.bug else 0,
        )
        self._found[home].append(event)
        if event.cycle == home.cycle and what != REMOVED:
            self._names[home] = _stem(path)

    def _target(self, step: Step) -> str:
        return self._layout.target(step.path, self._links.get(step.blob, ""))

    def _spec(self, path: str) -> Place | None:
        place = self._layout.place(path)
        return place if place and place.state != PAGE else None


def _stem(path: str) -> str:
    return PurePosixPath(path).stem
