"""Pictures as dots: Agg, which Matplotlib brings, draws them; the only room that knows it.

Its figures and axes are not used: where all stands is known already, and they cost ten times what
drawing does.
"""

import warnings
from itertools import chain
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from retro.draw.canvas import Canvas, Dot, Ink, Shape
from retro.draw.look import Look
from retro.draw.spacing import Word

PIXELS = 72
"""So many pixels have Matplotlib's inch, in which letters and strokes are measured, too."""

_ALIGNED = {"left": 0.0, "center": 0.5, "right": 1.0}

# Pictures are the same whatever a matplotlibrc of the machine says of letters.
mpl.rcdefaults()


class Agg:
    """Draws a canvas, so many times as large, with room around it."""

    def __init__(self, look: Look, size: tuple[int, int], times: float, room: float) -> None:
        """Lay paper of a size in dots, and leave room on the left and below, in pixels."""
        self._look, self._times = look, times
        self._dots = RendererAgg(*size, PIXELS * times)
        self._placed = Affine2D().translate(room, room).scale(times)
        paper = self._ink(Ink(fill="paper"))
        box = Path.unit_rectangle()
        self._dots.draw_path(paper, box, Affine2D().scale(*size), self._face(Ink(fill="paper")))

    def dots(self, canvas: Canvas) -> Any:
        """Draw a picture, and return the red, green, blue and opacity of each dot."""
        for layer in canvas.layers:
            placed: Transform = self._placed
            if scale := layer.scale:
                own = Affine2D().translate(-scale.first, 0).scale(scale.right, scale.up)
                placed = own.translate(scale.left, scale.foot) + placed
            for item in layer.items:
                self._draw(item, placed)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Glyph .* missing")  # a reader's fonts have it
            for word in canvas.words:
                self._write(word, word.size or canvas.sheet.size)
        return self._dots.buffer_rgba()

    def _draw(self, item: Shape | Dot, placed: Transform) -> None:
        if isinstance(item, Dot):
            disc = Affine2D().scale(item.radius).translate(*item.at) + placed
            self._path(item.ink, Path.unit_circle(), disc)
        elif item.lines:
            self._path(item.ink, _path(item), placed)

    def _path(self, ink: Ink, path: Path, placed: Transform) -> None:
        self._dots.draw_path(self._ink(ink), path, placed, self._face(ink))

    def _ink(self, ink: Ink) -> GraphicsContextBase:
        context = self._dots.new_gc()
        context.set_linewidth(ink.breadth if ink.stroke else 0)
        context.set_foreground(self._look.colour(ink.stroke or ink.fill))
        context.set_capstyle(ink.cap)
        context.set_joinstyle(ink.joint)
        if ink.dash:
            context.set_dashes(0, ink.dash)
        if ink.opacity != 1:
            context.set_alpha(ink.opacity)
        return context

    def _face(self, ink: Ink) -> tuple[float, ...] | None:
        return to_rgba(self._look.colour(ink.fill), ink.opacity) if ink.fill else None

    def _write(self, word: Word, size: float) -> None:
        font = FontProperties(
            family="DejaVu Serif" if word.serif else "DejaVu Sans",  # come with Matplotlib
            size=size,
            weight="bold" if word.bold else "normal",
        )
        context = self._dots.new_gc()
        context.set_foreground(self._look.colour(word.role))
        x, y = self._placed.transform((word.x, word.y))
        if share := _ALIGNED[word.ha]:
            x -= share * self._dots.get_text_width_height_descent(word.text, font, ismath=False)[0]
        self._dots.draw_text(context, x, self._dots.height - y, word.text, font, 0, ismath=False)


def _path(shape: Shape) -> Path:
    """Return the lines of a shape as one path."""
    points, codes = list(chain.from_iterable(shape.lines)), []
    if shape.closed:
        points = [point for line in shape.lines for point in (*line, line[0])]
    for line in shape.lines:
        codes += [Path.MOVETO, *[Path.LINETO] * (len(line) - 1), *[Path.CLOSEPOLY] * shape.closed]
    return Path(points, codes)
