"""The cycles of cycles.yaml, and how a team's own dates define or change one."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from operator import attrgetter
from pathlib import Path

from msgspec import Struct, convert

from retro.errors import ContentError, UsageError
from retro.model.cycle import Cycle, Milestone
from retro.model.team import Dates

_FILE = Path(__file__).with_name("cycles.yaml")


class _Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    id: str | None = None
    start: date | None = None
    release: date | None = None
    previous_release: date | None = None
    milestones: dict[str, date] = {}
    spec_freezes: dict[str, tuple[date, ...]] = {}


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
    cycles = (_cycle(entry, Dates()) for entry in _entries())
    return tuple(cycle for cycle in cycles if cycle)


def find(name: str, dates: Dates | None = None) -> Cycle:
    """Return a cycle by its name or number (`gazpacho`, `2026.1`), whatever the case.

    Args:
        name: As the calendar has it, or a name of the team's own.
        dates: The team's own dates. They win over the calendar's, milestones one by one; with
            a start and a release they define a cycle that the calendar doesn't know.

    Raises:
        UsageError: No such cycle, or not enough dates to make one.
        ContentError: The cycle ends before it begins.
    """
    cycle = _cycle(_entry(name) or _Entry(name=name), dates or Dates())
    if not (name and cycle):
        raise _unknown(name)
    if cycle.start >= cycle.release:
        raise ContentError(
            f"it starts on {cycle.start}, and is released on {cycle.release}",
            where=f"cycle {cycle.name}",
            hint="correct `dates:` in its cycle.yaml",
        )
    return cycle


def before(cycle: Cycle) -> Cycle | None:
    """Return the calendar's cycle before one that it knows; None for the first and for others."""
    names = [one.name for one in known()]
    place = names.index(cycle.name) if cycle.name in names else 0
    return known()[place - 1] if place else None


def spec_freezes(name: str) -> dict[str, tuple[date, ...]]:
    """Return the spec freezes that the calendar knows for a cycle, by project: glance, nova."""
    entry = _entry(name)
    return entry.spec_freezes if entry else {}


def _entry(name: str) -> _Entry | None:
    wanted = name.casefold()
    return next((entry for entry in _entries() if wanted in (entry.name, entry.id)), None)


def _cycle(entry: _Entry, own: Dates) -> Cycle | None:
    start, release = own.start or entry.start, own.release or entry.release
    if not (start and release):
        return None
    return Cycle(
        name=entry.name,
        id=entry.id,
        start=start,
        release=release,
        milestones=_schedule(entry.milestones, own.milestones, release),
        previous_release=entry.previous_release,
    )


def _schedule(
    calendar: Mapping[str, date], own: Mapping[str, date], release: date
) -> tuple[Milestone, ...]:
    """Lay a team's milestones over the calendar's, the same name in any case being the same one.

    The release stands last among them, since prose may ask for it as for any other moment.
    """
    own = {**own, "release": release}
    written = {name.casefold() for name in own}
    days = {name: day for name, day in calendar.items() if name.casefold() not in written} | own
    return tuple(sorted((Milestone(*item) for item in days.items()), key=attrgetter("day")))


def _unknown(name: str) -> UsageError:
    names = [text for cycle in known() for text in (cycle.name, cycle.id) if text]
    near = get_close_matches(name.casefold(), names, n=1)
    first = f"did you mean {near[0]}? or " if near else ""
    return UsageError(
        f'there is no cycle "{name}" in the calendar' if name else "no cycle was named",
        hint=f"{first}give its start and release as `dates:` in its cycle.yaml; "
        f"known are {', '.join(cycle.name for cycle in known())}",
    )
