"""The cycles of cycles.yaml and those by rule, and how a team's own dates define or change one."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from operator import attrgetter
from pathlib import Path

from msgspec import Struct, convert

from retro.calendar.rules import part
from retro.errors import ContentError, UsageError
from retro.model.cycle import RELEASE, Cycle, Milestone
from retro.model.team import Dates, ReleaseModel

RC: ReleaseModel = "cycle-with-rc"
_CANDIDATES = frozenset(
    {"feature freeze", "soft string freeze", "hard string freeze", "rc1", "final rcs"}
)
"""Days that only a team with release candidates has; the others of the calendar are for all."""

_FILE = Path(__file__).with_name("cycles.yaml")


class _Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    id: str | None = None
    start: date | None = None
    release: date | None = None
    previous_release: date | None = None
    milestones: dict[str, date] = {}
    spec_freezes: dict[str, tuple[date, ...]] = {}
    weeks: dict[str, tuple[date, date]] = {}
    ending: str = RELEASE


@cache
def _entries() -> tuple[_Entry, ...]:
    import yaml  # slow to import, and `retro --help` needs no calendar

    # A base loader keeps every scalar text: 2023.1 is a name, not a number.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    raw = yaml.load(_FILE.read_text("utf-8"), loader)
    return convert(raw, tuple[_Entry, ...], strict=False)


@cache
def known() -> tuple[Cycle, ...]:
    """Return the calendar's cycles, oldest first.

    Austin is left out: nobody noted its first day, and a cycle without one has no window.
    """
    cycles = (_cycle(entry, Dates(), RC) for entry in _entries())
    return tuple(cycle for cycle in cycles if cycle)


def find(name: str, dates: Dates | None = None, model: ReleaseModel = RC) -> Cycle:
    """Return a cycle by its name or number (`gazpacho`, `2026.1`, `2026-q1`), whatever the case.

    Args:
        name: As the calendar or a rule has it, or a name of the team's own.
        dates: The team's own dates. They win over the calendar's, milestones one by one; with
            a start and a release they define a cycle that the calendar doesn't know.
        model: How the team releases, which tells the days of the calendar that are not its own.

    Raises:
        UsageError: No such cycle, no such quarter, or not enough dates to make one.
        ContentError: The cycle ends before it begins.
    """
    entry = _entry(name) or _by_rule(name) or _Entry(name=name)
    cycle = _cycle(entry, dates or Dates(), model)
    if not (name and cycle):
        raise _unknown(name)
    if cycle.start >= cycle.release:
        raise ContentError(
            f"it starts on {cycle.start}, and ends on {cycle.release}",
            where=f"cycle {cycle.name}",
            hint="correct `dates:` in its cycle.yaml",
        )
    return cycle


def before(cycle: Cycle, own: Sequence[Cycle] = ()) -> Cycle | None:
    """Return the cycle before one: the last of the team's own, or the calendar's if it is later.

    Args:
        cycle: The calendar's, or one of the team's own, before which its own ones come alone.
        own: The team's cycles by its own dates. One that the calendar does not have takes the
            place of a cycle of the calendar's that it covers for the most part.
    """
    found = [one for one in own if one.start < cycle.start and one.release < cycle.release]
    neighbour = calendar_before(cycle.name)
    early = neighbour is not None and neighbour.start < cycle.start
    if neighbour and early and not any(_replaces(one, neighbour) for one in own):
        found.append(neighbour)
    return max(found, key=attrgetter("release"), default=None)


def after(cycle: Cycle) -> str:
    """Return the name of the cycle after one that the calendar or a rule has; else nothing."""
    if by_rule := part(cycle.name):
        return by_rule.moved(1).name
    names = [one.name for one in known()]
    here = names.index(cycle.name) if cycle.name in names else len(names)
    return "".join(names[here + 1 : here + 2])


def calendar_before(name: str) -> Cycle | None:
    """Return the cycle before one by the calendar or a rule; None for the first and for others."""
    if by_rule := part(name):
        return find(by_rule.moved(-1).name)
    names = [one.name for one in known()]
    place = names.index(name) if name in names else 0
    return known()[place - 1] if place else None


def _replaces(own: Cycle, other: Cycle) -> bool:
    """Tell whether a team had a cycle of its own in the place of the calendar's."""
    if own.name == other.name:
        return True
    shared = min(own.release, other.release) - max(own.start, other.start)
    return _entry(own.name) is None and shared > (other.release - other.start) / 2


def spec_freezes(name: str) -> dict[str, tuple[date, ...]]:
    """Return the spec freezes that the calendar knows for a cycle, by project: glance, nova."""
    entry = _entry(name)
    return entry.spec_freezes if entry else {}


def weeks(name: str) -> dict[str, tuple[date, date]]:
    """Return first and last day of what the calendar tells by weeks, as far as it knows them.

    They are the PTG, which is the teams' gathering for the cycle, and `nominations` and
    `election` of those who lead in the cycle after it.
    """
    entry = _entry(name)
    return entry.weeks if entry else {}


def name_of(text: str) -> str:
    """Return the name of the cycle that a text names or numbers, or the text itself."""
    entry = _entry(text)
    return entry.name if entry else text


def _entry(name: str) -> _Entry | None:
    wanted = name.casefold()
    return next((entry for entry in _entries() if wanted in (entry.name, entry.id)), None)


def _by_rule(name: str) -> _Entry | None:
    found = part(name)
    if not found:
        return None
    return _Entry(name=found.name, start=found.first, release=found.last, ending=found.ending)


def _cycle(entry: _Entry, own: Dates, model: ReleaseModel) -> Cycle | None:
    start, release = own.start or entry.start, own.release or entry.release
    if not (start and release):
        return None
    days = {**_common(entry, model), **own.milestones, entry.ending: release}
    schedule = _schedule(days)
    there = {one.name.casefold() for one in schedule}
    every = (*entry.milestones, *own.milestones)
    return Cycle(
        name=entry.name,
        id=entry.id,
        start=start,
        release=release,
        milestones=schedule,
        without=frozenset(name.casefold() for name in every) - there,
        previous_release=entry.previous_release,
        ending=entry.ending,
    )


def _common(entry: _Entry, model: ReleaseModel) -> dict[str, date | None]:
    """Return the calendar's days, less those that a team which releases so does not have."""
    if model == "independent":
        return dict.fromkeys(entry.milestones)
    lacking = frozenset() if model == RC else _CANDIDATES
    days = entry.milestones.items()
    return {name: None if name.casefold() in lacking else day for name, day in days}


def _schedule(days: Mapping[str, date | None]) -> tuple[Milestone, ...]:
    """Lay days in order; of names that are the same in any case the last one counts.

    The end stands last among them, since prose may ask for it as for any other moment.
    """
    last = {name.casefold(): (name, day) for name, day in days.items()}
    there = (Milestone(name, day) for name, day in last.values() if day)
    return tuple(sorted(there, key=attrgetter("day")))


def _unknown(name: str) -> UsageError:
    names = [text for cycle in known() for text in (cycle.name, cycle.id) if text]
    near = get_close_matches(name.casefold(), names, n=1)
    first = f"did you mean {near[0]}? or " if near else ""
    return UsageError(
        f'there is no cycle "{name}" in the calendar' if name else "no cycle was named",
        hint=f"{first}give its start and release as `dates:` in its cycle.yaml; quarters and "
        f"half-years are called 2026-q1 and 2026-h1; known are "
        f"{', '.join(cycle.name for cycle in known())}",
    )
