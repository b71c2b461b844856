"""Spec records read as of a moment: where a spec of a cycle stood, and since when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
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
        if self.event.quiet:
            return f"on or before {words.day((until or self.at).date())}{why}"
        if until is None:
            return f"on {first}"
        if until >= self.moment:
            return f"on or after {first}{why}"
        return f"between {first} and {words.day(until.date())}{why}"


Spot = tuple[str, str, str]
"""Which spec of which cycle: its repository, the cycle, and its name."""


class Stand(Struct, frozen=True, kw_only=True, dict=True):
    """One spec of one cycle as of a moment: when it was approved, done, given up, or left.

    `life` is the same for all stands of one file, and `first` the first approval of any of them,
    `landed` the first coming of any to the done ones: a file is done once.
    `dropped` is its coming to those given up, or put off and nowhere else.
    `gone` is the event by which no text of it was left in the cycle's folder, be it that a link
    stands there to where it went; `there` tells that anything stands there. `paths` are where,
    and where links from there lead.
    """

    repository: str
    cycle: str
    name: str
    life: str = ""
    title: str = ""
    blueprint: str = ""
    launchpad: str = ""
    bug: int = 0
    first: Arrival | None = None
    landed: Arrival | None = None
    approved: Arrival | None = None
    implemented: Arrival | None = None
    dropped: Arrival | None = None
    gone: Arrival | None = None
    there: bool = False
    paths: frozenset[str] = frozenset()
    commits: frozenset[str] = frozenset()

    @property
    def spot(self) -> Spot:
        """Return which spec of which cycle it is."""
        return self.repository, self.cycle, self.name

    @cached_property
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
    lives: dict[tuple[str, str], list[Stand]] = defaultdict(list)
    for record in records:
        arrivals = [
            Arrival(event.at, event, moment)
            for event in (_dated(event, merged) for event in record.events)
            if event.at < moment and event.state != PAGE
        ]
        if arrivals:
            stand = _stand(record, arrivals)
            lives[stand.repository, stand.life].append(stand)
    for life in lives.values():
        yield from _joined(life)


def _joined(life: Sequence[Stand]) -> Iterator[Stand]:
    """Let each stand of a file know what the others tell of it."""
    lying = next((one for one in life if not one.cycle), None)
    for one in life:
        # in a folder of no cycle a spec lies for all the cycles that it was approved for
        apart = lying is not None and lying is not one and lying.there
        yield replace(
            one,
            title=one.title or _last(other.title for other in life),
            blueprint=one.blueprint or _last(other.blueprint for other in life),
            launchpad=one.launchpad or _last(other.launchpad for other in life),
            bug=one.bug or max(other.bug for other in life),
            approved=_approved(one, lying),
            first=_earliest(other.approved for other in life),
            landed=_earliest(other.implemented for other in life),
            gone=None if apart and lying and not lying.dropped else one.gone,
            dropped=one.dropped or (lying.dropped if apart and lying and one.gone else None),
        )


def _approved(stand: Stand, lying: Stand | None) -> Arrival | None:
    """Return a spec's approval: where a reorganisation gave it a cycle, the one that it had."""
    approved, earlier = stand.approved, lying.approved if lying else None
    if approved and approved.event.quiet and earlier and earlier.at <= approved.at:
        return earlier
    return approved


def _earliest(arrivals: Iterable[Arrival | None]) -> Arrival | None:
    """Return the first, of those at one moment a text."""
    there = filter(None, arrivals)
    return min(there, key=lambda one: (one.at, one.event.what == LINKED), default=None)


def _dated(event: SpecEventInfo, merged: Mapping[str, datetime]) -> SpecEventInfo:
    at = merged.get(event.commit)
    return event if at is None else replace(event, at=at, until=None, doubted=False)


def _stand(record: SpecInfo, arrivals: list[Arrival]) -> Stand:
    places: dict[str, Arrival] = {}
    approved = gone = None
    stood = False
    for arrival in arrivals:
        left = _put(places, arrival, record.cycle)
        if approved is None and not left and arrival.event.state in (APPROVED, IMPLEMENTED):
            approved = arrival
        texts = any(_is_text(place, places, stood=stood) for place in places.values())
        stood = stood or any(place.event.what != LINKED for place in places.values())
        gone = None if texts else gone or arrival
    return Stand(
        repository=record.repository,
        cycle=record.cycle,
        name=_name(arrivals, record),
        life=record.life or f"{record.cycle}/{record.name}",
        title=_last(arrival.event.title for arrival in arrivals),
        blueprint=_last(arrival.event.blueprint for arrival in arrivals),
        launchpad=_last(arrival.event.project for arrival in arrivals),
        bug=next((a.event.bug for a in reversed(arrivals) if a.event.bug), 0),
        approved=approved,
        implemented=_first(places, IMPLEMENTED),
        dropped=_first(places, DROPPED) or _shelved(places),
        gone=gone,
        there=bool(places),
        paths=frozenset((*places, *_led(places.values()))),
        commits=frozenset(arrival.event.commit for arrival in arrivals),
    )


def _put(places: dict[str, Arrival], arrival: Arrival, cycle: str) -> bool:
    """Bring the places where a spec stands up to date; tell whether it left the cycle."""
    event, before = arrival.event, None
    if event.what == REMOVED and event.quiet:
        # most of a repository was cleared away at once: that gives up nothing
        return True
    if event.what in (MOVED, REMOVED):
        before = places.pop(event.source if event.what == MOVED else event.path, None)
    if event.what == REMOVED or event.cycle != cycle:
        return True
    if event.what != EDITED or event.path not in places:
        stays = before is not None and _stays(before, event)
        places[event.path] = before if before and stays else _moved(arrival, before)
    return False


def _moved(arrival: Arrival, before: Arrival | None) -> Arrival:
    """Return how a file came to a place: a link that moves stays one."""
    if before is None or before.event.what != LINKED:
        return arrival
    told = {"what": LINKED, "source": before.event.source}
    return arrival._replace(event=replace(arrival.event, **told))


def _stays(before: Arrival, event: SpecEventInfo) -> bool:
    """Tell whether a move is no news: between folders of one state, or by a reorganisation."""
    done = event.state == IMPLEMENTED
    return before.event.state == event.state or (event.quiet and not done)


def _is_text(place: Arrival, places: Mapping[str, Arrival], *, stood: bool) -> bool:
    """Tell texts from links that lead away.

    A link to another place of the spec leads nowhere, and one that stands where no text of it
    stood before takes up what an earlier cycle has.
    """
    event = place.event
    return event.what != LINKED or event.source in places or not stood


def _led(places: Iterable[Arrival]) -> Iterator[str]:
    return (place.event.source for place in places if place.event.what == LINKED)


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
    events = (arrival.event for arrival in reversed(arrivals))
    told = (one.path for one in events if one.cycle == record.cycle and not _keeps_name(one))
    return next(map(_stem, told), record.name)


def _keeps_name(event: SpecEventInfo) -> bool:
    return event.what == MOVED and _stem(event.path) == _stem(event.source)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _last(texts: Iterable[str]) -> str:
    return next(reversed([text for text in texts if text]), "")
