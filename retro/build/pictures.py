"""Charts, drawn once: what depends on the same data, look and code is taken from cache."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from retro import __version__
from retro.model.facts import Mark, Report, Series

FORMS = {
    "backlog.by_state_daily": "stacked_area",
    "backlog.balance_weekly": "weekly_line",
    "backlog.age_weekly": "weekly_line",
    "backlog.abandoned_weekly": "stacked_bars",
    "bugs.backlog_daily": "banded_line",
    "bugs.weekly": "weekly_line",
    "community.cores_daily": "stepped_area",
    "community.reviews_weekly": "stacked_bars",
    "community.reviewers_weekly": "weekly_line",
    "community.core_reviews_weekly": "weekly_line",
    "features.timeline": "weekly_line",
    "flow.merges_weekly": "stacked_bars",
    "flow.first_review": "curve",
    "flow.merged_within": "curve",
    "priorities.focus_weekly": "weekly_line",
    "rhythm.reviews_daily": "day_grid",
}
"""Which form shows which series; a series that is not here is shown as numbers alone."""

DRAWING = Path(__file__).parent.parent / "draw"


def pictures(report: Report, themes: tuple[Path, ...], cache_folder: Path) -> dict[str, str]:
    """Return the SVG of each series, by name, and of its narrow form by `NAME:narrow`."""
    return {
        key: _picture(series, report.marks, themes, cache_folder, narrow=narrow)
        for name, series in report.series.items()
        if isinstance(series, Series) and name in FORMS
        for key, narrow in ((name, False), (f"{name}:narrow", True))
    }


def _picture(
    series: Series,
    marks: tuple[Mark, ...],
    themes: tuple[Path, ...],
    folder: Path,
    *,
    narrow: bool,
) -> str:
    data = msgspec.json.encode((series, marks, narrow), order="deterministic")
    digest = sha256(data)
    for part in _style(themes):
        digest.update(part)
    path = folder / f"{digest.hexdigest()[:32]}.svg"
    if path.exists():
        return path.read_text(encoding="utf-8")
    text = _draw(series, marks, themes, narrow=narrow)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return text


@cache
def _style(themes: tuple[Path, ...]) -> tuple[bytes, ...]:
    """Return what a picture depends on besides its data: theme, drawing code, versions."""
    return tuple(_parts(themes))


def _parts(themes: tuple[Path, ...]) -> Iterator[bytes]:
    yield __version__.encode()
    yield version("matplotlib").encode()
    for theme in themes:
        for name in ("palette.json", "charts.mplstyle"):
            if (theme / name).exists():
                yield (theme / name).read_bytes()
    for path in sorted(DRAWING.glob("*.py")):
        yield path.read_bytes()


def _draw(
    series: Series, marks: tuple[Mark, ...], themes: tuple[Path, ...], *, narrow: bool
) -> str:
    from retro import draw

    look = draw.look(themes[0], themes[-1])
    figure = getattr(draw, FORMS[series.name])(series, marks, look, narrow=narrow)
    name = series.name.replace(".", "-") + ("-narrow" if narrow else "")
    return draw.svg(figure, look, name=name, title=series.title, desc=series.sentence)
