"""Draws shapes with a renderer of Matplotlib: the one that writes SVG, or the one of dots.

Figures and axes are not used: where all stands is known already, and they cost ten times what
drawing does. Besides this, only `vector` and `agg` know Matplotlib: they choose the renderer.
"""

from collections.abc import Callable, Iterable
from itertools import chain

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from retro.draw.canvas import Dot, Ink, Shape
from retro.draw.scale import Scale

PIXELS = 72
"""So many pixels have Matplotlib's inch, in which letters and strokes are measured, too."""

# Pictures are the same whatever a matplotlibrc of the machine says.
mpl.rcdefaults()


class Pen:
    """Draws on what a renderer makes, in colours that are asked for by their roles."""

    def __init__(self, renderer: RendererBase, colour: Callable[[str], str]) -> None:
        """Take what draws, and what says which colour a role has, as #rrggbb."""
        self._renderer, self._colour = renderer, colour

    def draw(self, items: Iterable[Shape | Dot], placed: Transform) -> None:
        """Draw shapes, given where their points stand on the paper, from its lower left corner."""
        for item in items:
            if isinstance(item, Dot):
                disc = Affine2D().scale(item.radius).translate(*item.at) + placed
                self._path(item.ink, Path.unit_circle(), disc)
            elif item.lines:
                self._path(item.ink, _path(item), placed)

    def fill(self, role: str, breadth: float, height: float) -> None:
        """Fill the paper with the colour of a role."""
        self._path(Ink(fill=role), Path.unit_rectangle(), Affine2D().scale(breadth, height))

    def _path(self, ink: Ink, path: Path, placed: Transform) -> None:
        face = to_rgba(self._colour(ink.fill), ink.opacity) if ink.fill else None
        self._renderer.draw_path(self._context(ink), path, placed, face)

    def _context(self, ink: Ink) -> GraphicsContextBase:
        context = self._renderer.new_gc()
        context.set_linewidth(ink.breadth if ink.stroke else 0)
        context.set_foreground(self._colour(ink.stroke or ink.fill))
        context.set_capstyle(ink.cap)
        context.set_joinstyle(ink.joint)
        if ink.dash:
            context.set_dashes(0, ink.dash)
        if ink.opacity != 1:
            context.set_alpha(ink.opacity)
        return context


def in_numbers(scale: Scale) -> Transform:
    """Return where the numbers of a scale stand, in pixels."""
    own = Affine2D().translate(-scale.first, 0).scale(scale.right, scale.up)
    return own.translate(scale.left, scale.foot)


def _path(shape: Shape) -> Path:
    """Return the lines of a shape as one path."""
    points, codes = list(chain.from_iterable(shape.lines)), []
    if shape.closed:
        points = [point for line in shape.lines for point in (*line, line[0])]
    for line in shape.lines:
        codes += [Path.MOVETO, *[Path.LINETO] * (len(line) - 1), *[Path.CLOSEPOLY] * shape.closed]
    return Path(points, codes)
