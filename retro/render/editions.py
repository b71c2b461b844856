"""The editions of one retrospective side by side: what changed from one to the next."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from posixpath import relpath

from msgspec import Struct

from retro.model.facts import Fact, Gap
from retro.model.site import Site
from retro.outline.chapters import CHAPTERS
from retro.outline.growth import growth
from retro.render.between_editions import Side, exchange, step
from retro.render.frame import EDITIONS, UNPUBLISHED, Entry, framed, titled
from retro.render.most_moved import RULE, most_moved
from retro.render.numbers import Missing, Number, Reference, shown
from retro.render.theme import Theme


class Row(Struct, frozen=True, kw_only=True):
    """One number in every edition, and how it changed from the first to the last.

    `parts` are those of each edition that the others don't have alike.
    """

    title: str
    about: str
    numbers: tuple[Number | Missing, ...]
    parts: tuple[tuple[str, ...], ...]
    change: str
    moved: str

    @property
    def same(self) -> bool:
        """Tell whether a reader would see no difference."""
        return not self.moved and len({_seen(number) for number in self.numbers}) == 1


class Group(Struct, frozen=True):
    """The rows of one chapter."""

    title: str
    rows: tuple[Row, ...]


def side_by_side(
    entries: Sequence[Entry],
    themes: Sequence[Path],
    *,
    folder: str = "",
    site: Site = UNPUBLISHED,
) -> dict[str, bytes]:
    """Make the page that sets the editions of a retrospective side by side.

    Args:
        entries: Two or more, each with all that its report knows, the default one last.
        themes: Theme folders.
        folder: The default edition's, where the page lies, seen from the site's root.
        site: What its keeper calls it, and where it is published.
    """
    frame = framed(entries[-1].report, entries, folder, site)
    ordered = sorted(entries, key=lambda entry: (entry.report.as_of, entry.folder))
    sides = [_side(entry, folder) for entry in ordered]
    chapters = _chapters(sides)
    groups = [Group(title, tuple(_rows(sides, names))) for title, names in chapters]
    every = [name for _, names in chapters for name in names]
    what = "What changed from one edition to the next, number by number."
    text = Theme(themes).page(
        "editions.html",
        page=frame.page(f"{titled(frame.report)}, edition by edition", what, EDITIONS),
        sides=sides,
        moved=most_moved(sides, every),
        rule=RULE,
        changed=tuple(_only(groups, same=False)),
        same=tuple(_only(groups, same=True)),
        steps=tuple(step(before, after, every) for before, after in pairwise(sides)),
    )
    return {EDITIONS: text.encode()}


def _side(entry: Entry, here: str) -> Side:
    root = f"{relpath(entry.folder or '.', here or '.')}/".removeprefix("./")
    return Side(report=entry.report, reference=Reference(root, entry.report.definitions))


def _chapters(sides: Sequence[Side]) -> list[tuple[str, list[str]]]:
    """Return the numbers of each chapter in the order of reading, each once."""
    every = dict.fromkeys(name for side in reversed(sides) for name in side.report.facts)
    chapters = []
    for outline in CHAPTERS[1:]:  # the summary has none of its own
        names = [name for name in outline.pick(every) if name in every]
        chapters.append((outline.title, names))
        every = {name: None for name in every if name not in names}
    return chapters


def _rows(sides: Sequence[Side], names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        facts = [side.report.facts.get(name) for side in sides]
        answers = [f or Gap(name=name, title=name, why="this edition lacks it") for f in facts]
        numbers = tuple(shown(f, side.reference) for f, side in zip(answers, sides, strict=True))
        yield Row(
            title=numbers[-1].title,
            about=numbers[-1].about,
            numbers=numbers,
            parts=_differing(numbers),
            change=_change(answers[0], answers[-1]),
            moved=exchange(answers[0], answers[-1]),
        )


def _change(first: Fact | Gap, last: Fact | Gap) -> str:
    return growth(last, first) if isinstance(first, Fact) and isinstance(last, Fact) else ""


def _differing(numbers: Sequence[Number | Missing]) -> tuple[tuple[str, ...], ...]:
    parts = [() if isinstance(number, Missing) else number.parts for number in numbers]
    alike = set(parts[0]).intersection(*parts)
    return tuple(tuple(part for part in own if part not in alike) for own in parts)


def _seen(number: Number | Missing) -> tuple[str, ...]:
    if isinstance(number, Missing):
        return (number.why,)
    return (number.value, number.unit, *number.parts)


def _only(groups: Sequence[Group], *, same: bool) -> Iterator[Group]:
    for group in groups:
        rows = tuple(row for row in group.rows if row.same is same)
        if rows:
            yield Group(group.title, rows)
