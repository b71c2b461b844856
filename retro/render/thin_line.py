"""A line of the first screen as a path of fewer letters: turns that nobody sees are left out."""

import re

from msgspec.structs import replace

from retro.poster import Poster

_ON_THE_WAY = 2.0
"""So far above or below the way between two others a point may lie that is left out, of 300."""

_STEP = re.compile(r"([ML])(\d+(?:\.\d+)?) (\d+(?:\.\d+)?)")

Point = tuple[float, float]


def thin(made: Poster) -> Poster:
    """Return a poster whose line goes in whole steps, from each turn to the next."""
    line = made.backlog.line
    if not line:
        return made
    thinner = replace(line, path=steps(line.path), before=steps(line.before))
    return replace(made, backlog=replace(made.backlog, line=thinner))


def steps(path: str) -> str:
    """Return a path of points as one of fewer points and whole steps; rounding never adds up."""
    if _STEP.sub("", path).strip():
        return path
    return "".join(_strokes(part) for part in re.findall(r"M[^M]+", path))


def _strokes(part: str) -> str:
    """Return one stroke, its ends and its turns where they are."""
    first, *rest = _thinned([(float(x), float(y)) for _, x, y in _STEP.findall(part)])
    here, out = (round(first[0]), round(first[1])), []
    for x, y in rest:
        there = round(x), round(y)
        out.append(f"{there[0] - here[0]} {there[1] - here[1]}")
        here = there
    ways = " ".join(out).replace(" -", "-")
    return f"M{first[0]:.0f} {first[1]:.0f}" + (f"l{ways}" if ways else "")


def _thinned(points: list[Point]) -> list[Point]:
    """Leave out points that lie on the way between others (Ramer, Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (left, top), (right, low) = points[0], points[-1]
    slope = (low - top) / ((right - left) or 1)
    off = [abs(y - top - slope * (x - left)) for x, y in points]
    far = max(range(len(points)), key=off.__getitem__)
    if off[far] <= _ON_THE_WAY:
        return [points[0], points[-1]]
    return _thinned(points[: far + 1])[:-1] + _thinned(points[far:])
