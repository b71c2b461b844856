"""A team's past cycles, each as many days before its release as the present one is."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from operator import attrgetter

from msgspec.structs import replace

from retro.ledger.features.then import Specs
from retro.model.cycle import Cycle
from retro.model.feature import Feature, Outcome
from retro.model.forecast import Carrying, Course, Lot, Past, Rehearsal, Season
from retro.model.time import DAY, end_of

LATEST = 12
"""So far back it is looked at what the folders of cycles say."""

TIMES = 3
"""Who was carried over more often is counted with these."""

_OPEN = (Outcome.OPEN, Outcome.UNKNOWN)


class Seasons:
    """Past cycles at one distance from their releases, as they are known at any moment."""

    def __init__(self, specs: Specs, days: int, latest: int = LATEST) -> None:
        """Take what is known of specs, the distance in days, and how many folders are read."""
        self._specs, self._days, self._latest = specs, days, latest

    def past(self, courses: Iterable[Course], moment: datetime) -> Past:
        """Return what is known of past cycles at a moment; nothing that came later is used.

        Args:
            courses: What their records tell; those of cycles that are not over are left out.
            moment: The moment.
        """
        over = _over(courses, moment)
        folders = [one for one in self._specs.cycles if end_of(one.release) <= moment]
        latest = folders[-self._latest :]
        return Past(
            days=self._days,
            recorded=tuple(self._rehearsal(one, over, moment) for one in over),
            folders=tuple(self._folder(one, moment) for one in latest),
            carried=tuple(self._carried(latest, moment)),
        )

    def _rehearsal(self, course: Course, over: Iterable[Course], moment: datetime) -> Rehearsal:
        then = end_of(self._day(course.cycle))
        before = tuple(self._season(one, then) for one in _over(over, then))
        return Rehearsal(self._season(course, moment), before)

    def _season(self, course: Course, moment: datetime) -> Season:
        then, moved = _moved(course, self._days)
        season = replace(self._folder(course.cycle, moment), open=then, moved=moved)
        if season.every is None or course.code is None:
            return season
        ends = self._ends(course.cycle, moment)
        names = {name for name, at in course.code if at < end_of(self._day(course.cycle))}
        coded = [one for one in ends if one.names & names]
        bare = [one for one in ends if not one.names & names]
        return replace(season, coded=_lot(coded), bare=_lot(bare))

    def _folder(self, cycle: Cycle, moment: datetime) -> Season:
        """Return a cycle as its specs alone tell of it; where none was open nothing is learned."""
        ends = self._ends(cycle, moment)
        known = ends and all(one.outcome is not Outcome.UNKNOWN for one in ends)
        return Season(title=cycle.title, every=_lot(ends) if known else None)

    def _ends(self, cycle: Cycle, moment: datetime) -> list[Feature]:
        """Return what became by a moment of the specs that were not done on the day."""
        day = self._day(cycle)
        if day < cycle.start:
            return []
        ends, then = self._specs.of(cycle, moment), self._specs.of(cycle, end_of(day))
        return [ends.get(life, one) for life, one in then.items() if one.outcome in _OPEN]

    def _carried(self, cycles: Iterable[Cycle], moment: datetime) -> Iterator[Carrying]:
        """Yield what became of specs by how often they had been carried over."""
        lots: dict[int, list[Feature]] = {}
        for cycle in cycles:
            some = list(self._specs.carried(cycle, moment))
            if not any(one.outcome is Outcome.UNKNOWN for one in some):
                for one in some:
                    lots.setdefault(min(len(one.carried), TIMES), []).append(one)
        for times, found in sorted(lots.items()):
            yield Carrying(times, _lot(found))

    def _day(self, cycle: Cycle) -> date:
        return cycle.release - self._days * DAY


def _over(courses: Iterable[Course], moment: datetime) -> list[Course]:
    """Return the courses of cycles that were over at a moment, oldest first."""
    over = (one for one in courses if end_of(one.cycle.release) <= moment)
    return sorted(over, key=attrgetter("cycle.release"))


def _lot(features: Iterable[Feature]) -> Lot:
    ends = [one.outcome for one in features]
    return Lot(len(ends), ends.count(Outcome.LANDED))


def _moved(course: Course, days: int) -> tuple[int | None, int | None]:
    """Return how many changes were open that day, and how they moved but for clean-ups.

    Of a cycle that had not begun by then nothing is told: it has no such last days.
    """
    backlog, release = course.backlog, course.cycle.release
    begun = course.cycle.start <= release - days * DAY
    if backlog is None or len(backlog) <= days or not begun:
        return None, None
    cleaned = {day + more * DAY for day in course.clean_ups for more in (0, 1)}
    since = backlog[len(backlog) - days - 1 :]
    moves = (
        after - before
        for left, (before, after) in zip(reversed(range(days)), pairwise(since), strict=True)
        if release - left * DAY not in cleaned
    )
    return since[0], sum(moves)
