"""How far what came lay from what was expected, and the range that follows from it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor

from retro.model.ahead import Fared
from retro.outline import words

LATEST = 9
"""So many of the last errors make a range: teams grow and shrink, and old errors go with them."""

PROMISE = Fraction(4, 5)
"""So often, at least, ranges are to hold what comes."""

Range = tuple[int, int]

Scored = tuple[str, Range, int]
"""A past cycle, the range that would have been told, and what came."""


def allowance(errors: Sequence[int]) -> int:
    """Return the least distance that holds four of five of some errors, and of one to come.

    Of n errors it is that at place ⌈4 (n + 1) / 5⌉ by size: if the next one is of the same kind,
    it is no larger in four of five cases. Of fewer than five errors it is the largest.
    """
    place = min(ceil(PROMISE * (len(errors) + 1)), len(errors))
    return sorted(map(abs, errors))[place - 1]


def rounded(number: Fraction) -> int:
    """Return the nearest whole number; of two the larger one."""
    return floor(number + Fraction(1, 2))


def fared(every: Iterable[Scored]) -> Fared | None:
    """Return how ranges fared, the latest last; None where there was none."""
    scored = list(every)
    if not scored:
        return None
    title, (low, high), came = scored[-1]
    inside = sum(lower <= end <= upper for _, (lower, upper), end in scored)
    return Fared(title=title, low=low, high=high, came=came, inside=inside, of=len(scored))


def told(every: Iterable[Scored], aside: str = "") -> tuple[Fared | None, str]:
    """Return how ranges fared, and that in words; nothing where there was none.

    Args:
        every: Past cycles, the latest last.
        aside: What is left out of what came, in words.
    """
    score = fared(every)
    if score is None:
        return None, ""
    last = (
        f"forecast {words.extent(score.low, score.high)}, came {words.number(score.came)}{aside}"
    )
    inside = f"{words.number(score.inside)} of {words.number(score.of)} inside"
    return score, f"{score.title}: {last}; {inside}."
