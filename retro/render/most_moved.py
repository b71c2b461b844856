"""What moved most from the first edition to the last: at most three numbers, picked by rule."""

from collections.abc import Sequence

from msgspec import Struct

from retro.model.facts import Fact, Gap
from retro.outline.growth import SUMS, difference, growth
from retro.render.between_editions import Side
from retro.render.numbers import Number, numbered

MOST = 3
FLOOR = 10
"""Of fewer things, one more or less is a large share and says nothing."""

RULE = (
    "How far a number moved is its difference as a share of the larger of the two. "
    f"Counts and percentages below {FLOOR} on both days are left out, so is every other number "
    f"that was taken from fewer than {FLOOR} things, and what may be off by as much as it moved. "
    "So are counts of what happened since the cycle began, which days alone move."
)


class Mover(Struct, frozen=True, kw_only=True):
    """A number that moved: what it was, what it is, and the difference in words."""

    then: Number
    now: Number
    change: str


def most_moved(sides: Sequence[Side], names: Sequence[str]) -> tuple[Mover, ...]:
    """Return the numbers that moved most, the farthest first; of two that read alike the first.

    Args:
        sides: The editions by their days; the first is held against the last.
        names: The numbers' names in the order of reading.
    """
    first, last = sides[0].report.facts, sides[-1].report.facts
    ranked = sorted(names, key=lambda name: -far(first, last, name))
    movers = [_mover(sides[0], sides[-1], name) for name in ranked if far(first, last, name)]
    unlike: dict[tuple[str, str, str], Mover] = {}
    for one in movers:
        unlike.setdefault((one.then.value, one.now.value, one.now.unit), one)
    return tuple(unlike.values())[:MOST]


def far(first: dict[str, Fact | Gap], last: dict[str, Fact | Gap], name: str) -> float:
    """Return how far a number moved, as a share of the larger; 0 where it bears no such word."""
    then, now = first.get(name), last.get(name)
    if name in SUMS or not (isinstance(then, Fact) and isinstance(now, Fact)):
        return 0
    more = abs(difference(now, then) or 0)
    larger = max(_size(then), _size(now))
    if more <= then.off + now.off or not (_grounded(then, larger) and _grounded(now, larger)):
        return 0
    return more / larger


def _size(fact: Fact) -> float:
    """Return a number's size as it is printed, a share in percent."""
    value = fact.value if isinstance(fact.value, int | float) else 0
    return abs(100 * value if fact.unit == "share" else value)


def _grounded(fact: Fact, larger: float) -> bool:
    """Tell whether enough things stand behind a number."""
    share = fact.unit == "share"
    if isinstance(fact.value, int) and not share:
        return larger >= FLOOR
    return (fact.n or 0) >= FLOOR and (larger >= FLOOR or not share)


def _mover(first: Side, last: Side, name: str) -> Mover:
    then, now = first.report.facts[name], last.report.facts[name]
    assert isinstance(then, Fact) and isinstance(now, Fact), "far has made sure"  # noqa: PT018
    return Mover(
        then=numbered(then, first.reference),
        now=numbered(now, last.reference),
        change=growth(now, then),
    )
