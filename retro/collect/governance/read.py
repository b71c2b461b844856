"""The charters of a cycle's teams, read from a clone of openstack/governance."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from retro import calendar
from retro.collect.governance.charter import Charter, Repository
from retro.collect.governance.clone import day_of, last_before
from retro.collect.governance.lives import Life, Lives
from retro.collect.governance.models import Way, model_of, rank
from retro.collect.governance.teams import Listed, key_of, teams
from retro.collect.specs.git import Commit, Git
from retro.content import nearest
from retro.errors import SourceRefusedError, UsageError
from retro.model.cycle import Cycle
from retro.model.time import start_of

PATHS = ("reference/projects.yaml", "reference/programs.yaml")
"""Where the list is; until January 2015 it was one of programs."""

_ELECTION = timedelta(weeks=4)
"""So long before a release day, at the latest, the next lead is elected."""

_TAG, _SERVICE = "release:", "type:service"


def charters(git: Git, where: str, cycle: Cycle, names: Sequence[str]) -> tuple[Charter, ...]:
    """Return what governance said of some teams before a cycle's release day, or of all.

    Args:
        git: A clone of openstack/governance.
        where: What the user calls it.
        cycle: Its release is the day; what left the list since its start belongs to its teams.
        names: Teams by their names or keys; without any, all of that day.

    Raises:
        SourceError: The clone can't be read, has no history before that day or no list on it.
        UsageError: There is no such team.
    """
    book = _Book(git, where)
    last = last_before(git, start_of(cycle.release), where)
    day = day_of(last)
    position = git.line.index(last) + 1
    lives = Lives()
    book.walk(lives, git.line[:position])
    there, left = dict(lives.there), _left(lives, cycle.start)
    chosen = _asked(book.teams(last.number, day), names, f"{where}, {day}")
    book.walk(lives, git.line[position:])
    ever = lives.ever
    return tuple(
        Charter(
            key=team.key,
            name=team.name,
            title=team.title,
            day=day,
            repositories=(
                *(
                    _repository(there.get(name) or Life(name, day), day)
                    for name in team.repositories
                ),
                *(
                    _repository(life, day, gone)
                    for life, gone in left
                    if book.owner(life, gone) & team.names
                ),
            ),
            leadership=team.leadership,
            liaisons=team.liaisons,
            model=model_of(_ways(team), f"governance on {day}"),
            unelected=_unelected(team, cycle, day),
            ever=ever,
        )
        for team in chosen
    )


class _Book:
    """The list in the versions that a clone has of it; each is read once."""

    def __init__(self, git: Git, where: str) -> None:
        self._git = git
        self._where = where
        self._read: dict[str, tuple[Listed, ...]] = {}

    def walk(self, lives: Lives, commits: Sequence[Commit]) -> None:
        """Go on with lives over some commits."""
        known = {commit.number: commit for commit in commits}
        for number, lines in self._git.patches(commits, *PATHS):
            lives.step(known[number], day_of(known[number]), lines)

    def teams(self, number: str, day: date) -> tuple[Listed, ...]:
        """Return the teams that are listed as of a commit.

        Raises:
            SourceError: There is no list, or it can't be read.
        """
        if number not in self._read:
            self._read[number] = teams(self._text(number, day), f"{self._where}:{PATHS[0]}")
        return self._read[number]

    def _text(self, number: str, day: date) -> str:
        for _, text in self._git.blobs([f"{number}:{path}" for path in PATHS]):
            return text
        raise SourceRefusedError(
            f"there is no {PATHS[0]} on {day}",
            where=self._where,
            hint="name a clone of openstack/governance",
        )

    def owner(self, life: Life, day: date) -> frozenset[str]:
        """Return the names of the team that a repository belonged to until a day."""
        name = life.names[-1][0]
        for team in self.teams(life.last, day):
            if name in team.repositories:
                return team.names
        return frozenset()


def _left(lives: Lives, start: date) -> list[tuple[Life, date]]:
    """Return the repositories that left the list since a day, each with when it did."""
    gone = ((life, life.left) for life in lives.gone.values())
    return [(life, day) for life, day in gone if day and day >= start]


def _repository(life: Life, day: date, left: date | None = None) -> Repository:
    spans = pairwise(life.names)
    return Repository(
        name=life.names[-1][0],
        day=day,
        formerly=tuple((name, until) for (name, _), (_, until) in spans),
        left=left,
    )


def _unelected(team: Listed, cycle: Cycle, day: date) -> str:
    """Say why nobody was elected to lead the next cycle, as far as that was known on a day.

    Before the last weeks of a cycle the list is about the one who leads it, and tells nothing.
    """
    if day <= cycle.release - _ELECTION:
        return ""
    following = calendar.after(cycle)
    names = {following, calendar.find(following).id or ""} if following else set()
    if team.leadership == "distributed":
        return f"liaisons lead it together, by governance on {day}, so that nobody is elected"
    if team.vacant:
        return f"governance on {day} names nobody who leads it"
    if team.appointed & names:
        return f"who leads it in {following} was appointed and not elected, by governance on {day}"
    return ""


def _ways(team: Listed) -> Iterator[Way]:
    """Yield how deliverables were released by their tags, which told it until 2016."""
    for one in team.deliverables:
        place = rank(one.name, team.key, service=_SERVICE in one.tags)
        for tag in one.tags:
            if tag.startswith(_TAG):
                yield Way(one.name, tag.removeprefix(_TAG), place)


def _asked(listed: Sequence[Listed], names: Sequence[str], where: str) -> Iterator[Listed]:
    known = {key: team for team in listed for key in (*team.names, team.key)}
    for name in names:
        if key_of(name) not in known:
            hint = nearest(key_of(name), [team.key for team in listed])
            raise UsageError(f"there is no team {name}", where=where, hint=hint)
    chosen = (known[key_of(name)] for name in names) if names else iter(listed)
    return iter(dict.fromkeys(chosen))
