"""Which retrospectives an order means, each with its team and cycle as they are written."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from operator import attrgetter

from msgspec.structs import replace

from retro import calendar, content
from retro.errors import ContentError, UsageError
from retro.faults import Faults, every
from retro.job.order import Order
from retro.job.tally import Tally
from retro.model.cycle import Cycle
from retro.model.team import Notes, Team
from retro.progress import Say
from retro.record.target import Target
from retro.shell import typed

_SHOWN = 12
"""So many cycles a hint names."""

_FEW = 3
"""So many teams of a cycle it names."""


Names = tuple[str, str]
"""What names a retrospective: its team, and its cycle."""


def targets(order: Order) -> tuple[Target, ...]:
    """Return the retrospectives that an order means: its cycle, of its team or of who began it.

    A team that is named, or alone, needs not have begun the cycle: its own dates, or the
    calendar's, tell what to collect.

    Raises:
        UsageError: The team or the cycle is missing or unknown, or no team has begun the cycle.
        ContentError: Some files can't be used; it carries every fault of every team.
    """
    return tuple(every(lambda pair: named(order, *pair), meant(order)))


def meant(order: Order) -> tuple[Names, ...]:
    """Return the retrospectives that an order means, before their files are read.

    Raises:
        UsageError: The team or the cycle is missing or unknown, or no team has begun the cycle.
    """
    teams, cycle = _teams(order), _cycle(order)
    begun = tuple(key for key in teams if folder_of(order, key, cycle))
    if not begun and len(teams) > 1:
        begin = typed("new", team="…", cycle=cycle)
        hint = f"{begin} begins it; {_begun(order)}"
        raise UsageError(f"no team in {order.content} has begun {cycle}", hint=hint)
    return tuple((key, cycle) for key in begun or teams)


def everything(order: Order) -> tuple[Names, ...]:
    """Return every retrospective that content/ has begun, before its files are read."""
    return tuple(
        (key, name) for key in _teams(order) for name in content.cycles(order.content, key)
    )


def begun(order: Order) -> tuple[Names, ...]:
    """Return what teams of content/ have begun, of whatever team an order is."""
    return everything(replace(order, team=None)) if content.teams(order.content) else ()


def read(order: Order, names: Iterable[Names], tally: Tally) -> list[Target]:
    """Return the retrospectives of some names; one that can't be read stops no other."""
    found = []
    for key, cycle in names:
        with tally.held(f"{key}/{cycle}"):
            found.append(named(order, key, cycle))
    return found


def readable(order: Order, known: Iterable[Target], say: Say) -> Iterator[Target]:
    """Yield every retrospective that can be read, or was before; say which can't."""
    read = {target.path: target for target in known}
    for key in _teams(order):
        for cycle in content.cycles(order.content, key):
            try:
                yield read.get(f"{key}/{cycle}") or named(order, key, cycle)
            except (ContentError, UsageError) as error:
                say(f"left out of the home page: {error}")
            except Exception as error:
                say(f"left out of the home page: {key}/{cycle}: {type(error).__name__}: {error}")


def the_target(order: Order) -> Target:
    """Return the single retrospective that an order means.

    Raises:
        UsageError: There are several teams, and the order names none.
    """
    found = targets(order)
    if len(found) > 1:
        names = ", ".join(target.team.key for target in found)
        raise UsageError("which team?", hint=f"name one with --team or TEAM=: {names}")
    return found[0]


def _teams(order: Order) -> tuple[str, ...]:
    known = content.teams(order.content)
    if order.team is None and known:
        return known
    if order.team in known and order.team is not None:
        return (order.team,)
    if order.team is not None:
        content.check_name("team", order.team)
    what = f"no team {order.team!r}" if order.team else "no team"
    begin = typed("new", team="TEAM", cycle="CYCLE")
    hint = f"teams there are: {', '.join(known)}" if known else f"{begin} begins one"
    raise UsageError(f"{what} in {order.content}", hint=hint)


def _cycle(order: Order) -> str:
    if order.cycle:
        return content.check_name("cycle", order.cycle.lower())
    raise UsageError("no cycle given", hint=f"name one with CYCLE= or --cycle; {_begun(order)}")


def _begun(order: Order) -> str:
    """Say which cycles content/ has, the one that most teams have begun first."""
    teams: dict[str, list[str]] = {}
    for key in _teams(order):
        for cycle in content.cycles(order.content, key):
            teams.setdefault(cycle, []).append(key)
    if not teams:
        known = ", ".join(cycle.name for cycle in calendar.known())
        return f"{order.content} has none yet, the calendar has {known}"
    names = sorted(teams, key=lambda name: (-len(teams[name]), name))[:_SHOWN]
    more = f" and {len(teams) - _SHOWN} more" if len(teams) > _SHOWN else ""
    return f"{order.content} has {', '.join(f'{one} ({_few(teams[one])})' for one in names)}{more}"


def _few(teams: list[str]) -> str:
    return ", ".join(teams) if len(teams) <= _FEW else f"{len(teams)} teams"


def named(order: Order, key: str, cycle: str) -> Target:
    """Return one retrospective by its names, read from what is written.

    A cycle's folder may bear its name or its id.
    """
    folder = folder_of(order, key, cycle) or _names(cycle)[-1]
    faults, found = Faults(), None
    with faults:
        notes = content.notes(order.content, key, folder)
    with faults:
        team = content.team(order.content, key, folder)
    if not faults:
        with faults:
            found = calendar.find(folder, notes.dates, team.release_model)
    if faults:
        with faults:
            content.chapters(order.content, key, folder)
    faults.end()
    assert found, "without a fault there is a cycle"
    target = Target(
        team=team,
        cycle=found,
        notes=notes,
        folder=folder,
        snapshot=content.snapshot_folder(order.content, key, folder),
        own=_own(order, team),
    )
    return replace(target, notes_before=_notes_before(order, target))


def _notes_before(order: Order, target: Target) -> Notes | None:
    """Return what people wrote about the cycle before, if it has a folder that can be read."""
    key, before = target.team.key, target.before
    folder = before and folder_of(order, key, before.name)
    with suppress(ContentError):
        return content.notes(order.content, key, folder) if folder else None
    return None


def _own(order: Order, team: Team) -> tuple[Cycle, ...]:
    """Return a team's cycles by its own dates; one that can't be read spoils no other."""
    found = []
    for folder in content.cycles(order.content, team.key):
        with suppress(ContentError, UsageError):
            dates = content.notes(order.content, team.key, folder).dates
            found.append(calendar.find(folder, dates, team.release_model))
    return tuple(sorted(found, key=attrgetter("release")))


def folder_of(order: Order, key: str, cycle: str) -> str | None:
    """Return the folder that a team's cycle has, be it called by its id or by its name."""
    there = content.cycles(order.content, key)
    return next((name for name in _names(cycle) if name in there), None)


def _names(cycle: str) -> tuple[str, ...]:
    """Return what a cycle may be called: as it was, by its id, and by the calendar's name."""
    for known in calendar.known():
        if cycle in (known.name, known.id):
            return tuple(filter(None, (cycle, known.id, known.name)))
    return (cycle.lower(),)
