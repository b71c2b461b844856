"""Whether a claim holds: words of a person against the record, as an edition knows it."""

from collections.abc import Mapping

from msgspec import Struct

from retro.content import inequality
from retro.content.comparison import Bound, Comparison, Point
from retro.content.marks import Claim
from retro.content.prose import Answer, Chapter
from retro.content.vocabulary import Vocabulary
from retro.model.facts import Fact, Gap
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
        gaps = [side for side in (self.left, self.against) if isinstance(side, Gap)]
        if not gaps and self.holds is None and isinstance(self.left, Fact):
            return f"measured is {words.value(self.left)}{self._other}, which may be so or not"
        return "; ".join(dict.fromkeys(gap.why.rstrip(".") for gap in gaps))

    @property
    def _other(self) -> str:
        """Say the other number that it is held against, if it is one."""
        return f" against {words.value(self.against)}" if isinstance(self.against, Fact) else ""


def verdicts(chapter: Chapter, vocabulary: Vocabulary) -> tuple[Verdict, ...]:
    """Return a verdict on each claim of a chapter, in order.

    Raises:
        ContentError: A claim names nothing that is known, or compares what can't be.
    """
    return tuple(
        verdict(claim, claim.words(), chapter.answers, vocabulary)
        for claim in chapter.prose.claims
    )


def verdict(
    claim: Claim, words: str, answers: Mapping[str, Answer], vocabulary: Vocabulary
) -> Verdict:
    """Hold one claim against what is known.

    Args:
        claim: The claim.
        words: Its words, as they are to be shown.
        answers: The chapter's, by comparison.
        vocabulary: What an edition knows.

    Raises:
        ContentError: It names nothing that is known, or compares what can't be.
    """
    compared, where = claim.comparison, claim.where
    left = vocabulary.fact(compared.left.name, compared.left.when, where)
    against, right = _right(compared.right, vocabulary, where)
    if isinstance(left, Fact) and isinstance(against, Fact):
        inequality.alike(left, against, where)
    holds = None
    if isinstance(left, Fact) and right is not None:
        off = left.off + (against.off if isinstance(against, Fact) else 0)
        holds = inequality.held(left, compared.operator, right, off, where)
    return Verdict(
        comparison=compared,
        words=words,
        where=where,
        left=left,
        right=right,
        against=against,
        holds=holds,
        answer=answers.get(str(compared)),
    )


def _right(
    side: Point | Bound, vocabulary: Vocabulary, where: str
) -> tuple[Fact | Gap | None, Bound | None]:
    """Return the number on the right, if it is one, and what it is worth, if that is known."""
    if isinstance(side, Bound):
        return None, side
    against = vocabulary.fact(side.name, side.when, where)
    return against, inequality.bound(against) if isinstance(against, Fact) else None
