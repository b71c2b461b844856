"""The points of a path, in as few letters as say them."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

Steps = list[tuple[str, tuple[Decimal, ...]]]
"""Commands with their numbers, all of them absolute."""

_EXACT = 6
"""So many decimals Matplotlib writes."""


def read(path: str) -> Steps:
    """Return the commands of a path as Matplotlib writes it."""
    steps = re.findall(r"([A-Za-z])([^A-Za-z]*)", path)
    return [(command, tuple(map(Decimal, numbers.split()))) for command, numbers in steps]


def rounded(steps: Steps) -> Steps:
    """Return a path to a tenth of a pixel: finer than what a screen shows."""
    return [(command, tuple(round(n, 1) for n in numbers)) for command, numbers in steps]


def moved(steps: Steps, x: Decimal, y: Decimal) -> Steps:
    """Return a path that stands elsewhere."""
    by = (x, y)
    return [
        (command, tuple(round(n + by[place % 2], _EXACT) for place, n in enumerate(numbers)))
        for command, numbers in steps
    ]


def straight(steps: Steps) -> Steps:
    """Leave out points at which a path goes straight on along an axis, or ends where it began."""
    kept: Steps = []
    start: tuple[Decimal, ...] = ()
    for command, at in steps:
        if command == "M":
            start = at
        if command == "L" and len(kept) > 1 and kept[-1][0] == "L" and _onward(kept, at):
            kept.pop()
        if command == "z" and kept[-1:] == [("L", start)]:
            kept.pop()
        kept.append((command, at))
    return kept


def _onward(kept: Steps, at: tuple[Decimal, ...]) -> bool:
    """Tell whether the last of some points lies between the one before it and another."""
    (_, first), (_, middle) = kept[-2:]
    points = (first, middle, at)
    for axis in (0, 1):
        if len({point[axis] for point in points}) == 1:
            before, here, after = (point[1 - axis] for point in points)
            return min(before, after) <= here <= max(before, after)
    return False


def written(steps: Steps) -> str:
    """Write a path, each point by the way from the one before: a third of the letters.

    A path with curves is written as it is. The ways are those between rounded points, so that no
    error adds up. As SVG has it, a command that comes again is not said again, and what follows
    a move by a way is a line by a way.
    """
    if any(command not in "MLz" for command, _ in steps):
        return " ".join(command + _joined(numbers) for command, numbers in steps)
    return "".join(_said(_ways(steps)))


def _ways(steps: Steps) -> Iterator[tuple[str, tuple[Decimal, ...]]]:
    here = start = (Decimal(0), Decimal(0))
    for n, (command, at) in enumerate(steps):
        if command == "z":
            here = start
            yield "z", ()
            continue
        x, y = at
        way = (x - here[0], y - here[1])
        if command == "M":
            start = (x, y)
            shorter = n and len(_joined(way)) <= len(_joined(at))
            yield ("m", way) if shorter else ("M", at)
        elif not way[1]:
            yield "h", way[:1]
        elif not way[0]:
            yield "v", way[1:]
        else:
            yield "l", way
        here = (x, y)


def _said(ways: Iterable[tuple[str, tuple[Decimal, ...]]]) -> Iterator[str]:
    before = ""
    for command, numbers in ways:
        text = _joined(numbers)
        if command == "l" and before in ("l", "m"):
            yield text if text.startswith("-") else f" {text}"
        else:
            yield command + text
        before = command


def _joined(numbers: Iterable[Decimal]) -> str:
    return " ".join(map(_short, numbers)).replace(" -", "-")


def _short(length: Decimal) -> str:
    """Write a length without what a reader of SVG can do without: .5, -.5, 12."""
    text = f"{length.normalize() + 0:f}"
    return re.sub(r"^(-?)0(?=\.)", r"\1", text)
