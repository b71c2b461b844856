"""A series as plain numbers: days as ordinals, None as not-a-number, sums for what is stacked."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from math import isnan, nan

from retro.draw.scene import End
from retro.model.facts import Series

Row = list[float]

HAIR = 0.01
"""A band that is never as high as this share of the picture can't be seen, and has no name."""


def places(series: Series) -> Row:
    """Return where the points stand on the x axis; days as their ordinals."""
    # Plain numbers: Matplotlib's own dates go by an epoch that a machine may set (date.epoch).
    return [float(at.toordinal() if isinstance(at, date) else at) for at in series.x]


def span(series: Series, width: int = 0) -> tuple[float, float]:
    """Return the days at which an axis begins and ends, if its last point is so many days wide.

    It is never shorter than a day. Without any point it is the day that the numbers are of.
    """
    days = places(series) or [float(series.moment.toordinal())]
    return days[0], max(days[-1] + width, days[0] + 1)


def rows(series: Series) -> list[Row]:
    """Return the values of each line."""
    return [
        [nan if value is None else float(value) for value in line.values] for line in series.lines
    ]


def floors(series: Series) -> list[Row]:
    """Return the zero line and the sums up to each line; a sum that lacks a part is unknown."""
    lines = rows(series)
    sums = [
        list(accumulate((line[n] for line in lines), initial=0.0)) for n in range(len(series.x))
    ]
    whole = [[nan] * len(column) if isnan(column[-1]) else column for column in sums]
    return [[column[n] for column in whole] for n in range(len(lines) + 1)]


def top(lines: Sequence[Row]) -> float:
    """Return the highest number that is known, or zero."""
    return max((value for line in lines for value in line if not isnan(value)), default=0)


def ends(series: Series, heights: Sequence[Row]) -> tuple[End, ...]:
    """Name each line at its last known height; a line that knows none has no end."""
    known = [[value for value in row if not isnan(value)] for row in heights]
    return tuple(
        End(row[-1], line.label, line.role)
        for line, row in zip(series.lines, known, strict=True)
        if row
    )


def band_ends(series: Series, sums: list[Row]) -> tuple[End, ...]:
    """Name each band between two sums at its last known middle, unless it is never seen."""
    least = HAIR * top(sums)
    known = [_known(low, high) for low, high in pairwise(sums)]
    seen = [
        (line, band[-1])
        for line, band in zip(series.lines, known, strict=True)
        if band and max(map(_height, band)) >= least
    ]
    apart = any(_height(last) < least for _, last in seen)
    return tuple(End(sum(last) / 2, line.label, line.role, apart) for line, last in seen)


def _known(low: Row, high: Row) -> list[tuple[float, float]]:
    """Return the foot and the head of a band, wherever they are known."""
    return [pair for pair in zip(low, high, strict=True) if not isnan(pair[0])]


def _height(band: tuple[float, float]) -> float:
    foot, head = band
    return head - foot


def alone(row: Row) -> list[int]:
    """Return the points that need a dot: the last one, and those between two gaps."""
    known = [n for n, value in enumerate(row) if not isnan(value)]
    lonely = [n for n in known if n - 1 not in known and n + 1 not in known]
    return sorted({*lonely, *known[-1:]})
