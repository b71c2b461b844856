"""A repository that is read as of a day: a clone that is there, or one that is fetched."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from retro.collect.specs.git import Commit, Git
from retro.errors import SourceRefusedError
from retro.progress import Say

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|\w[\w.-]*@[\w.-]+:", re.ASCII)


def opened(where: str, work: Path, say: Say, *more: str) -> Git:
    """Return the clone at a path as it is, or one of an address, brought up to date.

    Of an address the default branch and Gerrit's notes are fetched, and what more is asked for.

    Raises:
        SourceError: There is no such folder, no git, or the server refuses or is silent.
    """
    if not _ADDRESS.match(where):
        if not Path(where).is_dir():
            raise SourceRefusedError(
                "there is no such folder", where=where, hint="name a clone, or its address"
            )
        return Git(Path(where))
    plain = re.sub(r"//[^/@]*@", "//", where.rstrip("/").removesuffix(".git"))
    name = re.sub(r"[^\w.-]+", "-", plain).strip("-.")
    say(f"fetching {plain}")
    git = Git(work / f"{name}.git")
    git.fetch(where, say, *more)
    return git


def last_before(git: Git, moment: datetime, where: str) -> Commit:
    """Return the last commit of the default branch's own line before a moment.

    Raises:
        SourceRefusedError: There is none.
    """
    end = moment.timestamp()
    found = [commit for commit in git.line if commit.date < end]
    if not found:
        raise SourceRefusedError(
            f"there is no history before {moment.date()}",
            where=where,
            hint="name a clone with all of its history, or a later cycle",
        )
    return found[-1]


def day_of(commit: Commit) -> date:
    """Return the day of a commit, UTC."""
    return datetime.fromtimestamp(commit.date, UTC).date()
