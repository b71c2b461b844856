"""The paper of a picture: strokes, boxes and words in CSS pixels from its lower left corner.

Figures have 72 pixels to Matplotlib's inch, so letters of size 12 are 12 pixels high on a page
that shows the picture at its own width.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from retro.draw.look import Look
from retro.draw.spacing import Word
from retro.draw.uprights import Upright

PIXELS = 72

Box = tuple[float, float, float, float]
"""Left, foot, right, head."""


def canvas(breadth: float, height: float) -> Figure:
    """Return an empty picture without paper of its own."""
    # Not by pyplot, which keeps figures and looks for a screen.
    figure = Figure(figsize=(breadth / PIXELS, height / PIXELS), dpi=PIXELS)
    # Else a white sheet lies under the picture, on a dark page too.
    figure.patch.set_visible(False)
    return figure


def by_pixels(figure: Figure) -> Transform:
    """Return the transform of our pixels, whatever the dots of a file and the paper around."""
    breadth, height = (float(side) * PIXELS for side in figure.get_size_inches())
    return Affine2D().scale(1 / breadth, 1 / height) + figure.transFigure


def rule(figure: Figure, xs: Sequence[float], ys: Sequence[float], **drawn: Any) -> None:
    """Draw a line through points, or a marker at each."""
    # Artists of a figure are not clipped; those of axes are, to the data.
    figure.add_artist(Line2D(xs, ys, transform=by_pixels(figure), **drawn))


def write(figure: Figure, x: float, y: float, text: str, **drawn: Any) -> None:
    """Write words; they begin at a point of the base line unless told otherwise."""
    figure.text(x, y, text, transform=by_pixels(figure), **drawn)


def say(figure: Figure, word: Word, look: Look) -> None:
    """Write words where a layout has them."""
    write(figure, word.x, word.y, word.text, ha=word.ha, color=look.colour(word.role))


def fill(figure: Figure, boxes: Iterable[Box], **drawn: Any) -> None:
    """Draw boxes of one look as one artist: smaller than one for each."""
    if some := tuple(boxes):
        figure.add_artist(PathPatch(outline(some), transform=by_pixels(figure), **drawn))


def outline(boxes: Iterable[Box]) -> Path:
    """Return the path around boxes."""
    corners = [[(a, b), (a, d), (c, d), (c, b), (a, b)] for a, b, c, d in boxes]
    # Wants polygons of one length; an empty list has to have that shape too.
    return Path.make_compound_path_from_polys(np.array(corners, float).reshape(-1, 5, 2))


def fly(figure: Figure, upright: Upright, foot: float, base: float, colour: str) -> None:
    """Draw an upright from its foot to its words, which stand on a base line."""
    size = mpl.rcParams["font.size"]
    side, shift = ("right", -4) if upright.flag.leftward else ("left", 4)
    x = upright.x
    rule(figure, (x, x), (foot, base + 0.8 * size), color=colour, linewidth=0.75)
    write(figure, x + shift, base, upright.words, ha=side, color=colour)
