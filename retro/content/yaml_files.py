"""site.yaml, team.yaml and cycle.yaml: where they lie, and what it means that one is missing."""

from pathlib import Path

from retro.content import rules
from retro.content.folder import CYCLE, TEAM, cycle_folder, team_folder, yaml_of
from retro.model.team import Notes, Site, Team


def site(folder: Path) -> Site:
    """Return what site.yaml says; without the file, a site with a plain title and no address.

    Raises:
        ContentError: The file can't be used.
    """
    node = yaml_of(folder, folder / "site.yaml")
    return rules.site(node) if node else Site()


def team(folder: Path, key: str) -> Team:
    """Return a team.

    Raises:
        UsageError: There is no such team.
        ContentError: Its team.yaml can't be used.
    """
    node = yaml_of(folder, team_folder(folder, key) / TEAM)
    assert node, "a team's folder has its file"
    return rules.team(node, key)


def notes(folder: Path, team_key: str, cycle: str) -> Notes:
    """Return what a team wrote about a cycle; without a cycle.yaml, nothing at all.

    Raises:
        UsageError: There is no such team, or this can be no cycle.
        ContentError: The cycle.yaml can't be used.
    """
    node = yaml_of(folder, cycle_folder(folder, team_key, cycle) / CYCLE)
    return rules.notes(node) if node else Notes()
