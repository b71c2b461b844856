"""Moments and days: moments are aware UTC datetimes, days are dates."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

Now = Callable[[], datetime]
"""Reads a clock: only the command line has a real one."""

Sleep = Callable[[float], None]
"""Waits some seconds."""

Tick = Callable[[], float]
"""Reads a clock that nobody sets, in seconds: for waiting, and for nothing that is kept."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def start_of(day: date) -> datetime:
    """Return the midnight that begins a day, UTC."""
    return datetime.combine(day, time.min, UTC)


def end_of(day: date) -> datetime:
    """Return the midnight that ends a day, UTC; what happened at it belongs to the next day."""
    return start_of(day + DAY)


@lru_cache(maxsize=4096)
def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, end: date) -> Iterator[date]:
    """Yield the days from `first` up to, without, `end`."""
    for step in range((end - first).days):
        yield first + timedelta(days=step)


def last_day_before(moment: datetime) -> date:
    """Return the last day of which some part lies before a moment."""
    return (moment - timedelta(microseconds=1)).date()
