"""Where lanes along the calendar stand, with the words around them; without Matplotlib."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from retro.draw.spacing import LEADING, Word, elided, flowed, plain, thinned, width
from retro.draw.ticks import calendar
from retro.draw.uprights import Upright, uprights
from retro.model.facts import Bars, Mark

SIGN = 20.0
"""From the left of a sign in the key to its words."""

LANE = 18.0
"""The height of a lane."""

_LABEL = 262.0
_GAP = 12.0
_ABOVE = 11.0
_TICK = 5.0


class Lanes(Struct, frozen=True, kw_only=True, dict=True):
    """A lane for each bar: its label on the left of it, or above it in a narrow picture."""

    shown: Bars
    span: tuple[date, date]
    marks: tuple[Mark, ...]
    key: tuple[str, ...]
    narrow: bool
    size: float

    @property
    def breadth(self) -> float:
        """Return the width of the picture."""
        return 340 if self.narrow else 720

    @property
    def leading(self) -> float:
        """Return the height of a row of words."""
        return LEADING * self.size

    @cached_property
    def left(self) -> float:
        """Return where lanes begin."""
        if self.narrow:
            return 2.0
        labels = (width(plain(bar.label), self.size) for bar in self.shown.bars)
        return min(_LABEL, max(labels, default=0)) + _GAP

    @property
    def right(self) -> float:
        """Return where lanes end: a sign there has to fit."""
        return self.breadth - 8

    @property
    def pitch(self) -> float:
        """Return from one lane to the next."""
        return LANE + self.leading + 5 if self.narrow else LANE + 4

    @cached_property
    def bottom(self) -> float:
        """Return where the axis stands: upon the days, the years, and the key."""
        rows = self.signs()[0][1] / self.leading if self.key else 0.0
        return self.leading * (rows + 3.2) + _TICK

    @cached_property
    def head(self) -> float:
        """Return the upper edge of all lanes."""
        return self.bottom + self.pitch * len(self.shown.bars) + 3

    @cached_property
    def height(self) -> float:
        """Return the height of the picture."""
        rows = max((one.flag.row + 1 for one in self.uprights()), default=0)
        return self.head + _ABOVE + rows * self.leading

    def x(self, ordinal: float) -> float:
        """Return the pixel of a day's beginning."""
        first, last = (day.toordinal() for day in self.span)
        return self.left + (self.right - self.left) * (ordinal - first) / (last + 1 - first)

    def noon(self, day: date) -> float:
        """Return the pixel of a day's middle; a day outside stands at the edge."""
        return min(max(self.x(day.toordinal() + 0.5), self.left), self.right)

    def y(self, n: int) -> float:
        """Return the middle of a lane."""
        return self.head - 3 - self.pitch * (n + 1) + LANE / 2 + (0 if self.narrow else 2)

    def over(self, row: int) -> float:
        """Return the base line of a row of words over the lanes."""
        return self.head + _ABOVE - 4 + row * self.leading

    def uprights(self) -> list[Upright]:
        """Return the days that stand as uprights."""
        return uprights(self.marks, self.x, self.size, self.breadth)

    def words(self) -> Iterator[Word]:
        """Yield the labels, the names of months, and the words of the key."""
        for n, bar in enumerate(self.shown.bars):
            room = self.right if self.narrow else self.left - _GAP
            raised = LANE / 2 + 3 if self.narrow else -0.35 * self.size
            label = elided(plain(bar.label), room, self.size)
            yield Word(label, 0, self.y(n) + raised, role="ink")
        for x, label in self.months():
            for line, text in enumerate(label.split("\n"), start=1):
                yield Word(text, x, self.bottom - _TICK - line * self.leading, "center")
        for (x, y), text in zip(self.signs(), self.key, strict=True):
            yield Word(text, x + SIGN, y - 0.35 * self.size)

    def months(self) -> list[tuple[float, str]]:
        """Return the names of months with their middles, less those that have no room."""
        ticks = calendar(*self.span, self.right - self.left, self.size)
        rooms = [max(width(t, self.size) for t in tick.label.split("\n")) / 2 for tick in ticks]
        middles = [
            min(max(self.x(tick.at), room), self.breadth - room)
            for tick, room in zip(ticks, rooms, strict=True)
        ]
        extents = [(x - room, x + room) for x, room in zip(middles, rooms, strict=True)]
        return [(middles[n], ticks[n].label) for n in thinned(extents)]

    def signs(self) -> list[tuple[float, float]]:
        """Return where the signs of the key begin, in their middle."""
        rooms = [SIGN + width(text, self.size) for text in self.key]
        placed = flowed(rooms, self.breadth - self._indent, 1.25 * self.size)
        last = max((row for _, row in placed), default=0)
        return [(self._indent + x, self.leading * (last - row + 0.5)) for x, row in placed]

    @property
    def _indent(self) -> float:
        return 0 if self.narrow else self.left
