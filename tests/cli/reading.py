"""What a command reads of its words, recorded while it works."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from retro.collect import Options
from retro.job.order import Order
from retro.model.audit import Question
from tests import golden
from tests.collect.builders import BOB, change, message
from tests.world.gerrit import GerritServer

NOW = datetime(2021, 4, 20, 12, tzinfo=UTC)
CHANGE = change(
    1,
    message(BOB, "Patch Set 1: Code-Review+2", day="2021-03-02"),
    updated="2021-03-02",
    created="2021-03-01 12:00:00.000000000",
    project="lantern",
)
READ: set[str] = set()
QUESTION = Question(number=1, message="m1", at=NOW)


class StopError(Exception):
    """Ends what would go on for ever."""


def stop(_seconds: float) -> None:
    """Be a sleep from which nobody wakes."""
    raise StopError


@contextmanager
def begun(folder: Path) -> Iterator[None]:
    """Write a small cycle whose Gerrit runs on loopback."""
    with GerritServer([CHANGE]) as server:
        golden.content(folder / "content")
        path = folder / "content/lantern/team.yaml"
        path.write_text(path.read_text().replace("https://gerrit.example.org", server.url))
        yield


def noted(this: object, name: str) -> object:
    """Note what is read, and return it."""
    READ.add(name)
    return object.__getattribute__(this, name)


class WatchedNamespace(Namespace):
    """Words that note what is read of them."""

    __getattribute__ = noted


class WatchedOrder(Order, frozen=True, kw_only=True):
    """An order that notes what is read of it."""

    __getattribute__ = noted


class WatchedOptions(Options, frozen=True, kw_only=True):
    """Options that note what is read of them."""

    __getattribute__ = noted
