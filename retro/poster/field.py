"""Where the days and numbers of the first screen's picture lie."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from retro.model.facts import Report
from retro.model.time import DAY
from retro.outline.words import day
from retro.poster.shapes import Label

WIDTH, HEIGHT = 1000, 300
_HEADROOM = 1.06

Counted = Sequence[tuple[date, int]]


class Field:
    """The days and numbers that a picture shows, and where each lies in it."""

    def __init__(self, report: Report, numbers: Sequence[int]) -> None:
        self._first = report.start - DAY
        self._last, self._ending = report.release, report.ending
        self._span = max((self._last - self._first).days, 1)
        self._top = max([*numbers, 1]) * _HEADROOM

    def across(self, at: date) -> float:
        """Return where a day stands, as a share of the width."""
        return (at - self._first).days / self._span

    def down(self, value: float) -> float:
        """Return where a number stands, as a share of the height from the top."""
        return 1 - value / self._top

    def path(self, counted: Counted) -> str:
        """Return the path through some points."""
        points = (
            f"{WIDTH * self.across(at):.1f} {HEIGHT * self.down(n):.1f}" for at, n in counted
        )
        return "M" + " L".join(points) if counted else ""

    def dots(self, *lines: Counted) -> list[tuple[float, float]]:
        """Return all points of some lines, in hundredths of the field."""
        return [(100 * self.across(at), 100 * self.down(n)) for line in lines for at, n in line]

    def label(self, kind: str, point: tuple[date, float], text: str, more: str = "") -> Label:
        """Return words at a point."""
        left, top = 100 * self.across(point[0]), 100 * self.down(point[1])
        return Label(kind=kind, text=text, left=round(left, 2), top=round(top, 2), more=more)

    def ends(self) -> Iterator[Label]:
        """Yield the first day and the last, below the field."""
        first = Label(kind="day", text=short(self._first + DAY), left=0, top=100)
        last = Label(kind="day", text=f"{self._ending}, {short(self._last)}", left=100, top=100)
        yield replace(first, across="rightward", down="below")
        yield replace(last, across="leftward", down="below")

    def months(self) -> Iterator[Label]:
        """Yield the months between, below the field; a narrow picture has no room for them."""
        for first in (self._first + DAY * n for n in range(self._span)):
            if first.day == 1:
                label = self.label("day", (first, 0), "", f"{first:%b}")
                yield replace(label, across="amid", down="below")


def short(at: date) -> str:
    """Say a day without its year."""
    return day(at).rpartition(" ")[0]
