"""What the cycle before left, as the chapter of the hand-off shows it: a line a kind."""

from msgspec import Struct
from msgspec.structs import replace

from retro.model.facts import Fact, Item
from retro.outline.chapters import Outline
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.strands import THREADS, Strand, strands
from retro.render.filling import Filling
from retro.render.numbers import Missing, Number, shown


class Threads(Struct, frozen=True, kw_only=True):
    """What was left: its number, and each kind; what is not known stands in the number's note."""

    number: Number | Missing
    strands: tuple[Strand, ...]


def threads(outline: Outline, filling: Filling) -> Threads | None:
    """Return what the cycle before left, in the chapter that owns it, if it left anything."""
    fact = filling.report.facts.get(THREADS)
    if not (outline.owns(THREADS) and isinstance(fact, Fact) and fact.parts):
        return None
    return Threads(
        number=shown(fact, filling.reference),
        strands=tuple(map(_short, strands(fact))),
    )


def _short(strand: Strand) -> Strand:
    """Leave out what stands behind the number: a long list, and how its ends are known."""
    if len(strand.items) > LIST_LIMIT:
        return replace(strand, items=())
    return replace(strand, items=tuple(map(_line, strand.items)))


def _line(item: Item) -> Item:
    """Return a line without what was found out, but with what a person wrote."""
    return replace(item, note="") if item.ref else item
