"""Pictures as dots: Agg, which Matplotlib brings, draws shapes, and Pillow writes words.

Figures and axes are not used: where all stands is known already, and they cost ten times what
drawing does. Pillow's letters cost a fifth of Agg's. No other module knows Matplotlib.
"""

import pathlib as files
from functools import lru_cache
from itertools import chain

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from PIL import Image, ImageDraw, ImageFont

from retro.draw.canvas import Canvas, Dot, Ink, Shape
from retro.draw.look import Look
from retro.draw.spacing import Word

PIXELS = 72
"""So many pixels have Matplotlib's inch, in which letters and strokes are measured, too."""

_ANCHORS = {"left": "ls", "center": "ms", "right": "rs"}
"""Where words begin, as Pillow calls it: on the base line."""

_FONTS = files.Path(mpl.get_data_path(), "fonts", "ttf")
"""Fonts that come with Matplotlib, so that letters are the same on each machine."""

# Pictures are the same whatever a matplotlibrc of the machine says.
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

    def image(self, canvas: Canvas) -> Image.Image:
        """Draw a picture, its words over all."""
        for layer in canvas.layers:
            placed: Transform = self._placed
            if scale := layer.scale:
                own = Affine2D().translate(-scale.first, 0).scale(scale.right, scale.up)
                placed = own.translate(scale.left, scale.foot) + placed
            for item in layer.items:
                self._draw(item, placed)
        size = int(self._dots.width), int(self._dots.height)
        image = Image.frombuffer("RGBA", size, self._dots.buffer_rgba()).convert("RGB")
        pen = ImageDraw.Draw(image)
        for word in canvas.words:
            self._write(pen, word, word.size or canvas.sheet.size)
        return image

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

    def _write(self, pen: ImageDraw.ImageDraw, word: Word, size: float) -> None:
        x, up = self._placed.transform((word.x, word.y))
        font = _font(word.serif, word.bold, round(size * self._times))
        place, colour = (round(x), round(self._dots.height - up)), self._look.colour(word.role)
        pen.text(place, word.text, colour, font, _ANCHORS[word.ha])


@lru_cache(maxsize=64)
def _font(serif: bool, bold: bool, size: int) -> ImageFont.FreeTypeFont:
    name = f"DejaVu{'Serif' if serif else 'Sans'}{'-Bold' if bold else ''}.ttf"
    # The other layout is there on some machines alone.
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def _path(shape: Shape) -> Path:
    """Return the lines of a shape as one path."""
    points, codes = list(chain.from_iterable(shape.lines)), []
    if shape.closed:
        points = [point for line in shape.lines for point in (*line, line[0])]
    for line in shape.lines:
        codes += [Path.MOVETO, *[Path.LINETO] * (len(line) - 1), *[Path.CLOSEPOLY] * shape.closed]
    return Path(points, codes)
