"""Spec records read as of a moment: where a spec of a cycle stood, and since when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from retro.outline import words
from retro.snapshot.specs import (
    APPROVED,
    DROPPED,
    EDITED,
    IMPLEMENTED,
    LINKED,
    MOVED,
    PAGE,
    REMOVED,
    SHELVED,
    SpecEventInfo,
    SpecInfo,
)


class Arrival(NamedTuple):
    """A spec's coming to a folder, by the commit that brought it there."""

    at: datetime
    event: SpecEventInfo
    moment: datetime

    def __str__(self) -> str:
        """Say how and when: on 8 March 2016, commit 83341d1."""
        return f"{self.when}, commit {self.event.commit[:7]}"

    @property
    def until(self) -> datetime | None:
        """Return the last moment possible, as far as one knew; None where `at` is exact."""
        return self.event.until and min(self.event.until, self.moment)

    @property
    def when(self) -> str:
        """Say when it landed, or between which days, as far as one knew at the moment."""
        first, until = words.day(self.at.date()), self.event.until
        why = " (its own date can't be true)" if self.event.doubted else ""
        if until is None:
            return f"on {first}"
        if until >= self.moment:
            return f"on or after {first}{why}"
        return f"between {first} and {words.day(until.date())}{why}"


class Stand(Struct, frozen=True, kw_only=True):
    """One spec of one cycle as of a moment: when it was approved, done, given up, or left.

    `dropped` is its coming to those given up, or put off and nowhere else.
    `gone` is the event by which no text of it was left in the cycle's folder, be it that a link
    stands there; `there` tells that anything stands there.
    """

    repository: str
    cycle: str
    name: str
    title: str = ""
    blueprint: str = ""
    approved: Arrival | None = None
    implemented: Arrival | None = None
    dropped: Arrival | None = None
    gone: Arrival | None = None
    there: bool = False
    commits: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Return the names that it goes by: the file's, and the blueprint's that it names."""
        return frozenset(filter(None, (self.name.casefold(), self.blueprint)))


def stands(
    records: Iterable[SpecInfo], merged: Mapping[str, datetime], moment: datetime
) -> Iterator[Stand]:
    """Yield each spec as it stood just before a moment, those that were there by then.

    Args:
        records: The collection.
        merged: When commits were merged, by their number, where Gerrit tells it: better than
            what a repository says of a commit that landed without a merge.
        moment: Nothing at or after it is used.
    """
    for record in records:
        arrivals = [
            Arrival(event.at, event, moment)
            for event in (_dated(event, merged) for event in record.events)
            if event.at < moment and event.state != PAGE
        ]
        if arrivals:
            yield _stand(record, arrivals)


def _dated(event: SpecEventInfo, merged: Mapping[str, datetime]) -> SpecEventInfo:
    at = merged.get(event.commit)
    return event if at is None else replace(event, at=at, until=None, doubted=False)


def _stand(record: SpecInfo, arrivals: list[Arrival]) -> Stand:
    places: dict[str, Arrival] = {}
    approved = gone = None
    for arrival in arrivals:
        left = _put(places, arrival, record.cycle)
        if approved is None and not left and arrival.event.state in (APPROVED, IMPLEMENTED):
            approved = arrival
        gone = None if any(map(_is_text(places), places.values())) else gone or arrival
    return Stand(
        repository=record.repository,
        cycle=record.cycle,
        name=_name(arrivals, record),
        title=_last(arrival.event.title for arrival in arrivals),
        blueprint=_last(arrival.event.blueprint for arrival in arrivals),
        approved=approved,
        implemented=_first(places, IMPLEMENTED),
        dropped=_first(places, DROPPED) or _shelved(places),
        gone=gone,
        there=bool(places),
        commits=frozenset(arrival.event.commit for arrival in arrivals),
    )


def _put(places: dict[str, Arrival], arrival: Arrival, cycle: str) -> bool:
    """Bring the places where a spec stands up to date; tell whether it left the cycle."""
    event, before = arrival.event, None
    if event.what in (MOVED, REMOVED):
        before = places.pop(event.source if event.what == MOVED else event.path, None)
    if event.what == REMOVED or event.cycle != cycle:
        return True
    if event.what != EDITED or event.path not in places:
        # a move between folders of one state is no news
        stays = before and before.event.state == event.state
        places[event.path] = before if before and stays else arrival
    return False


def _is_text(places: Mapping[str, Arrival]) -> Callable[[Arrival], bool]:
    """Tell texts from links that lead away; a link to another place of the spec leads nowhere."""
    return lambda place: place.event.what != LINKED or place.event.source in places


def _first(places: Mapping[str, Arrival], state: str) -> Arrival | None:
    """Return the earliest arrival in the folders of a state where the spec still stands."""
    there = (place for place in places.values() if place.event.state == state)
    return min(there, key=lambda place: place.at, default=None)


def _shelved(places: Mapping[str, Arrival]) -> Arrival | None:
    """Return how a spec was put off, if it stands nowhere else than among such ones."""
    states = {place.event.state for place in places.values()}
    return _first(places, SHELVED) if states == {SHELVED} else None


def _name(arrivals: list[Arrival], record: SpecInfo) -> str:
    """Return the file's name at the moment, which may have been another one later."""
    paths = (a.event.path for a in reversed(arrivals) if a.event.cycle == record.cycle)
    return next(paths, record.name).rpartition("/")[2].rpartition(".")[0]


def _last(texts: Iterable[str]) -> str:
    return next(reversed([text for text in texts if text]), "")
