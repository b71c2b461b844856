"""Where the parts of a picture stand: geometry in CSS pixels, without Matplotlib."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from retro.draw.canvas import Box
from retro.draw.scale import Scale
from retro.draw.scene import End, Scene
from retro.draw.spacing import LEADING, plain, spread, width, wrapped
from retro.draw.ticks import Tick
from retro.draw.uprights import UPRIGHT, Upright, uprights
from retro.model.facts import Stretch
from retro.outline.words import counted

LEADER = 18
"""From the plot's right edge to the names of the lines."""

_NAMES = 150
_ABOVE = 11
_BELOW = 13
_BRACE = 8


class Brace(Struct, frozen=True):
    """The words of a stretch of days, and the pixels between which they stand."""

    words: str
    left: float
    right: float


class Layout(Struct, frozen=True, dict=True):
    """Where a scene's parts stand, in CSS pixels from the lower left corner."""

    scene: Scene
    narrow: bool
    size: float

    @property
    def breadth(self) -> float:
        """Return the width of the picture."""
        return 340 if self.narrow else 720

    @property
    def rise(self) -> float:
        """Return the height of the plot alone."""
        return 210 if self.narrow else 240

    @property
    def row(self) -> float:
        """Return the height of a row of words."""
        return LEADING * self.size

    @cached_property
    def left(self) -> float:
        """Return where the plot begins; small numbers leave it at the same place everywhere."""
        least = 24 if self.narrow else 44
        return max(least, *(width(tick.label, self.size) + 10 for tick in self.scene.heights))

    @cached_property
    def right(self) -> float:
        """Return where the plot ends; on a wide picture, at the same place everywhere."""
        lines = [line for end in self.scene.ends for line in self.lines(end)]
        taken = max((width(line, self.size) for line in lines), default=0)
        return self.breadth - LEADER - (taken if self.narrow else max(taken, _NAMES))

    @cached_property
    def bottom(self) -> float:
        """Return the height of what stands under the plot: days, years, braces, key or unit."""
        rows = (1 if self.scene.foot else 2) + len(self.key)
        braced = self.row + _BRACE if self.braces else 0
        return _BELOW + rows * self.row + braced

    @cached_property
    def above(self) -> float:
        """Return the height of the rows of words over the plot."""
        return _ABOVE + self.row * (1 + max((u.flag.row for u in self.uprights), default=0))

    @property
    def height(self) -> float:
        """Return the height of the picture."""
        return self.bottom + self.rise + self.above + self.size / 3

    @property
    def plot(self) -> Box:
        """Return where data stand."""
        return self.left, self.bottom, self.right, self.bottom + self.rise

    @cached_property
    def scale(self) -> Scale:
        """Return how numbers become pixels."""
        return Scale(
            first=self.scene.span[0],
            left=self.left,
            foot=self.bottom,
            right=self._day,
            up=self.rise / self.scene.heights[-1].at,
        )

    @cached_property
    def _day(self) -> float:
        first, last = self.scene.span
        return (self.right - self.left) / (last - first)

    def x(self, value: float) -> float:
        """Return the pixel of a place on the x axis, which no height depends on."""
        return self.left + self._day * (value - self.scene.span[0])

    def y(self, value: float) -> float:
        """Return the pixel of a height on the y axis."""
        return self.scale.place(0, value)[1]

    def days(self, ticks: Iterable[Tick]) -> Iterator[Tick]:
        """Yield ticks of the x axis by their pixels."""
        return (Tick(self.x(tick.at), tick.label) for tick in ticks)

    def heights(self) -> Iterator[Tick]:
        """Yield the ticks of the y axis by their pixels."""
        return (Tick(self.y(tick.at), tick.label) for tick in self.scene.heights)

    def over(self, row: int) -> float:
        """Return the base line of a row of words over the plot."""
        return self.bottom + self.rise + _ABOVE + row * self.row

    def lines(self, end: End) -> tuple[str, ...]:
        """Return the name of a line, broken so that it fits the margin."""
        return wrapped(plain(end.name), 84 if self.narrow else _NAMES, self.size)

    def names(self) -> list[tuple[End, float]]:
        """Return the ends with the heights of their names, pushed apart."""
        low, high = self.bottom, self.bottom + self.rise + self.row / 2
        wanted = [self.y(end.at) for end in self.scene.ends]
        tall = [self.row * len(self.lines(end)) + 3 for end in self.scene.ends]
        return list(zip(self.scene.ends, spread(wanted, tall, low, high), strict=True))

    @cached_property
    def uprights(self) -> list[Upright]:
        """Return the days that stand as uprights, less those whose words find no room."""
        taken = width(self.scene.unit, self.size)
        return uprights(self.scene.marks, self.x, self.size, self.breadth, taken)

    def triangles(self) -> list[float]:
        """Return the pixels of the days that a triangle points at."""
        return sorted(
            {self.x(m.day.toordinal()) for m in self.scene.marks if m.kind not in UPRIGHT}
        )

    @property
    def under(self) -> float:
        """Return the base line of the words of braces, between the days and the key."""
        return 4 + len(self.key) * self.row + _BRACE / 2

    @property
    def braces(self) -> tuple[Brace, ...]:
        """Return what stands under stretches of days: with the unit, if all have room for it."""
        whole, bare = (
            [self._brace(stretch, unit) for stretch in self.scene.stretches]
            for unit in (self.scene.unit, "")
        )
        return tuple(filter(self._fits, whole if all(map(self._fits, whole)) else bare))

    def _brace(self, stretch: Stretch, unit: str) -> Brace:
        first, last = self.scene.span
        left, right = stretch.first.toordinal(), stretch.last.toordinal() + 1
        said = counted(stretch.value, unit)
        return Brace(said, self.x(max(left, first)) + 2, self.x(min(right, last)) - 2)

    def _fits(self, brace: Brace) -> bool:
        return width(brace.words, self.size) <= brace.right - brace.left

    @property
    def key(self) -> tuple[str, ...]:
        """Return the lines that say what the triangles are, or the unit of the x axis."""
        kinds = dict.fromkeys(plain(m.kind) for m in self.scene.marks if m.kind not in UPRIGHT)
        text = f"▲ {', '.join(kinds)}" if kinds else self.scene.foot
        return wrapped(text, self.breadth - self.left, self.size) if text else ()
