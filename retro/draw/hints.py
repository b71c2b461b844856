"""What a pointer reads in a picture: a week's numbers, or a bar's, in the words of its legend.

They are titles of strips that nobody sees, so they need no script. The keyboard does not stop at
them: a page would have hundreds of stops, and all that they say stands in the table below each
picture, in one.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from retro.draw.canvas import Strip
from retro.draw.stage import Stage
from retro.model.facts import Bars, Series
from retro.model.time import monday_of
from retro.outline import words

WEEKS = "weeks"
"""The unit of an axis of Mondays."""

Values = Sequence[float | int | None]
Said = Callable[[Values], str]

_DAYS = "days"
_WEEK = 7
_SUNDAY = 6


class Hint(Struct, frozen=True):
    """The words of a strip across a plot, and the middle of it on the x axis."""

    at: float
    words: str


def along(series: Series, said: Said | None = None) -> Iterator[Hint]:
    """Yield what each week of a series says; for numbers of days, its last one that is there.

    Args:
        series: Along days, Mondays, or whole days since something happened.
        said: Words the numbers of a point; by default each stands behind the name of its line.
    """
    say = said or partial(_named, series)
    for n, at in enumerate(series.x):
        values = [line.values[n] for line in series.lines]
        if isinstance(at, int):
            if at % _WEEK == 0:
                yield Hint(at, f"{at} {series.x_unit}: {say(values)}")
        elif isinstance(at, date) and (
            series.x_unit == WEEKS or at.weekday() == _SUNDAY or at == series.x[-1]
        ):
            place = week_of(at, series.release) if series.x_unit == WEEKS else _day(at, series)
            yield Hint(monday_of(at).toordinal() + _WEEK / 2, f"{place}: {say(values)}")


def _named(series: Series, values: Values) -> str:
    # Days are no things: bare they would be taken for counts.
    after = f" {series.unit}" if series.unit == _DAYS else ""
    lines = zip(series.lines, values, strict=True)
    return ", ".join(
        f"{one.label} {words.cell(value, series.unit)}{after}" for one, value in lines
    )


def _day(day: date, series: Series) -> str:
    return ", ".join(filter(None, (_before(day, series.release), words.day(day))))


def week_of(monday: date, release: date | None) -> str:
    """Name a week by its distance from the release and by its Monday."""
    return ", ".join(filter(None, (_before(monday, release), f"week of {words.day(monday)}")))


def _before(day: date, release: date | None) -> str:
    if release is None:
        return ""
    left = (monday_of(release) - monday_of(day)).days // _WEEK
    return f"R-{left}" if left >= 0 else f"R+{-left}"


def of_bars(shown: Bars) -> Iterator[str]:
    """Yield what each bar says: its whole label, what became of it and when, or how many."""
    for bar in shown.bars:
        if shown.span is None:
            yield f"{bar.label}: {_counted(bar.values[0], shown.unit)}"
        else:
            named = zip(shown.heads[2:], bar.values, strict=True)
            days = (f"{head} {words.cell(day)}" for head, day in named if day is not None)
            yield f"{bar.label}: {', '.join((bar.kind, *days))}"


def _counted(value: date | int | None, unit: str) -> str:
    return words.counted(value, unit) if isinstance(value, int) else words.cell(value)


def strips(plot: Stage, series: Series, said: Said | None = None) -> None:
    """Lay a strip over each week of a plot; see `along`."""
    for hint in along(series, said):
        line = (hint.at, 0.0), (hint.at, plot.top)
        plot.lines.strips.append(Strip(hint.words, line, _WEEK))
