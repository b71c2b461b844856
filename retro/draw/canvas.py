"""A picture before it is a file: shapes and words, in CSS pixels from its lower left corner.

Colours are roles of the palette; a file says which colour that is. Letters of size 12 are 12
pixels high on a page that shows the picture at its own width.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import isnan

from msgspec import Struct, field

from retro.draw.scale import Scale
from retro.draw.sheet import Cap, Joint, Sheet
from retro.draw.spacing import Side, Word
from retro.draw.uprights import Upright

Point = tuple[float, float]

Box = tuple[float, float, float, float]
"""Left, foot, right, head."""

_HAIR = 0.75


class Ink(Struct, frozen=True, kw_only=True):
    """How a shape is filled and stroked, by roles; without a role it is not."""

    fill: str = ""
    stroke: str = ""
    breadth: float = 1
    cap: Cap = "butt"
    joint: Joint = "round"
    dash: tuple[float, ...] = ()
    opacity: float = 1


class Shape(Struct, frozen=True):
    """Lines through points; closed ones end where they begin."""

    ink: Ink
    lines: tuple[tuple[Point, ...], ...]
    closed: bool = False


class Dot(Struct, frozen=True):
    """A disc around a point."""

    ink: Ink
    at: Point
    radius: float


class Strip(Struct, frozen=True):
    """What a pointer reads over a line of some breadth; nobody sees it."""

    words: str
    line: tuple[Point, Point]
    breadth: float


class Layer(Struct):
    """What lies on what lies below; in pixels, or in the numbers of a scale."""

    scale: Scale | None = None
    items: list[Shape | Dot] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)

    def add(self, ink: Ink, lines: Iterable[Sequence[Point]], *, closed: bool = False) -> None:
        """Draw a shape; one that looks as the last one is drawn as one with it."""
        some = tuple(map(tuple, lines))
        last = self.items[-1] if self.items else None
        if isinstance(last, Shape) and (last.ink, last.closed) == (ink, closed):
            self.items[-1] = Shape(ink, last.lines + some, closed)
        elif some:
            self.items.append(Shape(ink, some, closed))


class Canvas(Struct, kw_only=True):
    """An empty picture, at first; shapes go onto its uppermost layer, words lie over all."""

    breadth: float
    height: float
    sheet: Sheet
    layers: list[Layer] = field(default_factory=lambda: [Layer()])
    words: list[Word] = field(default_factory=list)

    def layer(self, scale: Scale | None = None) -> Layer:
        """Lay a new layer over the others."""
        self.layers.append(Layer(scale))
        return self.layers[-1]

    def rule(
        self, xs: Sequence[float], ys: Sequence[float], role: str, breadth: float | None = None
    ) -> None:
        """Draw a line through points; not-a-number breaks it."""
        self.layers[-1].add(stroked(self.sheet, role, breadth), runs(xs, ys))

    def fill(self, boxes: Iterable[Box], ink: Ink) -> None:
        """Draw boxes of one look."""
        self.layers[-1].add(ink, map(corners, boxes), closed=True)

    def dot(self, at: Point, radius: float, ink: Ink) -> None:
        """Draw a disc."""
        self.layers[-1].items.append(Dot(ink, at, radius))

    def strip(self, words: str, line: tuple[Point, Point], breadth: float) -> None:
        """Let a pointer read words over a line."""
        self.layers[-1].strips.append(Strip(words, line, breadth))

    def fly(self, upright: Upright, foot: float, base: float) -> None:
        """Draw an upright from its foot to its words, which stand on a base line."""
        side: Side = "right" if upright.flag.leftward else "left"
        x, shift = upright.x, -4 if upright.flag.leftward else 4
        self.rule((x, x), (foot, base + 0.8 * self.sheet.size), "muted", _HAIR)
        self.words.append(Word(upright.words, x + shift, base, side))


def stroked(sheet: Sheet, role: str, breadth: float | None = None, *, opacity: float = 1) -> Ink:
    """Return the ink of a line."""
    return Ink(
        stroke=role,
        breadth=sheet.line if breadth is None else breadth,
        cap=sheet.cap,
        joint=sheet.joint,
        opacity=opacity,
    )


def corners(box: Box) -> tuple[Point, ...]:
    """Return the corners of a box, from the foot on the left."""
    left, foot, right, head = box
    return (left, foot), (left, head), (right, head), (right, foot)


def runs(xs: Sequence[float], ys: Sequence[float]) -> Iterator[list[Point]]:
    """Yield the points of a row between its gaps; one alone makes no line."""
    run: list[Point] = []
    for x, y in zip(xs, ys, strict=True):
        if not isnan(y):
            run.append((x, y))
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run
