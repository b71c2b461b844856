"""The furniture of a picture: axes, unit, uprights, triangles, and names at the right end.

Figures are drawn in CSS pixels, 72 to Matplotlib's inch, so letters of size 12 are 12 pixels high
on a page that shows the picture at its own width. Axes hold data only, the figure all the rest.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from retro.draw.layout import LEADER, Layout
from retro.draw.look import Look
from retro.draw.scene import Scene
from retro.draw.spacing import LEADING

_PIXELS = 72


@contextmanager
def styled(look: Look) -> Iterator[None]:
    """Draw and save in a theme's style alone, whatever the machine's own settings are."""
    with style.context(look.sheet, after_reset=True), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the reader's fonts have it
        mpl.rcParams.update(
            {
                "axes.edgecolor": look.colour("muted"),
                "axes.labelcolor": look.colour("muted"),
                "font.family": ["DejaVu Sans"],  # comes with Matplotlib, so all lay out alike
                "grid.color": look.colour("grid"),
                "svg.fonttype": "none",
                "svg.hashsalt": "retro",
                "text.color": look.colour("ink"),
                "text.parse_math": False,
                "text.usetex": False,
                "xtick.color": look.colour("muted"),
                "ytick.color": look.colour("muted"),
            }
        )
        yield


def stage(scene: Scene, *, narrow: bool) -> tuple[Figure, Axes]:
    """Build the figure around a scene's data, with the axes to draw them on."""
    layout = Layout(scene, narrow, mpl.rcParams["font.size"])
    figure = Figure(figsize=(layout.breadth / _PIXELS, layout.height / _PIXELS), dpi=_PIXELS)
    figure.patch.set_visible(False)
    axes = _axes(figure, layout)
    _uprights(figure, layout)
    _triangles(figure, layout)
    _names(figure, layout)
    return figure, axes


def _axes(figure: Figure, layout: Layout) -> Axes:
    scene, room = layout.scene, layout.right - layout.left
    breadth, height = layout.breadth, layout.height
    axes = figure.add_axes(
        (layout.left / breadth, layout.bottom / height, room / breadth, layout.rise / height)
    )
    axes.patch.set_visible(False)
    across = scene.across(room, layout.size)
    axes.set_xlim(*scene.span)
    axes.set_ylim(0, scene.heights[-1].at)
    axes.set_xticks([tick.at for tick in across], [tick.label for tick in across])
    axes.set_yticks([tick.at for tick in scene.heights], [tick.label for tick in scene.heights])
    axes.set_ylabel(scene.unit, rotation=0, ha="left", va="baseline")
    axes.yaxis.set_label_coords(
        -layout.left / room, (layout.over(0) - layout.bottom) / layout.rise
    )
    return axes


def _uprights(figure: Figure, layout: Layout) -> None:
    muted = layout.scene.look.colour("muted")
    for upright in layout.uprights():
        x, base = upright.x, layout.over(upright.flag.row)
        side, shift = ("right", -4) if upright.flag.leftward else ("left", 4)
        head = base + 0.8 * layout.size
        _rule(figure, (x, x), (layout.bottom, head), color=muted, linewidth=0.75)
        _write(figure, x + shift, base, upright.words, ha=side, color=muted)


def _triangles(figure: Figure, layout: Layout) -> None:
    look, days = layout.scene.look, layout.triangles()
    if days:
        shape = {"linestyle": "none", "marker": "^", "markersize": 6, "markeredgewidth": 0}
        _rule(figure, days, [layout.bottom - 4] * len(days), color=look.colour("ink"), **shape)
    for n, line in enumerate(reversed(layout.key)):
        _write(figure, layout.left, 4 + n * layout.row, line, color=look.colour("muted"))


def _names(figure: Figure, layout: Layout) -> None:
    """Name each line at its end, with a stroke of its colour from the line to its name."""
    for end, y in layout.names():
        xs = (layout.right + 3, layout.right + LEADER - 5)
        ys = (y if end.apart else layout.y(end.at), y)
        _rule(figure, xs, ys, color=layout.scene.look.colour(end.role))
        text = "\n".join(layout.lines(end))
        _write(figure, layout.right + LEADER, y, text, va="center", linespacing=LEADING)


def _rule(figure: Figure, xs: Sequence[float], ys: Sequence[float], **drawn: Any) -> None:
    breadth, height = _measures(figure)
    figure.add_artist(Line2D([x / breadth for x in xs], [y / height for y in ys], **drawn))


def _write(figure: Figure, x: float, y: float, text: str, **drawn: Any) -> None:
    breadth, height = _measures(figure)
    figure.text(x / breadth, y / height, text, **drawn)


def _measures(figure: Figure) -> tuple[float, float]:
    breadth, height = figure.get_size_inches()
    return float(breadth) * _PIXELS, float(height) * _PIXELS
