"""Which cycles have a page over their teams, and where that page may lie."""

from collections.abc import Container, Iterable, Iterator, Mapping
from operator import attrgetter

from retro import calendar, content
from retro.errors import UsageError
from retro.job.order import Order
from retro.job.targets import Names, begun
from retro.model.cycle import Cycle
from retro.model.definition import Definition
from retro.outline.many_teams import ENOUGH
from retro.progress import Say
from retro.render import Together, Volume


def together(
    order: Order, volumes: Iterable[tuple[Cycle, Volume]], say: Say
) -> tuple[Together, ...]:
    """Return the cycles that several teams have, the newest first.

    Its folder has its name in small letters, as its teams' folders have: 2026-q1. A cycle that is
    called as a team, or as something else of the site, has no page of its own: it would lie where
    that one's lies. It is said which.

    Args:
        order: Says where the teams are.
        volumes: Every retrospective that is built, with its cycle.
        say: Told of each cycle that has no page for its name.
    """
    found: dict[str, dict[str, Volume]] = {}
    titles: dict[str, str] = {}
    cycles: dict[str, Cycle] = {}
    for cycle, volume in volumes:
        name = cycle.name.lower()
        titles[volume.cover.team] = volume.cover.team_title
        cycles.setdefault(name, cycle)
        if found.setdefault(name, {}).setdefault(volume.cover.team, volume) is not volume:
            say(f"{volume.folder}: left out of the page over all teams, which has it by its id")
    teams, names = content.teams(order.content), begun(order)
    several = [
        Together(
            name=name,
            volumes=tuple(some.values()),
            rules=_rules(),
            skipped=_skipped(cycles[name], found),
            lacking=tuple(titles.get(key, key) for key in _lacking(name, names, some)),
        )
        for name, some in found.items()
        if len(some) >= ENOUGH and _free(name, teams, say)
    ]
    return tuple(sorted(several, key=attrgetter("release", "name"), reverse=True))


def _rules() -> tuple[Definition, ...]:
    from retro.measure.signals import rules

    return rules()


def _skipped(cycle: Cycle, found: Mapping[str, Mapping[str, Volume]]) -> tuple[Volume, ...]:
    """Return what there is of the cycle between a SLURP release and the one before it."""
    between = calendar.skipped_by(cycle)
    return tuple(found.get(between.name, {}).values()) if between else ()


def _lacking(name: str, names: Iterable[Names], there: Container[str]) -> Iterator[str]:
    """Yield the teams that have begun a cycle, and of which there is nothing that can be read."""
    for key, folder in names:
        if calendar.name_of(folder).lower() == name and key not in there:
            yield key


def _free(name: str, teams: tuple[str, ...], say: Say) -> bool:
    """Tell whether a cycle's page may lie below its name; say why not."""
    try:
        content.check_name("team", name)  # where teams may not lie, no cycle's page may
    except UsageError:
        say(
            f"{name}: no page over the teams of this cycle, since the site has its own files there"
        )
        return False
    if name in teams:
        say(f"{name}: no page over the teams of this cycle, since a team is called so too")
        return False
    return True
