"""The signals of a cycle's page: what stands out in which team, by which rule; what is open."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from retro.model.definition import Definition
from retro.outline.evidence import evidence_path
from retro.outline.words import isolated, listed
from retro.render.cycle_before import MARKS
from retro.render.frame import INDEX
from retro.render.many_cycles import Volume, Way

NAMED = 3
"""So many teams a remark names."""


class Told(Struct, frozen=True):
    """What a rule says of a team, with the way to the number behind it."""

    says: str
    href: str
    mark: str
    origin: str


class Loud(Struct, frozen=True):
    """A team in which something stands out."""

    team: Way
    told: tuple[Told, ...]


class Doubt(Struct, frozen=True):
    """A team of which a number may be taken for more than it is, and why."""

    team: Way
    says: str


class Rule(Struct, frozen=True):
    """A rule as it is printed, and of which teams it can't tell."""

    title: str
    summary: str
    body: str
    unjudged: tuple[str, ...]


def loud(volumes: Sequence[Volume]) -> tuple[Loud, ...]:
    """Return the teams in which something stands out, in the order in which they come."""
    every = ((one, tuple(_told(one))) for one in volumes)
    return tuple(Loud(_way(one), told) for one, told in every if told)


def doubts(volumes: Sequence[Volume]) -> tuple[Doubt, ...]:
    """Return the warnings of the teams' own pages, in the order in which teams come."""
    return tuple(Doubt(_way(one), says) for one in volumes for says in one.digest.warnings)


def printed(rules: Sequence[Definition], volumes: Sequence[Volume]) -> tuple[Rule, ...]:
    """Return each rule with what it can't judge."""
    return tuple(
        Rule(one.title, one.summary, one.body, tuple(_unjudged(one.name, volumes)))
        for one in rules
    )


def few_named(teams: Sequence[str]) -> str:
    """Name teams, or some of them and how many more there are."""
    named, more = list(map(isolated, teams[:NAMED])), len(teams) - NAMED
    return listed([*named, f"{more} more"] if more > 0 else named)


def _way(volume: Volume) -> Way:
    when = "so far" if volume.running else ""
    return Way(volume.cover.team_title, f"../{volume.folder}/{INDEX}", when)


def _told(volume: Volume) -> Iterator[Told]:
    folder = volume.entries[-1].folder
    for one in volume.digest.signals:
        if one.says:
            href = f"../{folder}/{evidence_path(one.number)}"
            yield Told(one.says, href, MARKS[one.origin], one.origin.value)


def _unjudged(name: str, volumes: Sequence[Volume]) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for volume in volumes:
        for one in volume.digest.signals:
            if one.rule == name and one.why:
                reasons.setdefault(one.why.rstrip("."), []).append(volume.cover.team_title)
    yield from (f"{few_named(teams)}: {why}" for why, teams in reasons.items())
