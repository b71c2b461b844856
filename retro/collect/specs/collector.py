"""Collecting the specs repositories: a clone aside, or one that is there, read to its last commit.

The whole history comes: what was deferred, and for which time, shows in other cycles' folders.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import nullcontext

from retro import calendar
from retro.collect.specs.days import made_on
from retro.collect.specs.git import Commit, Git
from retro.collect.specs.history import history
from retro.collect.specs.layout import Layout
from retro.collect.specs.tree import files_at
from retro.collect.tracker import Collected, Request, left_out, way_out
from retro.model.cycle import Cycle
from retro.model.team import Team
from retro.outline import words
from retro.outline.files import sorted_files
from retro.snapshot import Hole, Source
from retro.snapshot.specs import LACKING, PAGE, SPECS, SpecInfo

_WHERE = "specs_layout in team.yaml says which folders and names mean what"


def collect_specs(request: Request) -> Collected:
    """Read the team's repositories with specs; nothing where team.yaml names none.

    Raises:
        SourceError: There is no git, the server refuses or is silent, or a clone is unusable.
    """
    team = request.team
    named = (*team.gerrit.specs, *team.specs_layout.inside)
    projects = tuple(name for name in named if not name.endswith("*"))
    vague = tuple(map(_vague, (name for name in named if name.endswith("*"))))
    for hole in vague:
        request.say(f"specs: {hole.why}")
    if not projects:
        return Collected((), vague)
    if "specs" in request.options.without:
        return left_out("the specs repository", SPECS)
    with way_out("`--without specs` (WITHOUT=specs) collects the rest"):
        return _read(request, projects) + Collected((), vague)


def _vague(pattern: str) -> Hole:
    """Say that what fits a pattern is not read: a clone has one whole name."""
    why = f"repositories named {pattern} were not read: specs are read from whole names alone"
    return Hole(collection=SPECS, why=why)


def _read(request: Request, projects: tuple[str, ...]) -> Collected:
    team = request.team
    started, specs, files = request.now(), list[SpecInfo](), dict[str, dict[str, int]]()
    holes = list[Hole]()
    for project in projects:
        layout = Layout(team.specs_layout, (*calendar.known(), request.cycle))
        git = _clone(request, project, several=len(projects) > 1)
        specs += history(git, project, layout, team.launchpad, started)
        holes += _undated(project, git.line)
        files[project] = files_at(git, layout)
        request.say(f"specs: {sorted_files(project, files[project])}")
    source = Source(
        name=SPECS,
        origin=request.origin,
        server=" ".join(_address(team, project) for project in projects),
        queries=projects,
        started=started,
        finished=request.now(),
        requests=0 if request.clone else len(projects),
        counts=dict(Counter(spec.repository for spec in specs)),
        files=files,
    )
    for hole in holes:
        request.say(f"specs: {hole.why}")
    holes += (*_holes(projects, request.cycle, specs), *_left_out(files))
    return Collected(((source, tuple(specs)),), tuple(holes))


def _clone(request: Request, project: str, *, several: bool) -> Git:
    """Return the clone that is there, or one that is brought up to date."""
    if request.clone is not None:
        return Git(request.clone / _short(project) if several else request.clone)
    address = _address(request.team, project)
    git = Git(request.work / f"{_short(project)}.git")
    if request.round and request.round.did(f"fetch {address}"):
        return git
    request.say(f"specs: fetching {address}")
    gate = request.gate(address)
    with gate.lane() if gate else nullcontext():
        git.fetch(address, request.say)
    if request.round:
        request.round.first(f"fetch {address}")
    return git


def _address(team: Team, project: str) -> str:
    server = team.gerrit.server.rstrip("/")
    return (team.specs_layout.clone or f"{server}/{{project}}").replace("{project}", project)


def _holes(projects: Iterable[str], cycle: Cycle, specs: Iterable[SpecInfo]) -> Iterable[Hole]:
    there = {spec.repository for spec in specs if _belongs(spec, cycle)}
    for project in projects:
        if project not in there:
            why = f"{project} has no folder with a spec for {cycle.name}"
            yield Hole(collection=SPECS, why=why)


def _left_out(files: Mapping[str, Mapping[str, int]]) -> Iterable[Hole]:
    """Yield the files that may be specs and are not counted."""
    for project, counts in files.items():
        for reason in LACKING:
            if number := counts.get(reason):
                why = f"{project} has {words.counted(number, 'files')} {reason}; {_WHERE}"
                yield Hole(collection=SPECS, why=why)


def _undated(project: str, line: Iterable[Commit]) -> Iterable[Hole]:
    """Yield the commits whose date is none."""
    for commit in line:
        if made_on(commit) is None:
            why = f"commit {commit.number[:12]} of {project} can't be read: its date is none"
            yield Hole(collection=SPECS, why=why)


def _belongs(spec: SpecInfo, cycle: Cycle) -> bool:
    return spec.cycle in ("", cycle.name) and any(event.state != PAGE for event in spec.events)


def _short(project: str) -> str:
    return project.rpartition("/")[2]
