"""Beginning the teams that governance lists: one, some, or all of a cycle."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from retro import calendar, content
from retro.collect import Charter, Listed, Options, Releases, charters, opened, projects_there
from retro.errors import RetroError, SourceSilentError, UsageError
from retro.faults import Faults
from retro.job.beginning import Beginning
from retro.job.new import find_cycle, new
from retro.job.order import Order
from retro.job.targets import folder_of
from retro.model.cycle import Cycle
from retro.model.time import Now, Sleep
from retro.outline.words import counted
from retro.progress import Say
from retro.shell import program


class Governance(Struct, frozen=True):
    """Where teams and their releases are listed, and the words that name some, and the cycle."""

    clone: str
    releases: str | None = None
    words: tuple[str, ...] = ()


class Voices(NamedTuple):
    """How to tell of the whole, and of each of several teams."""

    say: Say
    detail: Say


def governed(
    order: Order,
    source: Governance,
    beginning: Beginning,
    options: Options,
    voices: Voices,
    *,
    now: Now,
    sleep: Sleep,
) -> str:
    """Write the files that the cycle of each team lacks; what is there stays as it is.

    A team that can't be begun does not stop the others.

    Returns:
        What existing files could say besides, as YAML, or nothing.

    Raises:
        UsageError: There is no such team or cycle; or the server knows nothing of some teams.
        SourceError: The clone can't be read, has no list on that day, or a server is silent.
        ContentError: What is there can't be read.
    """
    say = voices.say
    names, name = _words(order, source)
    cycle = find_cycle(name, beginning.dates)
    teams = _charters(source, order.kept("governance"), cycle, names, say)
    wanting = tuple(charter for charter in teams if _wants(order, charter, name))
    there = _there(wanting, beginning, options, now=now, sleep=sleep, say=say)
    one_says = say if len(teams) == 1 else voices.detail
    faults, more = Faults(), list[str]()
    for charter in teams:
        own = replace(beginning, charter=charter, there=there)
        wanted = replace(order, team=charter.key, cycle=name)
        if not charter.repositories:
            say(f"{charter.key}: left out, since governance lists no repository of it")
            continue
        try:
            more.append(new(wanted, own, options, now=now, sleep=sleep, say=one_says))
        except RetroError as error:
            faults.add(error.each)
            if isinstance(error, SourceSilentError):
                break  # nor will it answer for the others
        else:
            if len(teams) > 1:
                say(f"{charter.key}: {_repositories(charter)}")
    faults.end()
    return "\n".join(filter(None, more))


def _charters(
    source: Governance, work: Path, cycle: Cycle, names: tuple[str, ...], say: Say
) -> tuple[Charter, ...]:
    teams = charters(opened(source.clone, work, say), source.clone, cycle, names)
    say(_found(teams, cycle))
    if not source.releases:
        return teams
    releases = Releases(opened(source.releases, work, say), source.releases, cycle)
    return tuple(map(releases.tell, teams))


def _words(order: Order, source: Governance) -> tuple[tuple[str, ...], str]:
    """Return the teams that are named, and the cycle: the last word, if it can be one."""
    names, last = source.words[:-1], "".join(source.words[-1:])
    known = {one for cycle in calendar.known() for one in (cycle.name, cycle.id)}
    if order.cycle and last.lower() not in known:
        names, last = source.words, order.cycle
    if not last:
        example = f"{program()} new --from-governance CLONE glance mitaka"
        raise UsageError("which cycle?", hint=example)
    return names or tuple(filter(None, (order.team,))), content.check_name("cycle", last.lower())


def _wants(order: Order, charter: Charter, cycle: str) -> bool:
    """Tell whether a team, or its cycle, is still to begin."""
    begun = order.content.is_dir() and charter.key in content.teams(order.content)
    return bool(charter.repositories) and not (begun and folder_of(order, charter.key, cycle))


def _there(
    teams: tuple[Charter, ...],
    beginning: Beginning,
    options: Options,
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
) -> Mapping[str, Listed]:
    """Return the projects that the server shows; nobody is asked where no team wants it."""
    if beginning.offline or not teams:
        return {}
    say(f"asking {beginning.server} for its projects")
    return projects_there(beginning.server, now=now, sleep=sleep, options=options)


def _found(teams: tuple[Charter, ...], cycle: Cycle) -> str:
    every = {one.name for charter in teams for one in charter.repositories if not one.left}
    return (
        f"governance on {teams[0].day}, the last before {cycle.title}'s release day: "
        f"{counted(len(teams), 'teams')}, {counted(len(every), 'repositories')}"
    )


def _repositories(charter: Charter) -> str:
    specs = sum(one.specs for one in charter.repositories)
    left = sum(one.left is not None for one in charter.repositories)
    parts = (
        counted(len(charter.repositories), "repositories"),
        f"{specs} with specs" if specs else "",
        f"{left} that left the list in the cycle" if left else "",
    )
    return ", ".join(filter(None, parts))
