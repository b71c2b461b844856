"""The furniture of a picture: axes, unit, uprights, triangles, and names at the right end.

Axes hold data only, the figure all the rest.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from retro.draw.canvas import canvas, fly, rule, write
from retro.draw.layout import LEADER, Layout
from retro.draw.look import Look
from retro.draw.scene import Scene
from retro.draw.spacing import LEADING


@contextmanager
def styled(look: Look) -> Iterator[None]:
    """Draw and save in a theme's style alone, whatever the machine's own settings are."""
    # after_reset, since style.context else adds to what a matplotlibrc of the machine says.
    with style.context(look.sheet, after_reset=True), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the reader's fonts have it
        mpl.rcParams.update(
            {
                "axes.edgecolor": look.colour("muted"),
                "axes.labelcolor": look.colour("muted"),
                "font.family": ["DejaVu Sans"],  # comes with Matplotlib, so all lay out alike
                "grid.color": look.colour("grid"),
                # Words stay words, for readers who search or listen; the default makes them
                # outlines.
                "svg.fonttype": "none",
                # Ids of clip paths are random without a salt.
                "svg.hashsalt": "retro",
                "text.color": look.colour("ink"),
                # A dollar in a text of a team would begin a formula (option since 3.6).
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
    # No tight_layout or bbox of Matplotlib's: both measure letters, in a font that readers lack.
    figure = canvas(layout.breadth, layout.height)
    axes = _axes(figure, layout)
    _uprights(figure, layout)
    _triangles(figure, layout)
    _braces(figure, layout)
    _names(figure, layout)
    return figure, axes


def _axes(figure: Figure, layout: Layout) -> Axes:
    scene, room = layout.scene, layout.right - layout.left
    breadth, height = layout.breadth, layout.height
    axes = figure.add_axes(
        (layout.left / breadth, layout.bottom / height, room / breadth, layout.rise / height)
    )
    # Axes have a white ground of their own, besides the figure's.
    axes.patch.set_visible(False)
    across = scene.across(room, layout.size)
    axes.set_xlim(*scene.span)
    axes.set_ylim(0, scene.heights[-1].at)
    # With labels, so that no formatter of Matplotlib's own changes them (since 3.5).
    axes.set_xticks([tick.at for tick in across], [tick.label for tick in across])
    axes.set_yticks([tick.at for tick in scene.heights], [tick.label for tick in scene.heights])
    axes.set_ylabel(scene.unit, rotation=0, ha="left", va="baseline")
    # In shares of the axes, unless given a transform.
    axes.yaxis.set_label_coords(
        -layout.left / room, (layout.over(0) - layout.bottom) / layout.rise
    )
    return axes


def _uprights(figure: Figure, layout: Layout) -> None:
    muted = layout.scene.look.colour("muted")
    for upright in layout.uprights():
        fly(figure, upright, layout.bottom, layout.over(upright.flag.row), muted)


def _triangles(figure: Figure, layout: Layout) -> None:
    look, days = layout.scene.look, layout.triangles()
    if days:
        shape = {"linestyle": "none", "marker": "^", "markersize": 6, "markeredgewidth": 0}
        rule(figure, days, [layout.bottom - 4] * len(days), color=look.colour("ink"), **shape)
    for n, line in enumerate(reversed(layout.key)):
        write(figure, layout.left, 4 + n * layout.row, line, color=look.colour("muted"))


def _braces(figure: Figure, layout: Layout) -> None:
    """Write the number of each stretch of days in its middle, under a line as long as it."""
    muted, base = layout.scene.look.colour("muted"), layout.under
    for brace in layout.braces:
        over = base + 1.05 * layout.size
        rule(figure, (brace.left, brace.right), (over, over), color=muted, linewidth=0.75)
        middle = (brace.left + brace.right) / 2
        write(figure, middle, base, brace.words, ha="center", color=muted)


def _names(figure: Figure, layout: Layout) -> None:
    """Name each line at its end, with a stroke of its colour from the line to its name."""
    for end, y in layout.names():
        xs = (layout.right + 3, layout.right + LEADER - 5)
        ys = (y if end.apart else layout.y(end.at), y)
        rule(figure, xs, ys, color=layout.scene.look.colour(end.role))
        text = "\n".join(layout.lines(end))
        write(figure, layout.right + LEADER, y, text, va="center", linespacing=LEADING)
