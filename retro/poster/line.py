"""A line over the cycle's days, with the fewest words that it needs beside it."""

from datetime import date

from retro.model.facts import Report, Series
from retro.model.time import DAY
from retro.outline.words import amount, number
from retro.poster.field import Counted, Field, short
from retro.poster.labels import wishes
from retro.poster.placing import placed
from retro.poster.shapes import Line
from retro.poster.turns import extreme


def line(report: Report, series: Series, off: int = 0) -> Line:
    """Prepare the line of a series, and that of the cycle before in the same weeks.

    Args:
        report: Of the cycle.
        series: The line's numbers, day by day.
        off: By how much the last of them may be off.
    """
    now, before = _points(series), _before(report, series.name)
    field = Field(report, [n for _, n in (*now, *before)])
    labels = placed(wishes(report, field, now, before, off), field.dots(now, before))
    # A stroke whose name has no room would be a riddle.
    named = {label.kind: label for label in labels}
    return Line(
        fact=series.name,
        path=field.path(now),
        words=_words(report, now, before, off),
        labels=tuple(labels),
        upright=named["occasion"].left if "occasion" in named else None,
        before=field.path(before) if "then" in named else "",
    )


def _points(series: Series) -> list[tuple[date, int]]:
    values = zip(series.x, series.lines[0].values, strict=True)
    return [(at, int(n)) for at, n in values if isinstance(at, date) and n is not None]


def _before(report: Report, name: str) -> list[tuple[date, int]]:
    """Return the same line of the cycle before, moved so that both releases are one day."""
    series = report.before.series.get(name) if report.before else None
    if report.before is None or not isinstance(series, Series):
        return []
    shift = report.as_of - report.before.as_of
    moved = ((at + shift, n) for at, n in _points(series))
    return [(at, n) for at, n in moved if at >= report.start - DAY]


def _words(report: Report, now: Counted, before: Counted, off: int) -> str:
    (first, start), (last, end) = now[0], now[-1]
    said = [f"Day by day: {number(start)} on {short(first + DAY)}"]
    if point := extreme(now):
        said.append(f"{number(point[1])} on {short(point[0])}")
    told = f"{', '.join(said)}, {amount(end, off)} on {short(last)}."
    if not (before and report.before):
        return told
    title = report.before.cycle_title
    ways = f"from {number(before[0][1])} to {number(before[-1][1])}"
    return f"{told} In the same weeks of {title}, the cycle before: {ways}."
