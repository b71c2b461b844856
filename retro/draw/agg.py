"""Pictures as dots: Matplotlib's Agg draws shapes, and Pillow writes words.

Pillow's letters cost a fifth of Agg's.
"""

from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.transforms import Affine2D
from PIL import Image, ImageDraw, ImageFont

from retro.draw.canvas import Canvas
from retro.draw.look import Look
from retro.draw.pen import PIXELS, Pen, in_numbers
from retro.draw.spacing import Word

_ANCHORS = {"left": "ls", "center": "ms", "right": "rs"}
"""Where words begin, as Pillow calls it: on the base line."""

_FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
"""Fonts that come with Matplotlib, so that letters are the same on each machine."""


class Agg:
    """Draws a canvas, so many times as large, with room around it."""

    def __init__(self, look: Look, size: tuple[int, int], times: float, room: float) -> None:
        """Lay paper of a size in dots, and leave room on the left and below, in pixels."""
        self._look, self._times = look, times
        self._dots = RendererAgg(*size, PIXELS * times)
        self._pen = Pen(self._dots, look.colour)
        self._placed = Affine2D().translate(room, room).scale(times)
        self._pen.fill("paper", *size)

    def image(self, canvas: Canvas) -> Image.Image:
        """Draw a picture, its words over all."""
        for layer in canvas.layers:
            placed = in_numbers(layer.scale) + self._placed if layer.scale else self._placed
            self._pen.draw(layer.items, placed)
        size = int(self._dots.width), int(self._dots.height)
        # Nothing shines through: the fourth byte of a dot says nothing.
        image = Image.frombytes("RGB", size, self._dots.buffer_rgba(), "raw", "RGBX")
        pen = ImageDraw.Draw(image)
        for word in canvas.words:
            self._write(pen, word, word.size or canvas.sheet.size)
        return image

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
