"""The calendar of one development cycle."""

from datetime import date, datetime

from msgspec import Struct

from retro.model.time import DAY, WEEK, end_of, last_day_before, monday_of, start_of

RELEASE = "release"


class Milestone(Struct, frozen=True):
    """A day of the schedule: M-1, feature freeze, RC1, or a team's own spec freeze."""

    name: str
    day: date


class Cycle(Struct, frozen=True, kw_only=True):
    """Half a year of work: from its first day to the day of the release.

    `ending` is what the last day is called. `without` are days of the calendar that the team
    does not have, in small letters.
    """

    name: str
    id: str | None = None
    start: date
    release: date
    milestones: tuple[Milestone, ...] = ()
    without: frozenset[str] = frozenset()
    previous_release: date | None = None
    ending: str = RELEASE

    @property
    def title(self) -> str:
        """Return the name as a heading has it: Mitaka, 2026.1 Gazpacho."""
        name = self.name[:1].upper() + self.name[1:]
        return f"{self.id} {name}" if self.id and self.id != self.name else name

    def is_called(self, name: str) -> bool:
        """Tell whether a name is the cycle's, or its id, whatever the case."""
        return name.casefold() in (self.name.casefold(), (self.id or "").casefold())

    def day_of(self, milestone: str) -> date | None:
        """Return the day of a milestone, by its name whatever the case, or None."""
        wanted = milestone.casefold()
        return next((m.day for m in self.milestones if m.name.casefold() == wanted), None)

    def lacks(self, milestone: str) -> str:
        """Say in a sentence that a milestone has no day: since the team, or nobody, has one."""
        whose = "This team" if milestone.casefold() in self.without else "The cycle's calendar"
        return f"{whose} has no {milestone}."

    def week_of(self, day: date) -> str:
        """Return the name of a day's week, counted back from the release week: R-5, R-0, R+2."""
        weeks = (monday_of(self.release) - monday_of(day)).days // 7
        return f"R-{weeks}" if weeks >= 0 else f"R+{-weeks}"

    @property
    def whole(self) -> tuple[date, ...]:
        """Return the day before the cycle, whose end is the cycle's start, and all its days."""
        return (self.start - DAY, *self.days(self.ends))

    def days(self, moment: datetime) -> tuple[date, ...]:
        """Return the days of the window [start, moment), the last one whole or begun."""
        last = min(last_day_before(moment), self.release)
        return tuple(self.start + DAY * n for n in range((last - self.start).days + 1))

    def weeks(self, moment: datetime) -> tuple[date, ...]:
        """Return the Mondays of the weeks that the window [start, moment) touches."""
        days = self.days(moment)
        if not days:
            return ()
        first, last = monday_of(days[0]), monday_of(days[-1])
        return tuple(first + WEEK * n for n in range((last - first).days // 7 + 1))

    @property
    def begins(self) -> datetime:
        """Return the moment at which the window opens."""
        return start_of(self.start)

    @property
    def ends(self) -> datetime:
        """Return the moment at which the release day is over."""
        return end_of(self.release)
