"""How a number differs from the same number at another time: counted, worded, not judged."""

from retro.model.facts import Fact
from retro.outline.words import amount, counted, margin

_POINTS = "points"


def difference(now: Fact, then: Fact) -> float | int | None:
    """Return by how much a number grew; None where that has no meaning.

    Both are rounded as they are printed, so that whoever subtracts finds the same; a share grows
    by points of a hundred.
    """
    if now.unit != then.unit:
        return None
    if not isinstance(now.value, int | float) or not isinstance(then.value, int | float):
        return None
    if now.unit == "share":
        return round(100 * now.value) - round(100 * then.value)
    return round(round(now.value, 1) - round(then.value, 1), 1)


def growth(now: Fact, then: Fact) -> str:
    """Say by how much a number grew: 29 fewer, 29 ± 5 fewer, 1.2 days more, the same."""
    more = difference(now, then)
    if more is None:
        return ""
    off = now.off + then.off
    if not more:
        return f"the same{margin(off)}"
    if now.unit == "share":
        return f"{counted(abs(more), _POINTS)} {'more' if more > 0 else 'less'}"
    if isinstance(more, float):
        return f"{counted(abs(more), now.unit)} {'more' if more > 0 else 'less'}"
    return f"{amount(abs(more), off)} {'more' if more > 0 else 'fewer'}"


def against(now: Fact, then: Fact, cycle: str) -> str:
    """Say the same with the cycle that the earlier number is from: 29 fewer than in Liberty."""
    grown = growth(now, then)
    return f"{grown} {'than' if difference(now, then) else 'as'} in {cycle}" if grown else ""
