"""From commits to records: one for each spec in each cycle's folder."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from retro.collect.specs.days import landings
from retro.collect.specs.git import Commit, Git, Step
from retro.collect.specs.layout import Layout
from retro.collect.specs.links import pointed
from retro.collect.specs.roots import steps_below
from retro.collect.specs.text import spec_text
from retro.collect.specs.tracker import Tracker, Turn
from retro.snapshot.specs import LINKED, PAGE, SpecEventInfo, SpecInfo


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
    turns = _turns(git, git.line, layout, collected)
    blobs = {step.blob: step.link for one in turns for step in one.steps if _readable(step)}
    texts = dict(git.blobs(list(blobs)))
    paths = {blob: text if blobs[blob] else pointed(text) for blob, text in texts.items()}
    links = {blob: path for blob, path in paths.items() if path}
    words = {blob: spec_text(texts[blob], projects) for blob in texts if blob not in links}
    tracker = Tracker(layout, links, words)
    for turn in turns:
        tracker.take(turn)
    return tuple(
        SpecInfo(
            repository=repository,
            cycle=home.cycle,
            name=name,
            life=home.life,
            events=tuple(events),
        )
        for name, home, events in tracker.records()
        if any(map(_is_spec, events))
    )


def _turns(
    git: Git, line: Sequence[Commit], layout: Layout, collected: datetime | None
) -> list[Turn]:
    days = landings(git, line, collected)
    found: list[Turn] = []
    for number, steps in steps_below(git, line, layout):
        kept = [s for s in steps if layout.place(s.path) or layout.place(s.source)]
        if kept:
            found.append(Turn(number, days[number], kept))
    return found


def _readable(step: Step) -> bool:
    return step.letter != "D"


def _is_spec(event: SpecEventInfo) -> bool:
    """Tell a spec by its title; a link has that of another file."""
    return bool(event.title) or event.what == LINKED or event.state == PAGE
