"""Pictures as SVG that a page can hold: small, the same every time, in the page's colours."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape

from retro.draw.canvas import Canvas, Layer, Point, Shape, Strip
from retro.draw.look import Look
from retro.draw.paths import Tenths, short, written
from retro.draw.scale import Scale, finer
from retro.draw.spacing import plain
from retro.draw.vector import Vector

_ROOT_STYLE = (
    "font-family: var(--chart-font, system-ui, sans-serif); "
    "stroke-linejoin: round; stroke-linecap: butt"
)


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
    vector, units = Vector(look), _units(canvas)
    parts = [
        f'<title id="{prefix}_title">{_text(plain(title))}</title>',
        f'<desc id="{prefix}_desc">{_text(plain(desc))}</desc>',
        *(_layer(canvas, layer, vector, units) for layer in canvas.layers if layer.items),
        vector.words(canvas),
        *(_strips(canvas, layer, units) for layer in canvas.layers if layer.strips),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {canvas.breadth:g} '
        f'{short(round(10 * canvas.height))}" role="img" aria-labelledby="{prefix}_title '
        f'{prefix}_desc" style="{_ROOT_STYLE}">{"".join(parts)}</svg>'
    )


def _units(canvas: Canvas) -> float:
    """Return how many units of a path make one of the data: the same in all layers."""
    shapes = (item for layer in canvas.layers if layer.scale for item in layer.items)
    lines = (line for shape in shapes if isinstance(shape, Shape) for line in shape.lines)
    return finer(float(y) for line in lines for _, y in line)


def _layer(canvas: Canvas, layer: Layer, vector: Vector, units: float) -> str:
    if layer.scale is None:
        return vector.shapes(canvas, layer)
    drawn = vector.numbers(layer, layer.scale, units)
    return f"<g {_transform(canvas, layer.scale, units)}>{drawn}</g>"


def _transform(canvas: Canvas, scale: Scale, units: float) -> str:
    foot, down = canvas.height - scale.foot, -scale.up / units
    return f'transform="translate({scale.left:.1f} {foot:.1f})scale({scale.right:.5g}{down:.5g})"'


def _strips(canvas: Canvas, layer: Layer, units: float) -> str:
    """Write the group of strips that lies over a picture; most of them are as broad."""
    breadths = [strip.breadth for strip in layer.strips]
    common = max(breadths, key=breadths.count)
    scaled = f"{_transform(canvas, layer.scale, units)} " if layer.scale else ""
    place = partial(_placed, canvas, layer.scale, units)
    paths = _titled(layer.strips, place, common)
    return (
        f'<g {scaled}aria-hidden="true" fill="none" stroke-width="{common:g}" '
        f'pointer-events="all">{"".join(paths)}</g>'
    )


def _placed(canvas: Canvas, scale: Scale | None, units: float, at: Point) -> Tenths:
    """Place a point in tenths of pixels from above, or in numbers of the data."""
    if scale:
        return round(10 * (at[0] - scale.first)), 10 * round(at[1] * units)
    return round(10 * at[0]), round(10 * (canvas.height - at[1]))


def _titled(
    strips: Iterable[Strip], place: Callable[[Point], Tenths], common: float
) -> Iterator[str]:
    for strip in strips:
        broad = "" if strip.breadth == common else f' stroke-width="{strip.breadth:g}"'
        d = written([tuple(map(place, strip.line))])
        yield f'<path d="{d}"{broad}><title>{_text(plain(strip.words))}</title></path>'


def _text(words: str) -> str:
    return escape(words, quote=False)
