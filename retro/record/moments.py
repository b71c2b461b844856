"""The days that a retrospective can be asked about: its editions, and the moments of its prose."""

from datetime import date, datetime
from functools import cached_property

from msgspec import Struct

from retro.errors import ContentError, UsageError
from retro.model.known import Known, known_by
from retro.model.team import Notes
from retro.model.time import DAY, end_of, last_day_before
from retro.record.target import Target

FINAL = "final"
RUNNING = "so-far"
END = "end"
"""The last day of a cycle, whatever it is called there."""


class Moments(Struct, frozen=True, dict=True):
    """The days of one target's cycle; the record is whole up to `reaches`."""

    target: Target
    reaches: datetime

    @property
    def first(self) -> date:
        """Return the first day that can be asked about: the eve of the cycle."""
        return self.target.cycle.start - DAY

    @property
    def last(self) -> date:
        """Return the last day of which the record has some part."""
        return last_day_before(self.reaches)

    @property
    def last_whole(self) -> date:
        """Return the last day of which the record has every part."""
        return self.reaches.date() - DAY

    @cached_property
    def editions(self) -> dict[str, date]:
        """Return the editions whose day is over in the record, the default one last.

        The default is *final*, as of the release day, or while the cycle runs *so-far*, as of
        the last whole day that was collected.

        Raises:
            ContentError: An edition lies before the cycle.
            UsageError: The cycle had not begun when the record was made.
        """
        cycle, given = self.target.cycle, dict(self.target.notes.editions)
        if self.last_whole < cycle.start:
            what = f"{self.target.path} begins on {cycle.start}, and the record ends before"
            raise UsageError(what, hint=f"{self.target.command('collect')}, once it has begun")
        for name, day in given.items():
            if day < cycle.start:
                what = f"the edition {name} is dated {day}, before the cycle"
                where = str(self.target.snapshot.with_name("cycle.yaml"))
                raise ContentError(what, where=where, hint=f"name a day from {cycle.start} on")
        over = {name: day for name, day in given.items() if day <= self.last_whole}
        if cycle.release > self.last_whole:
            return {**over, RUNNING: self.last_whole}
        final = over.pop(FINAL, cycle.release)
        return {**over, FINAL: final}

    def folder(self, name: str) -> str:
        """Return an edition's folder, seen from the site's root: the default one is on top."""
        default = list(self.editions)[-1]
        return self.target.path if name == default else f"{self.target.path}/{name}"

    @property
    def to_come(self) -> dict[str, date]:
        """Return the editions whose day is not over in the record."""
        given = self.target.notes.editions.items()
        return {name: day for name, day in given if day > self.last_whole}

    def edition(self, name: str | None, as_of: date | None) -> tuple[str, date]:
        """Return an edition's name and day: the one named, a day's own, or the default.

        Raises:
            UsageError: There is no such edition, or the day is outside of the record.
        """
        editions = self.editions
        if as_of is not None:
            first, last = self.target.cycle.start, self.last
            if not first <= as_of <= last:
                hint = f"name a day from {first} to {last}"
                raise UsageError(f"nothing is known as of {as_of}", hint=hint)
            return next((n for n, day in editions.items() if day == as_of), str(as_of)), as_of
        if name is None:
            return list(editions.items())[-1]
        if name not in editions:
            hint = f"editions there are: {', '.join(editions)}"
            raise UsageError(f"no edition {name!r} of {self.target.path}", hint=hint)
        return name, editions[name]

    def until(self, as_of: date) -> datetime:
        """Return when a day's edition ends: its midnight, or the crawl's start if earlier."""
        return min(end_of(as_of), self.reaches)

    def known(self, notes: Notes, as_of: date) -> Known:
        """Return what of some notes was typed by a day; on the latest edition's, all of it."""
        latest = list(self.editions.values())[-1]
        return Known(notes) if as_of >= latest else known_by(notes, as_of)

    def day(self, when: str) -> date | None:
        """Return the last day of a moment that prose names: start, end, M-2, an edition, a day."""
        named = self.editions.get(when) or self.target.cycle.day_of(when)
        if when == "start":
            return self.first
        if when == END and not named:
            return self.target.cycle.release
        if named:
            return named
        try:
            return date.fromisoformat(when)
        except ValueError:
            return None

    def unknown(self, day: date, as_of: date) -> str:
        """Say why a day can't be asked about in an edition, or nothing where it can."""
        if day > as_of:
            return f"Not yet known on {as_of}, the day of this edition."
        if not self.first <= day <= self.last:
            return f"The record goes from {self.first} to {self.last}."
        return ""
