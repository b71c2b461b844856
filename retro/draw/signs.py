"""Signs that are told apart by their shape, around a point, in a square of one."""

from retro.draw.canvas import Ink, Layer, Point

Sign = tuple[Point, ...]

TRIANGLE: Sign = ((0, 0.5), (-0.5, -0.5), (0.5, -0.5))
ARROW: Sign = ((0.5, 0), (-0.5, 0.5), (-0.5, -0.5))
CROSS: Sign = tuple(
    (x / 4, y / 4)
    for x, y in (
        *((-1, -2), (0, -1), (1, -2), (2, -1), (1, 0), (2, 1)),
        *((1, 2), (0, 1), (-1, 2), (-2, 1), (-1, 0), (-2, -1)),
    )
)


def sign(layer: Layer, shape: Sign, at: Point, size: float, ink: Ink) -> None:
    """Draw a sign of a size around a point."""
    points = [(at[0] + size * x, at[1] + size * y) for x, y in shape]
    layer.add(ink, [points], closed=True)
