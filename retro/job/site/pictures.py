"""Charts, drawn once: what depends on the same data, look and code is taken from cache."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, cached_property, lru_cache, partial
from hashlib import sha256
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from retro import __version__
from retro.job.kept import kept
from retro.job.site.beside import Beside
from retro.model.facts import Mark, Picture, Report
from retro.model.time import last_day_before
from retro.outline.digest import MULTIPLES, Digest, Weekly, said, same_week
from retro.outline.words import day
from retro.poster import Poster, poster

FORMS = {
    "backlog.by_state_daily": "stacked_area",
    "backlog.balance_weekly": "weekly_line",
    "backlog.age_weekly": "weekly_line",
    "backlog.abandoned_weekly": "stacked_bars",
    "backlog.verified_ahead": "daily_line",
    "bugs.backlog_daily": "banded_line",
    "bugs.weekly": "weekly_line",
    "community.cores_daily": "stepped_area",
    "community.reviews_weekly": "stacked_bars",
    "community.reviewers_weekly": "weekly_line",
    "community.core_reviews_weekly": "weekly_line",
    "features.timeline": "spans",
    "features.funnel": "falling_bars",
    "features.to_go_daily": "daily_line",
    "flow.merges_weekly": "stacked_bars",
    "flow.first_review": "curve",
    "flow.merged_within": "curve",
    "priorities.focus_weekly": "weekly_line",
    "rhythm.reviews_daily": "day_grid",
}
"""Which form shows which series; a series that is not here is shown as numbers alone."""

if TYPE_CHECKING:  # whose pictures are all kept loads nothing that draws
    from retro.draw import Look

Made = TypeVar("Made")

Forms = tuple[bytes, bytes, bytes]
"""A picture as SVG for wide screens and for narrow ones, and the wide one as PNG."""

_WORDS = re.compile(r">([^<]+)</text>")

DRAWING = Path(__file__).parents[2] / "draw"


class Drawn(Struct, frozen=True):
    """The pictures of an edition, by the name of the series.

    Attributes:
        svg: For pages; the narrow form stands at `NAME:narrow`.
        png: For elsewhere, of the wide form alone.
    """

    svg: dict[str, str]
    png: dict[str, bytes]


class Drawing(Struct, frozen=True, dict=True):
    """The pictures of an edition, which are being drawn."""

    files: dict[str, Callable[[], Forms]]

    @cached_property
    def drawn(self) -> Drawn:
        """Return them once they are drawn."""
        svg, png = dict[str, str](), dict[str, bytes]()
        for name, made in self.files.items():
            wide, narrow, png[name] = made()
            svg |= {name: wide.decode(), f"{name}:narrow": narrow.decode()}
        return Drawn(svg, png)


def get_ready(beside: Beside) -> None:
    """Have what draws loaded in the second process: half a second that this one goes on."""
    beside.ready(_load)


def _load() -> None:
    from retro.draw import agg  # noqa: F401


def pictures(
    report: Report, themes: tuple[Path, ...], cache_folder: Path, beside: Beside
) -> Drawing:
    """Begin to draw the pictures of each series that has a form."""
    files: dict[str, Callable[[], Forms]] = {}
    look = _look(themes)
    for name, series in report.series.items():
        if isinstance(series, Picture) and name in FORMS:
            data = (series, report.marks, f"{report.team_title} in {report.cycle_title}")
            make = partial(_draw, *data, themes, look)
            path = _path(data, look, cache_folder)
            files[name] = partial(_found, path, make if path.exists() else beside.later(make))
    return Drawing(files)


def unnamed(report: Report, drawn: Collection[str]) -> list[str]:
    """Return the milestones that have come and that no picture names; none without pictures."""
    shown = {words for svg in drawn for text in _WORDS.findall(svg) for words in _parts(text)}
    return [
        mark.label
        for mark in report.marks
        if drawn
        and mark.kind == "milestone"
        and report.start <= mark.day <= report.as_of
        and " ".join(mark.label.split()) not in shown
    ]


def _parts(text: str) -> list[str]:
    """Return the days that the words of one upright name."""
    return unescape(text).split(" · ")


def small_pictures(
    digests: Mapping[str, Digest], themes: tuple[Path, ...], cache_folder: Path, other: Beside
) -> dict[str, str]:
    """Return the SVG of each measure in each retrospective, by PATH:NAME, on the scales of all."""
    begun, look = dict[str, Callable[[], str]](), _look(themes)
    week = same_week(digests.values())
    for name in MULTIPLES:
        every = {path: told.weekly.get(name) for path, told in digests.items()}
        drawn = {path: one for path, one in every.items() if one and one.lines}
        for path, one in drawn.items():
            beside = tuple(other for at, other in drawn.items() if at != path)
            make = partial(_small, one, beside, week, themes, path)
            place = _path((path, one, beside, week), look, cache_folder)
            later = other.later(make) if other.begun and not place.exists() else make
            begun[f"{path}:{name}"] = partial(_found, place, later)
    return {name: made() for name, made in begun.items()}


def card(report: Report, themes: tuple[Path, ...], cache_folder: Path) -> bytes:
    """Return the PNG that stands where an edition is spoken of elsewhere."""
    whose = f"{report.team_title} in {report.cycle_title}"
    when = f"{report.edition} edition, {day(report.as_of)}"
    if report.simulated:
        when = f"simulated sample, {when}"
    made = poster(report)
    make = partial(_card, made, whose, when, themes)
    return _found(_path((made, whose, when), _look(themes), cache_folder), make)


def _card(made: Poster, whose: str, when: str, themes: tuple[Path, ...]) -> bytes:
    from retro import draw

    return draw.card(made, whose, when, draw.look(themes[0], themes[-1]))


def _path(data: object, look: bytes, folder: Path) -> Path:
    """Return where a picture of this data, look and code is kept."""
    digest = sha256(look + msgspec.json.encode(data, order="deterministic"))
    return folder / digest.hexdigest()[:32]


def _found(path: Path, make: Callable[[], Made]) -> Made:
    """Return a picture as it is kept, in all its kinds, or made and kept from now on."""
    return kept(path, path.name, make, lambda: True)


def _look(themes: tuple[Path, ...]) -> bytes:
    """Return a hash of what draws, and of what it takes of the themes."""
    digest = sha256(_drawing())
    for theme in themes:  # read anew, since a preview lives long
        for name in ("palette.json", "charts.mplstyle"):
            if (theme / name).exists():
                digest.update((theme / name).read_bytes())
    return digest.digest()


@cache
def _drawing() -> bytes:
    """Return what draws: the versions and the code."""
    library = find_spec("matplotlib")
    of_library = library and library.origin and Path(library.origin).with_name("_version.py")
    code = (path.read_bytes() for path in (*sorted(DRAWING.glob("*.py")), of_library) if path)
    return b"".join((__version__.encode(), *code))


def _draw(
    series: Picture,
    marks: tuple[Mark, ...],
    whose: str,
    themes: tuple[Path, ...],
    of_themes: bytes,
) -> Forms:
    """Draw a picture wide and narrow."""
    from retro import draw

    look, form = _read(themes, of_themes), getattr(draw, FORMS[series.name])
    wide, narrow = (form(series, marks, look, narrow=one) for one in (False, True))
    name = series.name.replace(".", "-")
    told = {"title": series.title, "desc": series.sentence}
    known = f"{whose}, as of {day(last_day_before(series.moment))}, {series.origin.value}"
    return (
        draw.svg(wide, look, name=name, **told).encode(),
        draw.svg(narrow, look, name=f"{name}-narrow", **told).encode(),
        draw.png(wide, look, title=series.title, whose=known),
    )


@lru_cache(maxsize=1)
def _read(themes: tuple[Path, ...], _: bytes) -> "Look":
    """Read the look of themes, once as long as they have the same hash."""
    from retro import draw

    return draw.look(themes[0], themes[-1])


def _small(
    weekly: Weekly, beside: tuple[Weekly, ...], week: int, themes: tuple[Path, ...], path: str
) -> str:
    from retro import draw

    look = draw.look(themes[0], themes[-1])
    canvas = draw.small(weekly, beside, look, week=week)
    title = f"{weekly.title}, by weeks to the end"
    return draw.svg(canvas, look, name=f"{path}-{weekly.name}", title=title, desc=said(weekly))
