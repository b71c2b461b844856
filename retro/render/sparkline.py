"""Small lines without a scale: the way of a measure in several cycles, side by side."""

from collections.abc import Iterable, Sequence

from retro.outline.digest import Weekly

BREADTH, HEIGHT = 120, 28
_EDGE = 2
"""So much is left free on each side, so that no stroke is cut."""

Point = tuple[float, float]


def sparklines(weeklies: Sequence[Weekly], height: int = HEIGHT) -> tuple[str, ...]:
    """Return the path of each measure's first line, all from zero and on the same scales.

    The release is at the right, so what is still running ends before it; where nothing is known
    there is no path.

    Args:
        weeklies: The measure in several cycles, or of several teams.
        height: Of the field, which is `BREADTH` broad.
    """
    longest = max([1, *(week for one in weeklies for week in one.weeks)])
    across, down = (BREADTH - 2 * _EDGE) / longest, (height - 2 * _EDGE) / highest(weeklies)

    def point(week: int, value: float | None) -> Point | None:
        x = _EDGE + across * (longest - week)
        return None if value is None else (x, height - _EDGE - down * value)

    return tuple(path(point(*pair) for pair in _pairs(one)) for one in weeklies)


def highest(weeklies: Iterable[Weekly]) -> float:
    """Return the highest value of some measures, to which their lines reach; one at least."""
    return max([1, *(value for one in weeklies for _, value in _known(one))])


def path(points: Iterable[Point | None]) -> str:
    """Return an SVG path through points: None is a gap, and a point alone is a dot."""
    runs: list[list[Point]] = [[]]
    for one in points:
        if one is None:
            runs.append([])
        else:
            runs[-1].append(one)
    return "".join(map(_run, filter(None, runs)))


def _run(points: list[Point]) -> str:
    said = " ".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in points)
    return f"M{said}{'h0' if len(points) == 1 else ''}"


def _pairs(weekly: Weekly) -> list[tuple[int, float | None]]:
    values = weekly.lines[0].values if weekly.lines else ()
    return list(zip(weekly.weeks, values, strict=False))


def _known(weekly: Weekly) -> list[tuple[int, float]]:
    return [(week, value) for week, value in _pairs(weekly) if value is not None]
