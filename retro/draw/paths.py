"""The points of a path, in as few letters as say them.

Points are pairs of whole numbers: tenths, so that ways between them add up without an error.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

Tenths = tuple[int, int]


def straight(points: Sequence[Tenths]) -> list[Tenths]:
    """Leave out points at which a line goes straight on along an axis, or stays."""
    kept: list[Tenths] = []
    for at in points:
        if kept[-1:] == [at]:
            continue
        if len(kept) > 1 and _onward(kept[-2], kept[-1], at):
            kept.pop()
        kept.append(at)
    return kept


def _onward(first: Tenths, middle: Tenths, at: Tenths) -> bool:
    """Tell whether the second of three points lies between the others, along an axis."""
    if first[0] == middle[0] == at[0]:
        return first[1] <= middle[1] <= at[1] or first[1] >= middle[1] >= at[1]
    if first[1] == middle[1] == at[1]:
        return first[0] <= middle[0] <= at[0] or first[0] >= middle[0] >= at[0]
    return False


def written(lines: Iterable[Sequence[Tenths]], *, closed: bool = False) -> str:
    """Write lines, each point by the way from the one before: a third of the letters.

    As SVG has it, a command that comes again is not said again, and what follows a move by a way
    is a line by a way.
    """
    return "".join(_said(lines, closed=closed))


def _said(lines: Iterable[Sequence[Tenths]], *, closed: bool) -> Iterator[str]:
    here, moved = (0, 0), ""
    for points in lines:
        start, *others = straight(points)
        moved, text = _begun(here, start, first=not moved)
        yield text
        here, before = start, moved
        for at in others:
            command, text = _way(at[0] - here[0], at[1] - here[1])
            if command == "l" and before in "lm":
                yield text if text.startswith("-") else f" {text}"
            else:
                yield command + text
            here, before = at, command
        if closed:
            yield "z"
            here = start


def _begun(here: Tenths, start: Tenths, *, first: bool) -> tuple[str, str]:
    """Return the command that begins a line, and its text: by the shorter way."""
    there = pair(*start)
    way = pair(start[0] - here[0], start[1] - here[1])
    if first or len(way) > len(there):
        return "M", f"M{there}"
    return "m", f"m{way}"


def _way(right: int, down: int) -> tuple[str, str]:
    if not down:
        return "h", short(right)
    if not right:
        return "v", short(down)
    return "l", pair(right, down)


def pair(x: int, y: int) -> str:
    """Write two numbers: a minus parts them well enough."""
    second = short(y)
    return f"{short(x)}{second}" if second.startswith("-") else f"{short(x)} {second}"


@lru_cache(maxsize=4096)  # most ways of a picture come again
def short(tenths: int) -> str:
    """Write tenths without what a reader of SVG can do without: .5, -.5, 12."""
    whole, part = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole or ''}.{part}" if part else f"{sign}{whole}"
