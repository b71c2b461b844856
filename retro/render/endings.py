"""What landed beside what slipped: the lists of a chapter that are told feature by feature."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from retro.model.facts import Fact, Item
from retro.model.feature import Outcome
from retro.model.origin import Origin
from retro.model.story import Story, Work
from retro.outline.chapters import Outline
from retro.outline.evidence import items_of
from retro.outline.key_numbers import ENDINGS, LIST_LIMIT
from retro.outline.words import counted, number
from retro.render.cycle_before import MARKS
from retro.render.filling import Filling
from retro.render.numbers import Missing, Number, shown

_LANDED = Outcome.LANDED.value
_SPOKEN = ("declared", "missed")
"""How states begin that a person typed."""


class Told(Struct, frozen=True, kw_only=True):
    """Something with where it comes from: words, and the mark that stands behind them."""

    text: str
    origin: str
    mark: str


class Ending(Struct, frozen=True, kw_only=True):
    """One feature's line: what became of it, where it is, and what a person wrote of it.

    `changes` says how many merged changes name it, `places` in which projects.
    """

    title: str
    url: str
    since: date | None
    state: Told | None
    past: str
    blueprint: str
    changes: Told | None
    changes_url: str
    places: str
    words: Told | None


class Column(Struct, frozen=True, kw_only=True):
    """The features that came to one kind of end; those that are `folded` come after the others."""

    number: Number | Missing
    word: str
    open: tuple[Ending, ...]
    folded: tuple[Ending, ...]

    @property
    def worked(self) -> bool:
        """Tell whether merged changes are counted in any of its lines."""
        return any(line.changes for line in (*self.open, *self.folded))


def endings(outline: Outline, filling: Filling) -> tuple[Column, ...]:
    """Return what landed and what slipped, in the chapter that owns them, if anything did.

    What a writer has listed in the words already is left out.
    """
    columns = tuple(_columns(outline, filling))
    return columns if any(column.open for column in columns) else ()


def _columns(outline: Outline, filling: Filling) -> Iterator[Column]:
    for name, word in ENDINGS.items():
        fact = filling.report.facts.get(name)
        if isinstance(fact, Fact) and outline.owns(name) and name not in filling.listed:
            lines = tuple(map(_line, _ordered(fact)))
            yield Column(
                number=shown(fact, filling.reference),
                word=word,
                open=lines[:LIST_LIMIT],
                folded=lines[LIST_LIMIT:],
            )


def _ordered(fact: Fact) -> list[Item]:
    """Return what is behind a number by its day; what has none comes last."""
    return sorted(items_of(fact), key=lambda item: item.since or date.max)


def _line(item: Item) -> Ending:
    story = item.story or Story()
    merged = sum(one.merged for one in story.work)
    return Ending(
        title=item.title,
        url=item.url,
        since=item.since,
        state=_state(item, story),
        past=_past(item, story),
        blueprint=story.blueprint,
        changes=_told(counted(merged, "merged changes"), story.origin) if merged else None,
        changes_url=story.changes,
        places=", ".join(_place(one, alone=len(story.work) == 1) for one in story.work),
        words=_told(story.words, Origin.TYPED) if story.words else None,
    )


def _told(text: str, origin: Origin) -> Told:
    return Told(text=text, origin=origin.value, mark=MARKS[origin])


def _state(item: Item, story: Story) -> Told | None:
    """Say what became of something: deferred to Newton for the 3rd time."""
    if item.state == _LANDED:
        return None
    how, to, cycle = item.state.rpartition("to ")
    said = f"{how.replace(', ', ' deferred ')}{to}{_title(cycle)}" if to else item.state
    again = f" for the {_nth(story.times)} time" if story.times else ""
    spoken = item.state.startswith(_SPOKEN)
    return _told(f"{said}{again}", Origin.TYPED if spoken else Origin.MEASURED)


def _past(item: Item, story: Story) -> str:
    """Say since when it was planned, and how often what landed had been put off."""
    first = f"first approved for {_title(story.first)}" if story.first else ""
    if item.state != _LANDED:
        return first or f"{'first ' if story.times else ''}{story.approved}" * bool(story.approved)
    if not story.times:
        return ""
    before = "once" if story.times == 1 else f"{number(story.times)} times"
    return f"deferred {before} before, {first}"


def _nth(times: int) -> str:
    teen = times % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(times % 10, "th")
    return f"{number(times)}{ending}"


def _place(work: Work, *, alone: bool) -> str:
    """Say where work was done, and what kind of work is done there: lampclient 2 (client)."""
    short = work.project.rpartition("/")[2]
    kind = f" ({work.kind})" if work.kind else ""
    return f"{short}{kind}" if alone else f"{short} {number(work.merged)}{kind}"


def _title(cycle: str) -> str:
    return cycle[:1].upper() + cycle[1:]
