"""The furniture of a picture: axes, unit, uprights, triangles, and names at the right end."""

from collections.abc import Sequence

from msgspec import Struct

from retro.draw.axes import DROP, base, ground
from retro.draw.canvas import Canvas, Ink, Layer, Point, runs, stroked
from retro.draw.layout import LEADER, Layout
from retro.draw.numbers import Row, alone
from retro.draw.scale import Scale
from retro.draw.scene import Scene
from retro.draw.signs import TRIANGLE, sign
from retro.draw.spacing import Word


class Stage(Struct, frozen=True):
    """A picture around its data: areas lie below the axis, lines over it, dots over all.

    `top` is the highest number of the y axis.
    """

    canvas: Canvas
    top: float
    scale: Scale
    areas: Layer
    lines: Layer

    def line(self, xs: Sequence[float], ys: Row, role: str, breadth: float | None = None) -> None:
        """Draw a line through numbers; not-a-number breaks it."""
        self.lines.add(stroked(self.canvas.sheet, role, breadth), runs(xs, ys))

    def ended(self, xs: Sequence[float], ys: Row, role: str) -> None:
        """Draw a line with dots at its end and at a number between two gaps, which has no line."""
        self.line(xs, ys, role)
        for n in alone(ys):
            self.dot((xs[n], ys[n]), role)

    def dot(self, at: Point, role: str) -> None:
        """Draw a disc at a number."""
        ink = Ink(fill=role, stroke=role)
        self.canvas.dot(self.scale.place(*at), self.canvas.sheet.dot / 2, ink)


def stage(scene: Scene, *, narrow: bool) -> Stage:
    """Build the picture around a scene's data, with the layers to draw them on."""
    sheet = scene.look.sheet
    layout = Layout(scene, narrow, sheet.size)
    canvas = Canvas(breadth=layout.breadth, height=layout.height, sheet=sheet)
    across = scene.across(layout.right - layout.left, layout.size)
    ground(canvas, layout.plot, layout.days(across), layout.heights())
    if scene.unit:
        canvas.words.append(Word(scene.unit, 0, layout.over(0)))
    areas = canvas.layer(layout.scale)
    canvas.layer()
    base(canvas, layout.plot)
    lines = canvas.layer(layout.scale)
    canvas.layer()
    for upright in layout.uprights:
        canvas.fly(upright, layout.bottom, layout.over(upright.flag.row))
    _triangles(canvas, layout)
    _braces(canvas, layout)
    _names(canvas, layout)
    return Stage(canvas, scene.heights[-1].at, layout.scale, areas, lines)


def _triangles(canvas: Canvas, layout: Layout) -> None:
    for x in layout.triangles():
        sign(canvas.layers[-1], TRIANGLE, (x, layout.bottom - 4), 6, Ink(fill="ink"))
    for n, line in enumerate(reversed(layout.key)):
        canvas.words.append(Word(line, layout.left, 4 + n * layout.row))


def _braces(canvas: Canvas, layout: Layout) -> None:
    """Write the number of each stretch of days in its middle, under a line as long as it."""
    over = layout.under + 1.05 * layout.size
    for brace in layout.braces:
        canvas.rule((brace.left, brace.right), (over, over), "muted", 0.75)
        middle = (brace.left + brace.right) / 2
        canvas.words.append(Word(brace.words, middle, layout.under, "center"))


def _names(canvas: Canvas, layout: Layout) -> None:
    """Name each line at its end, with a stroke of its colour from the line to its name."""
    for end, y in layout.names():
        xs = (layout.right + 3, layout.right + LEADER - 5)
        canvas.rule(xs, (y if end.apart else layout.y(end.at), y), end.role)
        lines = layout.lines(end)
        top = y + (len(lines) - 1) / 2 * layout.row - DROP * layout.size
        canvas.words += [
            Word(line, layout.right + LEADER, top - n * layout.row, role="ink")
            for n, line in enumerate(lines)
        ]
