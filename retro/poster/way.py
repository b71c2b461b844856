"""How a number moved: as an arrow with a share, and as a word that is true of it."""

from retro.outline.words import counted, number, share

_SMALL = 20
"""Of fewer things at the start a share would say more than they bear."""

_STEADY_SHARE, _STEADY, _FEW_SHARE = 0.05, 5, 0.25
"""A move of a smaller share is none, nor is one of fewer things and no larger share than that."""

_FALLEN = (
    (0.50, 0.52, "halved"),
    (0.47, 0.50, "nearly halved"),
    (0.31, 0.35, "fell by about a third"),
    (0.23, 0.27, "fell by about a quarter"),
)
_RISEN = (
    (0.97, 1.03, "doubled"),
    (0.31, 0.35, "rose by about a third"),
    (0.23, 0.27, "rose by about a quarter"),
)


def way(start: float, end: float) -> str:
    """Say how far it is from one number to another: ↓ 49 %; of small numbers, 5 fewer."""
    if start == end:
        return "unchanged"
    if start < _SMALL:
        return f"{number(abs(end - start))} {'fewer' if end < start else 'more'}"
    return f"{'↓' if end < start else '↑'} {share(abs(end - start) / start)}"


def moved(start: float, end: float) -> str:
    """Say in words what a number did: nearly halved, rose by 38 %, fell from 9 to 4."""
    gone = abs(end - start)
    few = gone < _STEADY and gone <= _FEW_SHARE * max(start, end)
    if few or (start and gone / start < _STEADY_SHARE):
        return f"stayed at {number(end)}" if start == end else f"stayed near {number(end)}"
    verb = "fell" if end < start else "rose"
    if start < _SMALL:
        return f"{verb} from {number(start)} to {number(end)}"
    for low, high, said in _FALLEN if end < start else _RISEN:
        if low <= gone / start < high:
            return said
    return f"{verb} by {share(gone / start)}"


_SPELLED = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve"),
)


def spelled(n: int) -> str:
    """Say a small number in letters, as a sentence begins with it: five, 13."""
    return _SPELLED[n] if 0 <= n < len(_SPELLED) else number(n)


def so_many(n: int, things: str) -> str:
    """Say a small number of things in letters: one promise, three promises."""
    return counted(n, things).replace(number(n), spelled(n), 1) if n else f"no {things}"
