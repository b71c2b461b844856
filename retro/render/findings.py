"""What is said of a claim: a mark after its words, and below them what was measured instead."""

from msgspec import Struct
from msgspec.structs import replace

from retro.content import Verdict
from retro.model.facts import Fact, Gap, Item
from retro.outline.evidence import items_of
from retro.render.numbers import Missing, Number, Reference, shown

FIRST = 5
"""So many entries of the list behind a number stand below a claim that it does not bear out."""


class Finding(Struct, frozen=True, kw_only=True):
    """A claim ready for a template.

    `outcome` is true, false, answered or unknown. `number` is what was measured, `against` the
    number that it was compared with, if it was one. `items` are the first of `total` things
    behind it.
    """

    key: str
    outcome: str
    words: str
    number: Number | Missing
    against: Number | Missing | None
    claimed: str
    difference: str
    why: str
    answer: str
    items: tuple[Item, ...]
    total: int


def finding(verdict: Verdict, key: str, reference: Reference) -> Finding:
    """Word a verdict for a page; `key` names its place on it."""
    left, right = verdict.comparison.left, verdict.comparison.right
    number = shown(verdict.left, reference, left.when)
    if isinstance(number, Number):
        number = replace(number, value=verdict.measured)
    when = getattr(right, "when", "")
    items = items_of(verdict.left)
    return Finding(
        key=key,
        outcome=_outcome(verdict),
        words=verdict.words,
        number=number,
        against=_against(verdict.against, reference, when),
        claimed=verdict.claimed,
        difference=verdict.difference,
        why=verdict.why,
        answer=verdict.answer.text if verdict.answer else "",
        items=items[:FIRST],
        total=len(items),
    )


def _outcome(verdict: Verdict) -> str:
    if verdict.holds:
        return "true"
    if verdict.holds is None:
        return "unknown"
    return "answered" if verdict.answer else "false"


def _against(fact: Fact | Gap | None, reference: Reference, when: str) -> Number | Missing | None:
    return None if fact is None else shown(fact, reference, when)
