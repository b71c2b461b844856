"""Tables and lists that a writer sets into the words: a number's parts, or what is behind it."""

from msgspec import Struct

from retro.model.facts import Fact, Gap, Report
from retro.outline.evidence import unshown
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.words import portion
from retro.render.evidence import Proof, proof
from retro.render.numbers import Reference

SHOWN = 2
"""So many batches of a list stand in the words: one open, one folded."""


class Listing(Struct, frozen=True, kw_only=True):
    """A number's parts or its list, ready for a template; `why` says that there is neither.

    A list stands open up to twelve entries and is folded up to a hundred more; `more` tells that
    it goes on behind the number.
    """

    proof: Proof
    parts: tuple[tuple[str, str], ...] = ()
    why: str = ""
    more: bool = False


def listing(
    report: Report, fact: Fact | Gap, when: str, reference: Reference, kind: str
) -> Listing:
    """Prepare a `table` or a `list` of a number."""
    whole = proof(report, fact, when, reference, LIST_LIMIT)
    if why := unshown(fact, kind):
        return Listing(proof=whole, why=why)
    if kind == "table" and isinstance(fact, Fact) and fact.parts:
        return Listing(proof=whole, parts=_parts(fact))
    return Listing(proof=whole, more=len(whole.batches) > SHOWN)


def _parts(fact: Fact) -> tuple[tuple[str, str], ...]:
    return tuple((part.label, portion(part, fact.unit)) for part in fact.parts)
