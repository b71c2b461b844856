"""Shapes and words as SVG: Matplotlib writes it, here it gets short, and the page's colours."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from io import StringIO

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from retro.draw.canvas import Canvas, Layer
from retro.draw.look import Look, variable
from retro.draw.paths import Tenths, short, written
from retro.draw.pen import Pen
from retro.draw.scale import Scale
from retro.draw.spacing import Side, Word

# Words stay words, for readers who search or listen; the default makes them outlines.
mpl.rcParams["svg.fonttype"] = "none"
# `paths` says which points a line does without.
mpl.rcParams["path.simplify"] = False

_PAPER, _MIDDLE = 200_000, 100_000
"""Paper so large that nothing is cut off at its edges; pictures begin in its middle."""

# Without these Matplotlib writes its version and the hour, so that no two runs are alike.
_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
_FIXED = "; vector-effect: non-scaling-stroke"
_TAG = re.compile(r"\s*<(path|text) ([^>]*?)/?>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_NUMBER = re.compile(r"-?[\d.]+")
_COLOUR = re.compile("#[0-9a-f]{6}")
# The page has a font. Matplotlib 3.9 says `font: 12px …`, later ones each part by itself.
_FONT = re.compile(r"(?:font[a-z-]*: [^;]*; )+")
_SIZE = re.compile(r"[\d.]+px")
# These are so where they are not said.
_UNSAID = re.compile(r"text-anchor: start; |stroke-dashoffset: 0; ")


class Vector:
    """Writes the parts of a picture, in colours that are variables of the page."""

    def __init__(self, look: Look) -> None:
        """Take a look. Each role has a colour of its own until all is written: black is not."""
        self._look = look
        self._stand_ins = {role: f"#{n:06x}" for n, role in enumerate(look.light, 1)}
        self._colours = {
            stand_in: f"var({variable(role)}, {look.light[role]})"
            for role, stand_in in self._stand_ins.items()
        }

    def shapes(self, canvas: Canvas, layer: Layer) -> str:
        """Write the shapes of a layer, in pixels from above."""
        placed = Affine2D().translate(_MIDDLE, _MIDDLE - canvas.height)
        return self._drawn(layer, placed, whole=False)

    def numbers(self, layer: Layer, scale: Scale, units: float) -> str:
        """Write the shapes of a layer in numbers of the data, so many units to one of them.

        So a path is short, and the same on a wide picture and on a narrow one.
        """
        own = Affine2D().translate(-scale.first, 0).scale(1, -units)
        return self._drawn(layer, own.translate(_MIDDLE, _MIDDLE), whole=True)

    def words(self, canvas: Canvas) -> str:
        """Write the words of a picture."""
        text = StringIO()
        renderer = _renderer(text)
        for word in canvas.words:
            self._write(renderer, word, word.size or canvas.sheet.size, canvas.height - word.y)
        return _TAG.sub(self._word, _inside(renderer, text))

    def _drawn(self, layer: Layer, placed: Transform, *, whole: bool) -> str:
        text = StringIO()
        renderer = _renderer(text)
        Pen(renderer, self._stand_in).draw(layer.items, placed)
        return _TAG.sub(partial(self._shape, whole=whole), _inside(renderer, text))

    def _write(self, renderer: RendererSVG, word: Word, size: float, y: float) -> None:
        context, font = renderer.new_gc(), _font(size)
        context.set_foreground(self._stand_in(word.role))
        # It is only asked whether words begin, end or have their middle there.
        text = _text(word.ha)
        text.set_position((word.x, _PAPER - y))
        renderer.draw_text(context, word.x, y, word.text, font, 0, ismath=False, mtext=text)

    def _stand_in(self, role: str) -> str:
        return self._stand_ins.get(role) or self._look.colour(role)

    def _word(self, tag: re.Match[str]) -> str:
        told = dict(_ATTRIBUTE.findall(tag[2]))
        x, y = float(told["x"]), float(told["y"])
        return f'<text style="{self._style(told["style"])}" x="{x:.0f}" y="{y:.0f}">'

    def _shape(self, tag: re.Match[str], *, whole: bool) -> str:
        told = dict(_ATTRIBUTE.findall(tag[2]))
        d, style = told["d"], self._style(told["style"])
        lines = list(_lines(d, whole=whole))
        if "C" in d:
            return _circle(lines[0], style)
        fixed = _FIXED if whole else ""
        return f'<path d="{written(lines, closed="z" in d)}" style="{style}{fixed}"/>'

    def _style(self, style: str) -> str:
        sized = _FONT.sub(lambda font: f"font-size: {_SIZE.findall(font[0])[0]}; ", style)
        return _COLOUR.sub(lambda match: self._colours[match[0]], _UNSAID.sub("", sized))


def _renderer(text: StringIO) -> RendererSVG:
    return RendererSVG(_PAPER, _PAPER, text, metadata=_NO_METADATA)


def _inside(renderer: RendererSVG, text: StringIO) -> str:
    """Return what was drawn, without the document around it."""
    renderer.finalize()
    return text.getvalue().partition("</defs>")[2].rpartition("</svg>")[0].rstrip()


@lru_cache(maxsize=16)
def _font(size: float) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size)


@cache  # one costs as much as to write ten
def _text(side: Side) -> Text:
    return Text(horizontalalignment=side)


def _lines(d: str, *, whole: bool) -> Iterator[list[Tenths]]:
    """Yield the points of each line of a path as Matplotlib writes it; heights whole if wished."""
    for line in d.split("M")[1:]:
        numbers = [round(float(number) - _MIDDLE, 6) for number in _NUMBER.findall(line)]
        ups = (10 * round(y) if whole else round(10 * y) for y in numbers[1::2])
        points = list(zip((round(10 * x) for x in numbers[::2]), ups, strict=True))
        yield points[:-1] if "z" in line and points[-1] == points[0] else points


def _circle(points: Iterable[Tenths], style: str) -> str:
    """Write a disc as what it is: Matplotlib has eight curves for it."""
    (left, right), (head, foot) = ((min(some), max(some)) for some in zip(*points, strict=True))
    middle = (left + right) / 2, (head + foot) / 2
    cx, cy, r = (short(round(tenths)) for tenths in (*middle, (right - left) / 2))
    return f'<circle cx="{cx}" cy="{cy}" r="{r}" style="{style}"/>'
