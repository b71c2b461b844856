"""Whether a claim holds: words of a person against the record, as an edition knows it."""

from collections.abc import Mapping

from msgspec import Struct

from retro.content import weigh
from retro.content.claim import Bound, Comparison, Point, claims
from retro.content.known import Known, place
from retro.model.facts import Fact, Gap
from retro.model.team import Answer, Chapter
from retro.outline import comparison, words

_ROUNDED = {"<=", ">=", "="}
"""Comparisons for which a rounded number is good enough."""


class Verdict(Struct, frozen=True, kw_only=True):
    """One claim and what is known of it; `holds` is None where that can't be told.

    `right` is what the number on the left is held against; where that is a number of the record,
    `against` is that number, or its gap.
    """

    comparison: Comparison
    words: str
    where: str
    left: Fact | Gap
    right: Bound | None
    against: Fact | Gap | None = None
    holds: bool | None = None
    answer: Answer | None = None

    @property
    def measured(self) -> str:
        """Say the number, with as many digits as it takes to tell it from what it is not."""
        if isinstance(self.left, Gap):
            return ""
        if self.right and not (self.holds and self.comparison.operator in _ROUNDED):
            return comparison.told_apart(self.left, self.right.value)
        return words.value(self.left)

    @property
    def claimed(self) -> str:
        """Say in words what was claimed: fewer than 90 changes, before 1 January 2016."""
        if self.right is None or isinstance(self.left, Gap):
            return ""
        whole = isinstance(self.left.value, int)
        bound = self.right.value
        said = comparison.bounded(self.comparison.operator, bound, self.left.unit, whole=whole)
        return f"{said} ({self.against.title})" if self.against else said

    @property
    def difference(self) -> str:
        """Say how far the number lies from that: 7 changes more than that."""
        if self.right is None or isinstance(self.left, Gap):
            return ""
        return comparison.distance(self.left.value, self.right.value, self.left.unit)

    @property
    def why(self) -> str:
        """Say why the claim can't be checked, or nothing where it can."""
        gaps = (side for side in (self.left, self.against) if isinstance(side, Gap))
        return "; ".join(dict.fromkeys(gap.why.rstrip(".") for gap in gaps))


def verdicts(chapter: Chapter, known: Known) -> tuple[Verdict, ...]:
    """Return a verdict on each claim of a chapter, in order.

    Raises:
        ContentError: A claim names nothing that is known, or compares what can't be.
    """
    return tuple(
        verdict(
            claim.comparison,
            known,
            claim.words(chapter.text),
            place(chapter, claim),
            chapter.answers,
        )
        for claim in claims(chapter.text)
    )


def verdict(
    told: Comparison, known: Known, words: str, where: str, answers: Mapping[str, Answer]
) -> Verdict:
    """Hold one claim against what is known.

    Args:
        told: What is compared.
        known: What an edition knows.
        words: What a person said.
        where: File and line, for messages.
        answers: The chapter's, by comparison.

    Raises:
        ContentError: It names nothing that is known, or compares what can't be.
    """
    left = known.fact(told.left.name, told.left.when, where)
    against, right = _right(told.right, known, where)
    if isinstance(left, Fact) and isinstance(against, Fact):
        weigh.alike(left, against, where)
    holds = None
    if isinstance(left, Fact) and right is not None:
        holds = weigh.holds(left, told.operator, right, where)
    return Verdict(
        comparison=told,
        words=words,
        where=where,
        left=left,
        right=right,
        against=against,
        holds=holds,
        answer=answers.get(str(told)),
    )


def _right(
    side: Point | Bound, known: Known, where: str
) -> tuple[Fact | Gap | None, Bound | None]:
    """Return the number on the right, if it is one, and what it is worth, if that is known."""
    if isinstance(side, Bound):
        return None, side
    against = known.fact(side.name, side.when, where)
    return against, weigh.bound(against) if isinstance(against, Fact) else None
