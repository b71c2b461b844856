"""A small openstack/governance made by hand, whose list moves on days of a cycle."""

from datetime import date
from pathlib import Path

from tests.collect.specs_repository import START, Repository

PEOPLE = ("Ann Example", "annex", "ann@example.org")
PROJECTS = "reference/projects.yaml"


def team(name: str, *repositories: str, more: str = "") -> str:
    """Return a team in today's form, a deliverable for each repository."""
    listed = "".join(f"    {_last(one)}:\n      repos:\n        - {one}\n" for one in repositories)
    who, nick, mail = PEOPLE
    lead = f"  ptl:\n    name: {who}\n    irc: {nick}\n    email: {mail}\n"
    return f"{name}:\n{lead}  irc-channel: openstack-x\n{more}  deliverables:\n{listed}"


def governance(folder: Path, *lists: tuple[date, str], path: str = PROJECTS) -> Path:
    """Return a bare repository in which each list was merged on its day."""
    repository = Repository(folder)
    for day, text in lists:
        repository.day = (day - START.date()).days - 1
        repository.commit({path: text})
    return repository.folder


def releases(folder: Path, *files: tuple[date, str, str]) -> Path:
    """Return a bare repository in which each file below deliverables/ was merged on its day."""
    repository = Repository(folder)
    for day, path, text in files:
        repository.day = (day - START.date()).days - 1
        repository.commit({f"deliverables/{path}.yaml": text})
    return repository.folder


def _last(name: str) -> str:
    return name.rpartition("/")[2]
