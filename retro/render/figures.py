"""Pictures as a page shows them: inline SVG, the numbers as a table, and a file to take away."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from retro.model.facts import Drawing, Table
from retro.model.time import last_day_before
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.words import cell
from retro.render.cycle_before import MARKS
from retro.render.numbers import Reference
from retro.render.spreadsheet import sheet

_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
_SAID = re.compile(r"(?<=>)<title id=.*?</desc>", re.DOTALL)
_NAMED = re.compile(r'aria-labelledby="[^"]*"')


class Figure(Struct, frozen=True, kw_only=True):
    """A series ready for a template; `wide` and `narrow` are SVG, either may be empty.

    `finding` is the first thing that the picture's sentence says, `rest` what it says beside it.
    One that is `tabular` is a table, and was never to be drawn.
    """

    name: str
    title: str
    finding: str
    rest: str
    unit: str
    mark: str
    origin: str
    source: str
    as_of: date
    wide: Markup
    narrow: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    csv: str
    svg: str
    png: str
    about: str
    tabular: bool

    @property
    def open(self) -> bool:
        """Tell whether its table stands on the page itself; all others are folded."""
        return self.tabular and len(self.rows) <= LIST_LIMIT


def figure(
    series: Drawing,
    pictures: Mapping[str, str],
    reference: Reference,
    pixels: Collection[str] = (),
) -> Figure:
    """Prepare one series and its drawings for a page; `pixels` names those that have a PNG."""
    wide = pictures.get(series.name, "")
    found, rest = found_first(series.sentence)
    return Figure(
        name=series.name,
        title=series.title,
        finding=found,
        rest=rest,
        unit=series.unit,
        mark=MARKS[series.origin],
        origin=series.origin.value,
        source=series.source.rstrip("."),
        as_of=last_day_before(series.moment),
        wide=labelled(wide, series.name),
        narrow=labelled(pictures.get(f"{series.name}:narrow", ""), series.name),
        heads=series.heads,
        rows=tuple(
            (cell(place), *(cell(value, series.unit) for value in values))
            for place, *values in series.rows
        ),
        csv=reference.to(f"data/{series.name}.csv"),
        svg=reference.to(f"charts/{series.name}.svg") if wide else "",
        png=reference.to(f"charts/{series.name}.png") if series.name in pixels else "",
        about=reference.to(f"method.html#{series.name}"),
        tabular=isinstance(series, Table),
    )


def found_first(sentence: str) -> tuple[str, str]:
    """Split what a picture says into what stands over it, without a full stop, and the rest."""
    first, stop, rest = sentence.partition(". ")
    return (first, rest) if stop else (sentence.removesuffix("."), "")


def table(series: Drawing) -> bytes:
    """Write a series as CSV."""
    return sheet(series.heads, series.rows)


def labelled(svg: str, name: str) -> Markup:
    """Return a drawing without what its figure says around it: the finding, and what it shows."""
    told = f'aria-labelledby="figure-{name}_what"'
    return Markup(_NAMED.sub(told, _SAID.sub("", inline(svg)), count=1))


def inline(svg: str) -> Markup:
    """Return our own drawing, the one safe markup, without what only a file of its own needs."""
    return Markup(svg[svg.find("<svg") :].replace(_NAMESPACE, "", 1)) if svg else Markup()
