"""Where the days of a calendar stand, with the words around them; without Matplotlib."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from retro.draw.spacing import LEADING, Side, Word, elided, flowed, thinned, width
from retro.draw.uprights import Upright, named, uprights
from retro.model.facts import Mark
from retro.model.time import DAY, WEEK, monday_of

SIGN = 17.0
"""From the left of a sign in the key to its words."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EVERY = 4  # weeks, from one that is named to the next
_GAP = 9.0
_BREAK = 0.35  # between groups of the key, in lines

Strip = tuple[tuple[tuple[float, float], tuple[float, float]], float]
"""Two points and how broad the line between them is."""


class Weeks(Struct, frozen=True, kw_only=True, dict=True):
    """A calendar of some days; `key` has the words of its key, in groups.

    The first group is what the key is about, and has no sign.
    """

    days: tuple[date, ...]
    marks: tuple[Mark, ...]
    release: date | None
    key: tuple[tuple[str, ...], ...]
    size: float

    @cached_property
    def mondays(self) -> tuple[date, ...]:
        """Return the Mondays of all weeks from the first day to the last."""
        first, last = monday_of(self.days[0]), monday_of(self.days[-1])
        return tuple(first + WEEK * n for n in range((last - first).days // 7 + 1))

    @property
    def leading(self) -> float:
        """Return the height of a row of words."""
        return LEADING * self.size

    def week(self, day: date) -> int:
        """Return the number of a day's week."""
        return (monday_of(day) - self.mondays[0]).days // 7

    def names(self) -> Iterator[tuple[int, str]]:
        """Yield every fourth week before the release, with its name."""
        if self.release is None:
            return
        end = monday_of(self.release)
        for n, monday in enumerate(self.mondays):
            left = (end - monday).days // 7
            if left % _EVERY == 0:
                yield n, f"R-{left}" if left >= 0 else f"R+{-left}"

    def months(self, *, with_year: str) -> Iterator[tuple[int, str]]:
        """Yield the weeks in which a month begins, with its name, and its year if it is new."""
        year = 0
        for n, monday in enumerate(self.mondays):
            first = (monday + WEEK - DAY).replace(day=1)
            if first >= monday:
                yield (
                    n,
                    f"{first:%b}" if first.year == year else f"{first:%b}{with_year}{first.year}",
                )
                year = first.year

    def key_entries(self) -> list[tuple[int, str]]:
        """Return the words of the key with the number of their group."""
        return [(n, words) for n, group in enumerate(self.key) for words in group]

    def key_words(self) -> Iterator[Word]:
        """Yield the words of the key beside their signs."""
        for (group, text), (x, y) in zip(self.key_entries(), self.signs(), strict=True):
            yield Word(text, x + (SIGN if group else 0), y - self.drop())

    def signs(self) -> list[tuple[float, float]]:
        """Return where the entries of the key begin, in their middle."""
        raise NotImplementedError

    def drop(self) -> float:
        """Return from the middle of words down to their base line."""
        return 0.35 * self.size


class Wide(Weeks, frozen=True, kw_only=True):
    """A column for each week, its dates under it, named days above, the key on the right."""

    breadth = 720.0
    left = 44.0
    right = 552.0  # where the other pictures of the page end

    @cached_property
    def pitch(self) -> tuple[float, float]:
        """Return the room of a day, to the right and up."""
        across = min(26.0, (self.right - self.left) / len(self.mondays))
        return across, min(max(across, 16.0), 22.0)

    @cached_property
    def head(self) -> float:
        """Return the upper edge of the days."""
        dates = 7 * self.pitch[1] + 2 * self.leading + 8
        lines = sum(map(len, self.key)) + _BREAK * len(self.key)
        return max(dates, lines * self.leading)

    @cached_property
    def height(self) -> float:
        """Return the height of the picture."""
        rows = max((one.flag.row + 1 for one in self.uprights()), default=0)
        return self.head + 8 + rows * self.leading

    def x(self, ordinal: int) -> float:
        """Return the middle of a day's week."""
        return self.left + self.pitch[0] * (self.week(date.fromordinal(ordinal)) + 0.5)

    def cell(self, day: date) -> tuple[float, float]:
        """Return the middle of a day."""
        return self.x(day.toordinal()), self.head - self.pitch[1] * (day.weekday() + 0.5)

    def strip(self, monday: date) -> Strip:
        """Return the line through a week's days, and how broad it is."""
        x = self.x(monday.toordinal())
        return ((x, self.head - 7 * self.pitch[1]), (x, self.head)), self.pitch[0]

    def over(self, row: int) -> float:
        """Return the base line of a row of words over the days."""
        return self.head + 8 + row * self.leading

    def uprights(self) -> list[Upright]:
        """Return the weeks that are named above."""
        weeks = (replace(mark, day=monday_of(mark.day)) for mark in self.marks)
        return uprights(weeks, self.x, self.size, self.breadth)

    def words(self) -> Iterator[Word]:
        """Yield the names of weekdays, weeks and months, and the words of the key."""
        foot = self.head - 7 * self.pitch[1] - self.leading
        for n, name in enumerate(_DAYS):
            y = self.head - self.pitch[1] * (n + 0.5) - self.drop()
            yield Word(name, self.left - _GAP, y, "right")
        yield from self._row(self.names(), foot)
        yield from self._row(self.months(with_year=" "), foot - self.leading)
        yield from self.key_words()

    def signs(self) -> list[tuple[float, float]]:
        """Return where the lines of the key begin, in their middle."""
        lines = (n + _BREAK * group for n, (group, _) in enumerate(self.key_entries()))
        return [(self.right + SIGN, self.head - self.leading * (line + 0.5)) for line in lines]

    def _row(self, names: Iterator[tuple[int, str]], y: float) -> Iterator[Word]:
        """Yield names under their weeks, less those that have no room."""
        words = [Word(text, self.left + self.pitch[0] * n, y) for n, text in names]
        extents = [(word.x, word.x + width(word.text, self.size)) for word in words]
        yield from (words[n] for n in thinned(extents))


class Narrow(Weeks, frozen=True, kw_only=True):
    """A row for each week, its dates on the left, named days on the right, the key below."""

    breadth = 340.0
    left = 62.0
    pitch = (18.5, 18.5)

    @cached_property
    def head(self) -> float:
        """Return the upper edge of the days."""
        return self._foot + self.pitch[1] * len(self.mondays)

    @cached_property
    def height(self) -> float:
        """Return the height of the picture."""
        return self.head + self.leading + 4

    def strip(self, monday: date) -> Strip:
        """Return the line through a week's days, and how broad it is."""
        y = self._y(self.week(monday))
        return ((self.left, y), (self.left + 7 * self.pitch[0], y)), self.pitch[1]

    def over(self, row: int) -> float:
        """Return the base line of a row of words over the days."""
        return self.head + 5 + row * self.leading

    def cell(self, day: date) -> tuple[float, float]:
        """Return the middle of a day."""
        x = self.left + self.pitch[0] * (day.weekday() + 0.5)
        return x, self._y(self.week(day))

    def uprights(self) -> list[Upright]:
        """Return nothing: named days stand beside their weeks."""
        return []

    def words(self) -> Iterator[Word]:
        """Yield the names of weekdays, weeks, months and days, and the words of the key."""
        for n, name in enumerate(_DAYS):
            yield Word(name[0], self.left + self.pitch[0] * (n + 0.5), self.over(0), "center")
        for n, name in self.names():
            yield self._beside(n, name, self.left - _GAP, "right")
        for n, name in self.months(with_year="\n"):
            for line, text in enumerate(name.split("\n")):
                yield self._beside(n + line, text, 0)
        yield from self._named()
        yield from self.key_words()

    def signs(self) -> list[tuple[float, float]]:
        """Return where the entries of the key begin, in their middle."""
        placed: list[tuple[float, int]] = []
        for group in self.key:
            rooms = [SIGN + width(text, self.size) for text in group]
            first = placed[-1][1] + 1 if placed else 0
            placed += [(x, first + row) for x, row in flowed(rooms, self.breadth, _GAP)]
        last = placed[-1][1]
        return [(x, self._line * (last - row + 0.5)) for x, row in placed]

    @property
    def _line(self) -> float:
        return 1.15 * self.leading

    @cached_property
    def _foot(self) -> float:
        return self.signs()[0][1] + 1.5 * self.leading

    def _y(self, week: int) -> float:
        return self.head - self.pitch[1] * (week + 0.5)

    def _beside(self, week: int, text: str, x: float, ha: Side = "left") -> Word:
        return Word(text, x, self._y(week) - self.drop(), ha)

    def _named(self) -> Iterator[Word]:
        weeks = (replace(mark, day=monday_of(mark.day)) for mark in self.marks)
        x = self.left + 7 * self.pitch[0] + _GAP
        for text, monday in named(weeks):
            shown = elided(text, self.breadth - x, self.size)
            yield self._beside(self.week(date.fromordinal(monday)), shown, x)
