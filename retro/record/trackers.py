"""Which of a snapshot's projects on Launchpad are the team's, as it was in that cycle."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from retro.model.team import Team
from retro.snapshot import Collection, Hole


def of_team(team: Team, source: Collection, gaps: Iterable[Hole]) -> Collection:
    """Return what a collection tells of itself, less the projects that are not the team's.

    One that was renamed is there by the name that it has now, and a hole says so.
    """
    told = [hole.why for hole in gaps]
    counts = {
        project: number
        for project, number in source.counts.items()
        if project in team.launchpad or any(f" is called {project} " in why for why in told)
    }
    return replace(source, counts=counts)


def unasked(team: Team, source: Collection, gaps: Sequence[Hole]) -> tuple[Hole, ...]:
    """Return a hole for each of the team's projects of which the collection knows nothing."""
    told = [hole.why for hole in gaps]
    return tuple(
        Hole(collection=source.name, why=f"{name} was not asked about when this was collected")
        for name in team.launchpad
        if name not in source.counts and not any(why.startswith(f"{name} ") for why in told)
    )
