"""The sample of content/, as tests read it: its own files, whatever else a user keeps there."""

import atexit
import json
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from retro.cli import main
from retro.job.order import Order
from retro.job.targets import the_target
from retro.model.facts import Report
from retro.record.book import Book
from retro.record.reading import read
from tests.places import places

KEPT = Path(__file__).parents[1] / "content"
"""Where it is kept, beside whatever a user adds; a test that looks there fails."""

TEAM = "glance"
CHAPTERS = (
    "backlog",
    "bugs",
    "community",
    "features",
    "flow",
    "hand-off",
    "other-teams",
    "priorities",
    "rhythm",
    "summary",
    "thanks",
    "until-the-release",
    "what-went-wrong",
)
WRITTEN = (
    f"{TEAM}/team.yaml",
    f"{TEAM}/liberty/cycle.yaml",
    f"{TEAM}/mitaka/cycle.yaml",
    *(f"{TEAM}/mitaka/{chapter}.md" for chapter in CHAPTERS),
)
SNAPSHOTS = (f"{TEAM}/liberty/snapshot", f"{TEAM}/mitaka/snapshot")


def is_its(name: str) -> bool:
    """Tell whether a path below content/ is the sample's own."""
    return name in (*WRITTEN, *SNAPSHOTS) or name.rpartition("/")[0] in SNAPSHOTS


@cache
def names() -> tuple[str, ...]:
    """Return the sample's files, as paths below content/."""
    if not (KEPT / WRITTEN[0]).exists():
        pytest.skip("the sample was taken out of content/", allow_module_level=True)
    return (*WRITTEN, *(name for folder in SNAPSHOTS for name in _collected(folder)))


def _collected(folder: str) -> list[str]:
    held = json.loads((KEPT / folder / "manifest.json").read_text())["collections"]
    return [f"{folder}/{name}" for name in ("manifest.json", *(one["file"] for one in held))]


def copy(folder: Path) -> None:
    """Put a sample of one's own into a content folder."""
    for name in names():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(KEPT / name, folder / name)


@cache
def content() -> Path:
    """Return a content folder with the sample alone, which tests of this process only read."""
    home = Path(mkdtemp(prefix="sample-"))
    atexit.register(shutil.rmtree, home)
    copy(home / "content")
    return home / "content"


def build(folder: Path) -> None:
    """Put the sample into a folder and build Mitaka's site."""
    copy(folder / "content")
    assert main(["build", "--cycle=mitaka", "--quiet", *places("build", folder)]) == 0


@cache
def book() -> Book:
    """Return the sample's Mitaka cycle, replayed once."""
    return read(the_target(Order(content=content(), team=TEAM, cycle="mitaka")))


@cache
def report(as_of: date) -> Report:
    """Return all that the sample answers as of a day."""
    return book().report(*book().moments.edition(None, as_of))
