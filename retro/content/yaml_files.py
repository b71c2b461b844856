"""site.yaml, team.yaml and cycle.yaml: where they lie, and what it means that one is missing."""

from pathlib import Path

from retro.content import rules
from retro.content.folder import CYCLE, TEAM, cycle_folder, team_folder, yaml_of
from retro.content.team_of_cycle import as_of_cycle
from retro.model.site import Site
from retro.model.team import Notes, Team


def site(folder: Path) -> Site:
    """Return what site.yaml says; without the file, a site with a plain title and no address.

    Raises:
        ContentError: The file can't be used.
    """
    node = yaml_of(folder, folder / "site.yaml")
    return rules.site(node) if node else Site()


def team(folder: Path, key: str, cycle: str | None = None) -> Team:
    """Return a team, as it was in a cycle if one is named.

    Raises:
        UsageError: There is no such team, or this can be no cycle.
        ContentError: Its team.yaml, or what the cycle.yaml says of it, can't be used.
    """
    node = yaml_of(folder, team_folder(folder, key) / TEAM)
    assert node, "a team's folder has its file"
    own = yaml_of(folder, cycle_folder(folder, key, cycle) / CYCLE) if cycle else None
    return rules.team(as_of_cycle(node, own), key)


def notes(folder: Path, team_key: str, cycle: str) -> Notes:
    """Return what a team wrote about a cycle; without a cycle.yaml, nothing at all.

    Raises:
        UsageError: There is no such team, or this can be no cycle.
        ContentError: The cycle.yaml can't be used.
    """
    node = yaml_of(folder, cycle_folder(folder, team_key, cycle) / CYCLE)
    return rules.notes(node) if node else Notes()
