"""From commits to records: one for each spec in each cycle's folder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from retro.collect.specs.days import Landed, landings
from retro.collect.specs.git import Commit, Git, Step
from retro.collect.specs.layout import Layout, Place
from retro.collect.specs.roots import steps_below
from retro.collect.specs.text import SpecText, spec_text
from retro.snapshot.specs import (
    EDITED,
    ENTERED,
    LINKED,
    MOVED,
    PAGE,
    REMOVED,
    SpecEventInfo,
    SpecInfo,
)

Key = tuple[str, str]
"""A cycle and a name."""


class _Commit(NamedTuple):
    number: str
    landed: Landed
    steps: list[Step]


def history(
    git: Git,
    repository: str,
    layout: Layout,
    projects: Iterable[str],
    collected: datetime | None = None,
) -> tuple[SpecInfo, ...]:
    """Return every spec of a repository with what happened to its file, in a fixed order.

    Args:
        git: The clone.
        repository: The project's name in Gerrit.
        layout: Which folders mean what.
        projects: The team's names in Launchpad.
        collected: When the clone was read.
    """
    line = git.line(git.branch())
    commits = _commits(git, line, layout, collected)
    blobs = {step.blob: step.link for one in commits for step in one.steps if _readable(step)}
    texts = dict(git.blobs(list(blobs)))
    links = {blob: text for blob, text in texts.items() if blobs[blob]}
    words = {blob: spec_text(text, projects) for blob, text in texts.items() if not blobs[blob]}
    tracker = _Tracker(layout, links, words)
    for commit in commits:
        tracker.take(commit)
    return tuple(
        SpecInfo(repository=repository, cycle=cycle, name=name, events=tuple(events))
        for (cycle, name), events in sorted(tracker.found.items())
        if any(map(_is_spec, events))
    )


def _commits(
    git: Git, line: Sequence[Commit], layout: Layout, collected: datetime | None
) -> list[_Commit]:
    days = landings(git, line, collected)
    found: list[_Commit] = []
    for number, steps in steps_below(git, line, layout):
        kept = [s for s in steps if layout.place(s.path) or layout.place(s.source)]
        if kept:
            # what leaves comes first, so that a file that changes its name arrives last
            kept.sort(key=lambda step: (step.letter != "D", step.path))
            found.append(_Commit(number, days[number], kept))
    return found


def _readable(step: Step) -> bool:
    return step.letter != "D"


def _is_spec(event: SpecEventInfo) -> bool:
    """Tell a spec by its title; a link has that of another file."""
    return bool(event.title) or event.what == LINKED or event.state == PAGE


class _Tracker:
    """Follows files from folder to folder."""

    def __init__(
        self, layout: Layout, links: Mapping[str, str], words: Mapping[str, SpecText]
    ) -> None:
        self._layout = layout
        self._links = links
        self._words = words
        self._known: dict[Key, SpecText] = {}
        self.found: dict[Key, list[SpecEventInfo]] = defaultdict(list)

    def take(self, commit: _Commit) -> None:
        for step in commit.steps:
            for key, event in self._events(commit, step):
                self._add(key, event, self._words.get(step.blob))

    def _events(self, commit: _Commit, step: Step) -> Iterator[tuple[Key, SpecEventInfo]]:
        here = self._layout.place(step.path, link=step.link)
        there = self._layout.place(step.source, link=step.link)
        if step.letter == "D" and here:
            yield _event(commit, REMOVED, step.path, here)
        elif step.link and here:
            source = self._layout.target(step.path, self._links.get(step.blob, ""))
            yield _event(commit, LINKED, step.path, here, source)
        elif step.letter == "R":
            yield from self._moved(commit, step, there, here)
        elif here:
            what = EDITED if step.letter == "M" else ENTERED
            yield _event(commit, what, step.path, here)

    def _moved(
        self, commit: _Commit, step: Step, before: Place | None, after: Place | None
    ) -> Iterator[tuple[Key, SpecEventInfo]]:
        if before and after and before.cycle == after.cycle:
            if before.name != after.name:
                self._rename((before.cycle, before.name), (after.cycle, after.name))
            yield _event(commit, MOVED, step.path, after, step.source)
        elif before and after:
            key = before.cycle, before.name
            yield key, _event(commit, MOVED, step.path, after, step.source)[1]
            yield _event(commit, ENTERED, step.path, after, step.source)
        elif after:
            yield _event(commit, ENTERED, step.path, after)
        elif before:
            yield _event(commit, REMOVED, step.source, before)

    def _rename(self, old: Key, new: Key) -> None:
        earlier = self.found.pop(old, [])
        self.found[new] = sorted((*earlier, *self.found[new]), key=lambda event: event.at)
        if old in self._known:
            self._known[new] = self._known.pop(old)

    def _add(self, key: Key, event: SpecEventInfo, words: SpecText | None) -> None:
        events = self.found[key]
        if words and words != (known := self._known.get(key, SpecText())):
            event = replace(
                event,
                title=words.title if words.title != known.title else "",
                blueprint=words.blueprint if words.blueprint != known.blueprint else "",
            )
            self._known[key] = words
        last = events[-1] if events else None
        if last and (last.what, last.commit, event.what) == (REMOVED, event.commit, ENTERED):
            event = replace(event, what=MOVED, source=last.path)
            events.pop()
        events.append(event)


def _event(
    commit: _Commit, what: str, path: str, place: Place, source: str = ""
) -> tuple[Key, SpecEventInfo]:
    at, until, doubted = commit.landed
    event = SpecEventInfo(
        at=at,
        what=what,
        path=path,
        state=place.state,
        cycle=place.cycle,
        source=source,
        commit=commit.number,
        until=until,
        doubted=doubted,
    )
    return (place.cycle, place.name), event
