"""The points of a path, in as few letters as say them."""

import re
from collections.abc import Iterator
from decimal import Decimal


def straight(path: str) -> str:
    """Leave out the points of a path at which it goes straight on along an axis."""
    points = re.findall(r"([A-Za-z]) ?([^A-Za-z]*)", path)
    kept: list[tuple[str, str]] = []
    for command, at in points:
        if command == "L" and len(kept) > 1 and kept[-1][0] == "L" and _onward(kept, at):
            kept.pop()
        kept.append((command, at.strip()))
    return " ".join(filter(None, (part for one in kept for part in one)))


def _onward(kept: list[tuple[str, str]], at: str) -> bool:
    """Tell whether the last of some points lies between the one before it and another."""
    (_, first), (_, middle) = kept[-2:]
    for axis in (0, 1):
        here = [one.split()[axis] for one in (first, middle, at)]
        along = [float(one.split()[1 - axis]) for one in (first, middle, at)]
        if len(set(here)) == 1 and min(along[::2]) <= along[1] <= max(along[::2]):
            return True
    return False


def relative(path: str) -> str:
    """Say each point of straight lines by the way from the one before: half as many letters.

    A path with curves stays as it is. The ways are those between rounded points, so that no
    error adds up.
    """
    steps = re.findall(r"([A-Za-z]) ?([^A-Za-z]*)", path)
    if any(command not in "MLz" for command, _ in steps):
        return path
    return "".join(_steps(steps))


def _steps(steps: list[tuple[str, str]]) -> Iterator[str]:
    here = start = (Decimal(0), Decimal(0))
    for command, at in steps:
        if command == "z":
            here = start
            yield "z"
            continue
        x, y = map(Decimal, at.split())
        if command == "M":
            start = (x, y)
            yield f"M{_short(x)} {_short(y)}"
        else:
            yield _step(x - here[0], y - here[1])
        here = (x, y)


def _step(right: Decimal, down: Decimal) -> str:
    if not down:
        return f"h{_short(right)}"
    if not right:
        return f"v{_short(down)}"
    between = "" if down < 0 else " "
    return f"l{_short(right)}{between}{_short(down)}"


def _short(length: Decimal) -> str:
    """Write a length without what a reader of SVG can do without: .5, -.5, 12."""
    text = f"{length.normalize():f}"
    return re.sub(r"^(-?)0(?=\.)", r"\1", text)
