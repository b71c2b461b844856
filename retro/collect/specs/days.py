"""When commits landed on the branch, as exactly as the repository tells."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import takewhile
from typing import NamedTuple

from retro.collect.specs.git import Commit, Git

# Written by the plugin reviewnotes, in the form of a mail's date.
_SUBMITTED = re.compile(r"^Submitted-at: *(.+)$", re.MULTILINE)
_END = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
_EVER, _NEVER = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)


class Landed(NamedTuple):
    """When a commit landed: at a moment, or between two where `until` is the later one.

    `doubted` tells that the commit's own date lies outside of them, and is not believed.
    """

    at: datetime
    until: datetime | None = None
    doubted: bool = False


def landings(
    git: Git, line: Sequence[Commit], collected: datetime | None = None
) -> dict[str, Landed]:
    """Return when each commit of the branch's own line landed.

    A merge is made when its change lands, so its date tells. A commit that became the branch's
    tip as it was bears the date of its upload: Gerrit's note has the day, or else it landed after
    that, and between those whose day is known below and above it. On a branch without a merge the
    server wrote each commit as it landed. A date that fits neither the ones below nor those above
    is no day of anything, nor is one that git can't read: the commit landed somewhere between
    them.

    Args:
        git: The clone.
        line: The branch's own commits, the first first.
        collected: When the clone was read: nothing landed later.
    """
    made = {commit.number: day for commit in line if (day := made_on(commit))}
    told = _told(git, line, made)
    if collected and 2 * sum(day > collected for _, day in told) > len(told):
        collected = None  # then it is the collector's own clock that is wrong
    known = _believed(told, collected or _EVER)
    found: dict[str, Landed] = {}
    # the last day known for certain of what lies below, and the latest that is possible at all
    certain, least = _NEVER, _first(line, made, known)
    for commit, above in zip(line, _above(line, known, collected), strict=True):
        own = made.get(commit.number)
        if exact := known.get(commit.number):
            found[commit.number], certain, least = Landed(exact), exact, exact
            continue
        believed = own is not None and certain <= own <= (above or _EVER)
        least = max(least, own) if own and believed else least
        found[commit.number] = _between(least, above, doubted=not believed)
    return found


def made_on(commit: Commit) -> datetime | None:
    """Return when a commit was made; None where its date is none."""
    # git says 0 for what it can't read, and a number that is too large as it came
    return datetime.fromtimestamp(commit.date, UTC) if 0 < commit.date < _END else None


def _between(at: datetime, until: datetime | None, *, doubted: bool) -> Landed:
    """Return a range; within one day it is as good as a moment."""
    # 14 to 38 % of the commits that place specs are no merges (OpenStack's specs, read in 2026).
    ranges = until is not None and until.date() > at.date()
    return Landed(at, until, doubted) if ranges else Landed(at)


def _told(
    git: Git, line: Sequence[Commit], made: Mapping[str, datetime]
) -> list[tuple[str, datetime]]:
    """Return the days that are those of landing, by the commits' numbers, the first first."""
    dated = {c.number: made[c.number] for c in line if c.merge and c.number in made}
    days = dated | _noted(git, [one.number for one in line if one.number not in dated])
    found = [(c.number, days[c.number]) for c in line if c.number in days]
    return found or list(made.items())


def _believed(told: Sequence[tuple[str, datetime]], collected: datetime) -> dict[str, datetime]:
    """Return the most of the days that can all be true: each no earlier than the one before."""
    ends, places = list[datetime](), list[int]()
    before: dict[int, int] = {}
    for place, (_, day) in enumerate(told):
        if day <= collected:
            length = bisect_right(ends, day)
            before[place] = places[length - 1] if length else -1
            ends[length : length + 1], places[length : length + 1] = [day], [place]
    found, place = dict[str, datetime](), places[-1] if places else -1
    while place >= 0:
        found |= [told[place]]
        place = before[place]
    return found


def _first(
    line: Sequence[Commit], made: Mapping[str, datetime], known: Mapping[str, datetime]
) -> datetime:
    """Return the least day of those that no known one lies below."""
    first = next((known[commit.number] for commit in line if commit.number in known), _EVER)
    early = takewhile(lambda commit: commit.number not in known, line)
    days = (made[commit.number] for commit in early if commit.number in made)
    return min((day for day in days if day <= first), default=first)


def _above(
    line: Sequence[Commit], known: Mapping[str, datetime], collected: datetime | None
) -> Sequence[datetime | None]:
    """Return of each commit the first day that is known for certain of what lies above it."""
    above = collected
    days = [(above := known.get(commit.number, above)) for commit in line[:0:-1]]
    return [*days[::-1], collected]


def _noted(git: Git, numbers: Sequence[str]) -> dict[str, datetime]:
    notes = git.notes()
    blobs = {notes[number]: number for number in numbers if number in notes}
    days = ((number, _submitted(text)) for number, text in git.blobs(list(blobs)))
    return {blobs[number]: day for number, day in days if day}


def _submitted(note: str) -> datetime | None:
    found = _SUBMITTED.search(note)
    try:
        day = parsedate_to_datetime(found[1]) if found else None
        # a time of no zone is UTC, as a mail's date has it
        return day and (day if day.tzinfo else day.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
