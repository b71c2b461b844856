"""Collecting the specs repositories: a clone aside, or one that is there, read to its last commit.

The whole history comes: what was deferred, and for which time, shows in other cycles' folders.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from retro.collect.specs.git import Git
from retro.collect.specs.history import history
from retro.collect.specs.layout import Layout
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.model.time import Now
from retro.progress import Say
from retro.snapshot import Hole, Source
from retro.snapshot.specs import PAGE, SPECS, SpecInfo


class Specs(Struct, frozen=True, kw_only=True):
    """What a snapshot gets: the collection's source, its records, and what it lacks."""

    source: Source
    records: tuple[SpecInfo, ...]
    holes: tuple[Hole, ...] = ()


def collect_specs(
    team: Team,
    cycle: Cycle,
    cycles: Iterable[Cycle],
    *,
    work: Path,
    now: Now,
    say: Say,
    clone: Path | None = None,
    origin: str = "live",
) -> Specs | None:
    """Read the team's specs repositories; None where team.yaml names none.

    Args:
        team: Its specs repositories in Gerrit, and how they are laid out.
        cycle: The cycle whose folder is looked for.
        cycles: The calendar's cycles, by whose names folders are known.
        work: A folder of one's own, in which clones stay for the next time.
        now: The clock.
        say: Takes plain lines on how it goes.
        clone: A clone that is there already, read without any network; where the team has
            several repositories, a folder of clones by their short names.
        origin: What the manifest says about the records' origin.

    Raises:
        SourceError: There is no git, the server refuses or is silent, or a clone is unusable.
    """
    projects = tuple(name for name in team.gerrit.specs if not name.endswith("*"))
    if not projects:
        return None
    started, layout, found = now(), Layout(team.specs_layout, cycles), list[SpecInfo]()
    for project in projects:
        git = _brought(team, project, work, say) if clone is None else Git(clone)
        if clone is not None and len(projects) > 1:
            git = Git(clone / _short(project))
        found += history(git, project, layout, team.launchpad)
    return Specs(
        source=Source(
            name=SPECS,
            origin=origin,
            server=" ".join(_address(team, project) for project in projects),
            queries=projects,
            started=started,
            finished=now(),
            requests=0 if clone else len(projects),
            counts=dict(Counter(one.repository for one in found)),
        ),
        records=tuple(found),
        holes=tuple(_holes(projects, cycle, found)),
    )


def _brought(team: Team, project: str, work: Path, say: Say) -> Git:
    address = _address(team, project)
    say(f"specs: fetching {address}")
    git = Git(work / f"{_short(project)}.git")
    git.fetch(address)
    return git


def _address(team: Team, project: str) -> str:
    server = team.gerrit.server.rstrip("/")
    return (team.specs_layout.clone or f"{server}/{{project}}").replace("{project}", project)


def _holes(projects: Iterable[str], cycle: Cycle, found: Iterable[SpecInfo]) -> Iterable[Hole]:
    there = {one.repository for one in found if _belongs(one, cycle)}
    for project in projects:
        if project not in there:
            why = f"{project} has no folder with a spec for {cycle.name}"
            yield Hole(collection=SPECS, why=why)


def _belongs(spec: SpecInfo, cycle: Cycle) -> bool:
    return spec.cycle in ("", cycle.name) and any(event.state != PAGE for event in spec.events)


def _short(project: str) -> str:
    return project.rpartition("/")[2]
