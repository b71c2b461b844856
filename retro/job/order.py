"""What the user ordered, and which retrospectives that means."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from retro import calendar, content
from retro.errors import ContentError, UsageError
from retro.progress import Say
from retro.record.target import Target

PACKAGED = Path(__file__).parent.parent / "themes"


class Order(Struct, frozen=True, kw_only=True):
    """The words of the command line, one field each.

    `together` are the retrospectives that are built in one run: their pages lead to each other,
    whichever is written first.
    """

    content: Path = Path("content")
    output: Path = Path("output")
    themes: Path = Path("themes")
    theme: str | None = None
    team: str | None = None
    cycle: str | None = None
    as_of: date | None = None
    edition: str | None = None
    strict: bool = False
    jobs: int = 1
    allow_simulated: bool = False
    specs: Path | None = None
    together: frozenset[str] = frozenset()

    @property
    def narrow(self) -> bool:
        """Tell whether one edition is meant, and not all of them."""
        return self.edition is not None or self.as_of is not None

    @property
    def cache(self) -> Path:
        """Return the work folder, which lies beside content/ and may be deleted at any time."""
        return self.content.absolute().parent / ".cache"


def keep_apart(order: Order) -> None:
    """Refuse to write where the writer's own files lie.

    Raises:
        UsageError: The output is, holds, or leads into content/ or themes/.
    """
    for own in (order.content.resolve(), order.themes.resolve()):
        for path in (order.output, *order.output.glob("*"), *order.output.glob("*/*")):
            there = path.resolve()
            if there.is_relative_to(own) or own.is_relative_to(there):
                what = f"{path} is no place to write to: it holds, or is, {own}"
                raise UsageError(what, hint="name another folder with --output")


def targets(order: Order) -> tuple[Target, ...]:
    """Return the retrospectives that an order means: its cycle, for its team or for all.

    Raises:
        UsageError: The team or the cycle is missing or unknown.
    """
    return tuple(named(order, key, _cycle(order)) for key in _teams(order))


def everything(order: Order) -> tuple[Target, ...]:
    """Return every retrospective that content/ has begun."""
    return tuple(
        named(order, key, cycle)
        for key in _teams(order)
        for cycle in content.cycles(order.content, key)
    )


def readable(order: Order, say: Say) -> Iterator[Target]:
    """Yield every retrospective that can be read; say which can't."""
    for key in _teams(order):
        for cycle in content.cycles(order.content, key):
            try:
                yield named(order, key, cycle)
            except ContentError as error:
                say(f"left out of the home page: {error}")


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
    names = ", ".join(known) or "none yet: write TEAM/team.yaml"
    raise UsageError(f"{what} in {order.content}", hint=f"teams there are: {names}")


def _cycle(order: Order) -> str:
    if order.cycle:
        return content.check_name("cycle", order.cycle.lower())
    names = ", ".join(cycle.name for cycle in calendar.known())
    raise UsageError("no cycle given", hint=f"name one with CYCLE= or --cycle: {names}")


def named(order: Order, key: str, cycle: str) -> Target:
    """Return one retrospective by its names, read from what is written.

    A cycle's folder may bear its name or its id.
    """
    folder = folder_of(order, key, cycle) or _names(cycle)[-1]
    notes = content.notes(order.content, key, folder)
    team = content.team(order.content, key, folder)
    return Target(
        team=team,
        cycle=calendar.find(folder, notes.dates, team.release_model),
        notes=notes,
        folder=folder,
        snapshot=content.snapshot_folder(order.content, key, folder),
    )


def folder_of(order: Order, key: str, cycle: str) -> str | None:
    """Return the folder that a team's cycle has, be it called by its id or by its name."""
    there = content.cycles(order.content, key)
    return next((name for name in _names(cycle) if name in there), None)


def _names(cycle: str) -> tuple[str, ...]:
    """Return what a cycle may be called: as it was, by its id, and by the calendar's name."""
    for known in calendar.known():
        if cycle in (known.name, known.id):
            return tuple(filter(None, (cycle, known.id, known.name)))
    return (cycle,)


def themes(order: Order) -> tuple[Path, ...]:
    """Return the theme folders: the one chosen hides the default file by file.

    A theme lies in themes/; the default one also comes with the program.

    Raises:
        UsageError: There is no such theme.
    """
    name = content.check_name("theme", order.theme or content.site(order.content).theme)
    return tuple(_theme(order, part) for part in dict.fromkeys((name, "default")))


def _theme(order: Order, name: str) -> Path:
    places = (order.themes, PACKAGED)
    for place in places:
        if (place / name).is_dir():
            return place / name
    known = sorted({path.name for place in places for path in place.glob("*/")})
    raise UsageError(f"no theme {name!r} in {order.themes}", hint=f"there are: {', '.join(known)}")
