"""Cycle highlights, as the deliverable files of openstack/releases have them.

What is recommended: https://docs.openstack.org/project-team-guide/release-management.html
"""

from collections.abc import Iterator, Sequence

from retro.content.scaffold import quoted
from retro.draft.forms.said import as_of, heading, on_one_line, sample, unknown, wrapped
from retro.model.facts import Fact, Item, Report
from retro.outline.evidence import items_of
from retro.outline.words import OPEN, counted

LANDED = "features.landed"
FEWEST, MOST = 3, 5
"""So many bullets are asked for."""

LONGEST = 158
"""The letters of two lines: a bullet should stay below that."""


def highlights(report: Report) -> str:
    """Return YAML with up to five features that landed, in the team's own words if there are any.

    First come those that the team wrote about, then those that most merged changes name.
    """
    fact = report.facts.get(LANDED)
    head = [f"{heading(report)}: cycle highlights, {as_of(report)}", *sample(report)]
    if not isinstance(fact, Fact):
        return _comments([*head, *unknown([LANDED], report)])
    chosen = _chosen(items_of(fact))
    head += [_rule(len(chosen), fact), *_asked(len(chosen))]
    return _comments(head) + "".join(_list(chosen))


def _chosen(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (not _words(item), -_work(item)))[:MOST]


def _words(item: Item) -> str:
    return on_one_line(item.story.words) if item.story else ""


def _work(item: Item) -> int:
    return sum(work.merged for work in item.story.work) if item.story else 0


def _rule(shown: int, fact: Fact) -> str:
    every = len(items_of(fact))
    if not every:
        return "No feature landed, so there is none to tell of."
    return (
        f"{shown} of {counted(every, 'features')} that landed: those that the team wrote about, "
        "then those that most merged changes name."
    )


def _asked(shown: int) -> Iterator[str]:
    if shown < FEWEST:
        yield f"{FEWEST} to {MOST} bullets are asked for. {OPEN} What else do users see?"


def _list(chosen: Sequence[Item]) -> Iterator[str]:
    yield "cycle-highlights:\n" if chosen else "cycle-highlights: []\n"
    for item in chosen:
        bullet = _bullet(item)
        yield "".join(f"  # {remark}\n" for remark in _remarks(item, bullet))
        yield f"  - {quoted(bullet)}\n"


def _bullet(item: Item) -> str:
    said = ": ".join(filter(None, (on_one_line(item.title).rstrip("."), _words(item))))
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _remarks(item: Item, bullet: str) -> Iterator[str]:
    if not _words(item):
        yield f"{OPEN} What does it do for those who use it?"
    if len(bullet) > LONGEST:
        yield f"{len(bullet)} letters: less than two lines, {LONGEST}, are asked for"


def _comments(lines: Sequence[str]) -> str:
    return "".join(f"{wrapped(line, '# ', '#   ')}\n" for line in lines)
