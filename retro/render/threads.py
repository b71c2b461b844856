"""What the cycle before left, as the chapter of the hand-off shows it: a line a kind."""

from msgspec import Struct
from msgspec.structs import replace

from retro.model.facts import Fact, Item, Report
from retro.model.origin import Origin
from retro.outline.chapters import Outline
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.strands import THREADS, Strand, strands
from retro.render.cycle_before import MARKS
from retro.render.filling import Filling
from retro.render.numbers import Missing, Number, shown


class Line(Struct, frozen=True, kw_only=True):
    """One kind: how many there are and what became of them, with its mark, and its short list."""

    says: str
    origin: str
    mark: str
    items: tuple[Item, ...]


class Threads(Struct, frozen=True, kw_only=True):
    """What was left: its number, and each kind; what is not known stands in the number's note."""

    number: Number | Missing
    lines: tuple[Line, ...]


def threads(outline: Outline, filling: Filling) -> Threads | None:
    """Return what the cycle before left, in the chapter that owns it, if it left anything."""
    report = filling.report
    fact = report.facts.get(THREADS)
    if not (outline.owns(THREADS) and isinstance(fact, Fact) and fact.parts):
        return None
    return Threads(
        number=shown(fact, filling.reference),
        lines=tuple(_line(report, strand) for strand in strands(fact)),
    )


def _line(report: Report, strand: Strand) -> Line:
    """Word one kind; a long list, and how ends are known, stand behind the number."""
    origin = _origin(report, strand)
    short = len(strand.items) <= LIST_LIMIT
    return Line(
        says=strand.says,
        origin=origin.value,
        mark=MARKS[origin],
        items=tuple(map(_shown, strand.items)) if short else (),
    )


def _origin(report: Report, strand: Strand) -> Origin:
    """Return where a kind's numbers come from: what no other number counts was typed."""
    if not strand.counted:
        return Origin.TYPED
    fact = report.facts.get(strand.counted)
    return fact.origin if isinstance(fact, Fact) else Origin.MEASURED


def _shown(item: Item) -> Item:
    """Return an item without what was found out, but with what a person wrote."""
    return replace(item, note="") if item.ref else item
