"""Pictures as SVG that a page can hold: small, the same every time, in the page's colours."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape

from retro.draw.canvas import Canvas, Dot, Ink, Layer, Point, Shape, Strip
from retro.draw.look import Look, variable
from retro.draw.paths import Tenths, short, written
from retro.draw.scale import Scale, finer
from retro.draw.spacing import Word, plain

_ROOT_STYLE = (
    "font-family: var(--chart-font, system-ui, sans-serif); "
    "stroke-linejoin: round; stroke-linecap: butt"
)
_CAPS = {"projecting": "square"}
_ANCHORS = {"center": "middle", "right": "end"}
_FIXED = "; vector-effect: non-scaling-stroke"

Placed = Callable[[Point], Tenths]
Said = Callable[[Ink], str]


def svg(canvas: Canvas, look: Look, *, name: str, title: str, desc: str) -> str:
    """Return a picture as an SVG element to stand inside a page, or in a file of its own.

    Colours are CSS variables with the light palette as their fallback, the font is
    `--chart-font`, and the picture is as wide as its place allows.

    Args:
        canvas: As a form drew it.
        look: The look it was drawn in.
        name: Begins every id of the picture; no other picture on the page may bear it.
        title: What the picture shows, in a few words.
        desc: What it says, for readers who can't see it.
    """
    prefix = re.sub(r"[^A-Za-z0-9-]", "-", name)
    style, units = partial(_style, look), _units(canvas)
    parts = [
        f'<title id="{prefix}_title">{_text(plain(title))}</title>',
        f'<desc id="{prefix}_desc">{_text(plain(desc))}</desc>',
        *(part for layer in canvas.layers for part in _layer(canvas, layer, units, style)),
        *(_word(canvas, word, look) for word in canvas.words),
        *(_strips(canvas, layer, units) for layer in canvas.layers if layer.strips),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {canvas.breadth:g} '
        f'{_tenths(canvas.height)}" role="img" aria-labelledby="{prefix}_title {prefix}_desc" '
        f'style="{_ROOT_STYLE}">{"".join(parts)}</svg>'
    )


def _units(canvas: Canvas) -> float:
    """Return how many units of a path make one of the data: the same in all layers."""
    shapes = (item for layer in canvas.layers if layer.scale for item in layer.items)
    lines = (line for shape in shapes if isinstance(shape, Shape) for line in shape.lines)
    return finer(float(y) for line in lines for _, y in line)


def _layer(canvas: Canvas, layer: Layer, units: float, style: Said) -> Iterator[str]:
    place, fixed = _placed(canvas, layer, units), _FIXED if layer.scale else ""
    if layer.scale and layer.items:
        yield f"<g {_transform(canvas, layer.scale, units)}>"
    for item in layer.items:
        if isinstance(item, Shape):
            yield f'<path {_d(item, place)} style="{style(item.ink)}{fixed}"/>'
        else:
            yield _dot(item, place, style)
    if layer.scale and layer.items:
        yield "</g>"


def _placed(canvas: Canvas, layer: Layer, units: float) -> Placed:
    """Return what places a point: in tenths of pixels from above, or in numbers of the data.

    So a path of data is short, and the same on a wide picture and on a narrow one.
    """
    if layer.scale:
        first = layer.scale.first
        return lambda at: (round(10 * (at[0] - first)), 10 * round(at[1] * units))
    return lambda at: (round(10 * at[0]), round(10 * (canvas.height - at[1])))


def _transform(canvas: Canvas, scale: Scale, units: float) -> str:
    foot, down = canvas.height - scale.foot, -scale.up / units
    return f'transform="translate({scale.left:.1f} {foot:.1f})scale({scale.right:.5g}{down:.5g})"'


def _d(shape: Shape, place: Placed) -> str:
    lines = (tuple(map(place, line)) for line in shape.lines)
    return f'd="{written(lines, closed=shape.closed)}"'


def _dot(dot: Dot, place: Placed, style: Said) -> str:
    x, y = map(short, place(dot.at))
    return f'<circle cx="{x}" cy="{y}" r="{_tenths(dot.radius)}" style="{style(dot.ink)}"/>'


def _word(canvas: Canvas, word: Word, look: Look) -> str:
    anchor = f"text-anchor: {_ANCHORS[word.ha]}; " if word.ha in _ANCHORS else ""
    size = word.size or canvas.sheet.size
    style = f"font-size: {size:g}px; {anchor}fill: {_colour(look, word.role)}"
    y = canvas.height - word.y
    return f'<text style="{style}" x="{word.x:.0f}" y="{y:.0f}">{_text(word.text)}</text>'


def _strips(canvas: Canvas, layer: Layer, units: float) -> str:
    """Write the group of strips that lies over a picture; most of them are as broad."""
    breadths = [strip.breadth for strip in layer.strips]
    common = max(breadths, key=breadths.count)
    scaled = f"{_transform(canvas, layer.scale, units)} " if layer.scale else ""
    paths = _titled(layer.strips, _placed(canvas, layer, units), common)
    return (
        f'<g {scaled}aria-hidden="true" fill="none" stroke-width="{common:g}" '
        f'pointer-events="all">{"".join(paths)}</g>'
    )


def _titled(strips: Iterable[Strip], place: Placed, common: float) -> Iterator[str]:
    for strip in strips:
        broad = "" if strip.breadth == common else f' stroke-width="{strip.breadth:g}"'
        d = written([tuple(map(place, strip.line))])
        yield f'<path d="{d}"{broad}><title>{_text(plain(strip.words))}</title></path>'


def _style(look: Look, ink: Ink) -> str:
    """Say of an ink what a picture does not say for all."""
    parts = [f"fill: {_colour(look, ink.fill) if ink.fill else 'none'}"]
    if ink.dash:
        parts.append(f"stroke-dasharray: {','.join(f'{length:g}' for length in ink.dash)}")
    if ink.stroke:
        parts.append(f"stroke: {_colour(look, ink.stroke)}")
        parts += [f"stroke-width: {ink.breadth:g}"] * (ink.breadth != 1)
        parts += [f"stroke-linejoin: {ink.joint}"] * (ink.joint != "round")
        parts += [f"stroke-linecap: {_CAPS.get(ink.cap, ink.cap)}"] * (ink.cap != "butt")
    parts += [f"opacity: {ink.opacity:g}"] * (ink.opacity != 1)
    return "; ".join(parts)


def _colour(look: Look, role: str) -> str:
    return f"var({variable(role)}, {look.colour(role)})"


def _tenths(length: float) -> str:
    return short(round(10 * length))


def _text(words: str) -> str:
    return escape(words, quote=False)
