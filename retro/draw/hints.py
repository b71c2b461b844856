"""What a pointer reads in a picture: a week's numbers, or a bar's, in the words of its legend.

They are titles of strips that nobody sees, so they need no script. The keyboard does not stop at
them: a page would have hundreds of stops, and all that they say stands in the table below each
picture, in one.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any
from xml.etree import ElementTree as Tree

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from msgspec import Struct

from retro.draw.canvas import by_pixels
from retro.draw.spacing import plain
from retro.model.facts import Bars, Series
from retro.model.time import monday_of
from retro.outline import words

_MARK = "hint:"
"""Begins the id of a strip; its words follow, and after them how broad it is."""

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


def strips(axes: Axes, series: Series, said: Said | None = None) -> None:
    """Lay a strip over each week of a plot; see `along`."""
    foot, head = axes.get_ylim()
    for hint in along(series, said):
        axes.add_artist(_strip([(hint.at, foot), (hint.at, head)], hint.words, _WEEK))


def strip(
    figure: Figure, xs: Sequence[float], ys: Sequence[float], breadth: float, told: str
) -> None:
    """Lay a strip over a line in pixels."""
    points = list(zip(xs, ys, strict=True))
    figure.add_artist(_strip(points, told, breadth, transform=by_pixels(figure)))


def _strip(points: list[tuple[float, float]], told: str, breadth: float, **more: Any) -> PathPatch:
    # Without colour or breadth of its own, else it would be seen where the figure is a PNG.
    drawn = PathPatch(Path(points), fill=False, linewidth=0, **more)
    drawn.set_gid(f"{_MARK}{breadth:g}:{plain(told)}")
    return drawn


def is_hint(name: str | None) -> bool:
    """Tell whether an id is that of a strip."""
    return bool(name) and str(name).startswith(_MARK)


def taken(parent: Tree.Element) -> list[Tree.Element]:
    """Take the strips out of what they lie in, and return their paths with titles."""
    groups = [(one, group) for one in parent.iter() for group in one if is_hint(group.get("id"))]
    for one, group in groups:
        one.remove(group)
    return [_titled(group) for _, group in groups]


def _titled(group: Tree.Element) -> Tree.Element:
    _, breadth, told = group.get("id", "").split(":", 2)
    path = next(group.iter("path"))
    path.attrib.pop("style", None)
    path.set("stroke-width", breadth)
    Tree.SubElement(path, "title").text = told
    return path


def layer(paths: list[Tree.Element], **more: str) -> Tree.Element:
    """Return the group of strips that lies over a picture; most of them are as broad."""
    breadths = [path.attrib.pop("stroke-width") for path in paths]
    common = max(breadths, key=breadths.count)
    looks = {"aria-hidden": "true", "fill": "none", "stroke-width": common}
    group = Tree.Element("g", more | looks | {"pointer-events": "all"})
    for path, breadth in zip(paths, breadths, strict=True):
        if breadth != common:
            path.set("stroke-width", breadth)
        group.append(path)
    return group
