"""The first screen says the numbers of its facts, and has a dot for each thing that it counts."""

from collections.abc import Iterator

from retro.agree.terms import known, number, value
from retro.model.facts import Fact, Report
from retro.outline import words
from retro.poster.poster import poster
from retro.poster.shapes import Answer, Dots, Poster

DOTS = {"yes": "features.landed", "not": "features.will_not_make_it"}
"""What each dot of a kind stands for."""


def disagreements(report: Report) -> Iterator[str]:
    """Say where the first screen and the numbers behind it disagree."""
    yield from disagreements_of(poster(report), report)


def disagreements_of(screen: Poster, report: Report) -> Iterator[str]:
    """Say where a first screen and a report disagree."""
    for answer in (screen.backlog, screen.features, screen.team):
        yield from _figures(answer, report)
    yield from _features(screen.features.dots, report)
    yield from _team(screen.team.dots, report)
    yield from _promises(screen, report)


def _figures(answer: Answer, report: Report) -> Iterator[str]:
    for figure in answer.figures:
        fact = known(report, figure.fact)
        if fact and not any(f" {one} " in f" {figure.text} " for one in _told(fact)):
            yield f"the first screen says {figure.text}, but {figure.fact} is {words.value(fact)}"


def _told(fact: Fact) -> tuple[str, ...]:
    """Return the ways in which a figure may tell a fact; that of reviewers tells its n."""
    numbers = (one for one in (number(fact), fact.n) if one is not None)
    return (words.value(fact), *map(words.number, numbers))


def _features(rows: tuple[Dots, ...], report: Report) -> Iterator[str]:
    for kind, name in DOTS.items():
        dots = sum(len(row.titles) for row in rows if row.kind == kind)
        expected = value(name).read(report)
        if rows and expected is not None and dots != expected:
            yield f"the first screen has {dots} dots, but {name} is {expected:g}"


def _team(rows: tuple[Dots, ...], report: Report) -> Iterator[str]:
    name = "community.cores_by_activity"
    dots, expected = sum(len(row.titles) for row in rows), value(name).read(report)
    if rows and expected is not None and dots != expected:
        yield f"the first screen has {dots} dots, but {name} is {expected:g}"


def _promises(screen: Poster, report: Report) -> Iterator[str]:
    name = "priorities.planned"
    promised, expected = len(screen.promises), value(name).read(report)
    if expected is not None and promised != expected:
        yield f"the first screen has {promised} promises, but {name} is {expected:g}"
