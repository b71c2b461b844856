"""Pictures as a page shows them: inline SVG, the numbers as a table, and a file to take away."""

from collections.abc import Mapping
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
    about: str
    tabular: bool

    @property
    def open(self) -> bool:
        """Tell whether its table stands on the page itself; all others are folded."""
        return self.tabular and len(self.rows) <= LIST_LIMIT


def figure(series: Drawing, pictures: Mapping[str, str], reference: Reference) -> Figure:
    """Prepare one series and its drawings for a page."""
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
        wide=inline(wide),
        narrow=inline(pictures.get(f"{series.name}:narrow", "")),
        heads=series.heads,
        rows=tuple(
            (cell(place), *(cell(value, series.unit) for value in values))
            for place, *values in series.rows
        ),
        csv=reference.to(f"data/{series.name}.csv"),
        svg=reference.to(f"charts/{series.name}.svg") if wide else "",
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


def inline(svg: str) -> Markup:
    """Return our own drawing, the one safe markup, without the XML prologue."""
    return Markup(svg[svg.find("<svg") :]) if svg else Markup()
