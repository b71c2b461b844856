"""Who is at the desk when: tenures, busy and quiet weeks, holidays and review days."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from tests.world.people import CORES, REVIEWERS, Account

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
REVIEW_DAYS = (
    *(date(2015, 11, 23), date(2016, 1, 12), date(2016, 2, 18)),
    *(date(2016, 3, 7) + timedelta(weeks=week) for week in range(5)),
)
JOINED = {9: date(2015, 11, 30), 10: date(2016, 2, 29), 11: date(2016, 3, 4)}
"""When core reviewers joined, by place in the cast; the others were there before."""

_PLACES = {who.number: place for place, who in enumerate(CORES)}
BREAK = (date(2015, 11, 20), date(2016, 2, 10))
"""The days on which sim-core-09 stopped and was core again."""
SUMMIT = (date(2015, 10, 26), date(2015, 11, 1))
CHRISTMAS = (date(2015, 12, 21), date(2016, 1, 3))
QUIET_WEEKS = (
    ("2015-11-02", "2015-12-07", "2016-01-11", "2016-02-15"),
    ("2015-10-19", "2015-11-23", "2016-01-25", "2016-02-29"),
    ("2015-11-09", "2015-11-30", "2016-02-01", "2016-03-07"),
)


def midnight(day: date) -> datetime:
    """Return the start of a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def is_core(who: Account, day: date) -> bool:
    """Tell whether somebody is a core reviewer on a day."""
    place = _PLACES.get(who.number)
    if place == 8:
        return not BREAK[0] <= day < BREAK[1]
    return place is not None and (place not in JOINED or day >= JOINED[place])


def at_work(rng: Random, moment: datetime, limit: datetime | None = None) -> datetime:
    """Move a moment to when people work and, at times, to a review day nearby.

    What would come after the limit stays where it was.
    """
    moved = _review_day(rng, _back(rng, _awake(rng, moment)))
    return moment if limit is not None and moved >= limit else moved


def _awake(rng: Random, moment: datetime) -> datetime:
    if moment.hour < 6:
        moment += HOUR * rng.randint(6, 14)
    if moment.weekday() > 4 and rng.random() < 0.75:
        moment += DAY * (7 - moment.weekday())
    return moment


def _back(rng: Random, moment: datetime) -> datetime:
    for (first, last), share in ((SUMMIT, 0.85), (CHRISTMAS, 0.7)):
        if first <= moment.date() <= last and rng.random() < share:
            return midnight(last) + DAY + HOUR * rng.randint(8, 90)
    return moment


def _review_day(rng: Random, moment: datetime) -> datetime:
    for day in REVIEW_DAYS:
        ahead = (day - moment.date()).days
        if 0 < ahead <= 4 and rng.random() < 0.75:
            return midnight(day) + timedelta(minutes=rng.randint(420, 1260))
    return moment


class Rota:
    """The people who may review in a week; the same seed gives the same weeks."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._desks: dict[date, tuple[list[Account], list[Account]]] = {}

    def core(self, rng: Random, at: datetime, *without: Account) -> Account:
        """Return a core reviewer who works in that week."""
        free = [who for who in self._desk(at.date())[0] if who not in without]
        fit = [who for who in free if is_core(who, at.date())]
        fallback = [who for who in CORES[:5] if who not in without]
        return rng.choice(fit or fallback)

    def other(self, rng: Random, at: datetime, *without: Account) -> Account:
        """Return another reviewer who works in that week; a few do most of it."""
        desk = self._desk(at.date())
        rising = [who for who in desk[0] if not is_core(who, at.date())]
        free = [who for who in (*rising, *desk[1]) if who not in without]
        return free[int(len(free) * rng.random() ** 1.7)]

    def _desk(self, day: date) -> tuple[list[Account], list[Account]]:
        monday = day - DAY * day.weekday()
        if monday not in self._desks:
            rng = Random(f"{self._seed}:{monday}")
            cores = [
                who for place, who in enumerate(CORES) if rng.random() < _presence(place, monday)
            ]
            others = [who for who in REVIEWERS if rng.random() < 0.55]
            self._desks[monday] = (cores, others)
        return self._desks[monday]


def _presence(place: int, monday: date) -> float:
    """Return how likely a core reviewer is to work in a week."""
    if place < 5:
        return 0.7 if monday in (SUMMIT[0], CHRISTMAS[0], date(2015, 12, 28)) else 0.97
    if place < 8:
        if monday < date(2015, 10, 19):
            return 0.4
        return float(monday.isoformat() in QUIET_WEEKS[place - 5])
    if place == 8:
        return 0.0 if BREAK[0] <= monday + 6 * DAY < BREAK[1] else 0.9
    if place == 9:
        return float((monday - date(2015, 10, 19)).days % 14 == 0)
    return 0.9
