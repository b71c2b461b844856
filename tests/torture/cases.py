"""The commands that are walked, each with what lies there before it."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from retro.content.scaffold import chapter_text
from tests import golden
from tests.collect.builders import BOB, NOW, change, message, vote
from tests.collect.launchpad_world import task, world
from tests.places import places
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer

MAY = "--contact=ann@example.org"
_EDITIONS = "editions: {early: 2021-03-12}"
VOTES = {"Code-Review": {"all": [vote(BOB, 2)]}}


def record(number: int, day: int) -> dict[str, object]:
    said = message(BOB, "Patch Set 1: Code-Review+2", id=f"{number:040x}")
    return change(number, said, labels=VOTES, updated=f"2016-02-{day:02}")


BEFORE = [record(n, n) for n in range(1, 28)]
LATER = [*BEFORE[:-2], record(26, 28), record(28, 29)]


class Servers(NamedTuple):
    """Where both servers are, and the file that lets time go on in them."""

    gerrit: str
    launchpad: str
    later: Path


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """Let a process of its own serve, so that no walk forks a thread."""
    later = folder / "later"
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        with (
            GerritServer(lambda _: LATER if later.exists() else BEFORE, past=_past) as gerrit,
            LaunchpadServer(world(task(1), task(2, importance="Low"))) as launchpad,
        ):
            os.write(told, f"{gerrit.url} {launchpad.url}".encode())
            signal.pause()
    try:
        yield Servers(*os.read(ready, 200).decode().split(), later)
    finally:
        os.close(ready)
        os.close(told)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _past(number: int, _: str) -> dict[str, object]:
    return next(one for one in (*LATER, *BEFORE) if one["_number"] == number)


Run = Callable[..., int]
Prepare = Callable[[Path, Servers, Run], None]


class Case(NamedTuple):
    """A command, and what is done before it.

    A file that says `doubt` may be another one: what could not be asked is a guess, and marked.
    """

    name: str
    words: Callable[[Path, Servers], list[str]]
    prepare: Prepare
    later: bool = False
    doubt: bytes = b"\0"


def _team(root: Path, there: Servers, _: Run) -> None:
    folder = root / "content/glance"
    folder.mkdir(parents=True)
    (root / "content/site.yaml").write_text("title: Here\n")
    (folder / "team.yaml").write_text(
        f"title: Glance\nlaunchpad: [glance]\nlaunchpad_server: {there.launchpad}\n"
        f"gerrit:\n  server: {there.gerrit}\n  projects: [openstack/glance]\n"
    )


def _collected(root: Path, there: Servers, run: Run) -> None:
    _team(root, there, run)
    assert run("collect", "--cycle=mitaka", MAY) == 0


def _audited(root: Path, there: Servers, run: Run) -> None:
    _collected(root, there, run)
    assert run("audit", "--cycle=mitaka", MAY, "--sample=1") == 0


def _nothing(root: Path, *_: object) -> None:
    (root / "content").mkdir(parents=True)


def _content(root: Path) -> None:
    """Write the small cycle with its last edition alone."""
    golden.content(root / "content", written=golden.CYCLE.replace(_EDITIONS, "editions: {}"))


def _written(root: Path, *_: object) -> None:
    _content(root)


def _begun(root: Path, *_: object) -> None:
    _content(root)
    for key in ("bugs", "community"):
        (root / f"content/lantern/dusk/{key}.md").write_text(chapter_text(key))


def _built(root: Path, _: Servers, run: Run) -> None:
    _content(root)
    assert run("build", "--cycle=dusk", "--jobs=1") == 0


def _mailed(root: Path, _: Servers, run: Run) -> None:
    _content(root)
    for command in ("mail", "export"):
        assert run(command, "--cycle=dusk") == 0
    _reworded(root)


def _larger(root: Path, _: Servers, run: Run) -> None:
    """Build with an edition more, which goes before the next build."""
    _content(root)
    path = root / "content/lantern/dusk/cycle.yaml"
    text = path.read_text()
    path.write_text(text.replace("editions: {}", "editions: {extra: 2021-03-05}"))
    assert run("build", "--cycle=dusk", "--jobs=1") == 0
    path.write_text(text)
    _reworded(root)


def _reworded(root: Path) -> None:
    path = root / "content/lantern/dusk/summary.md"
    path.write_text(path.read_text().replace("are left", "are left over"))


def _words(*words: str) -> Callable[[Path, Servers], list[str]]:
    return lambda root, _: [*words, *places(words[0], root)]


def _asking(root: Path, there: Servers) -> list[str]:
    asked = (f"--server={there.gerrit}", f"--launchpad-server={there.launchpad}")
    return ["new", "glance", "mitaka", *asked, MAY, *places("new", root)]


_COLLECT = _words("collect", "--cycle=mitaka", MAY)
_BUILD = _words("build", "--cycle=dusk", "--jobs=1")

CASES = (
    Case("collect", _COLLECT, _team),
    Case("top-up", _COLLECT, _collected, later=True),
    Case("top-up with nothing new", _COLLECT, _collected),
    Case("collect --anew", _words("collect", "--cycle=mitaka", MAY, "--anew"), _collected, True),
    Case("audit", _words("audit", "--cycle=mitaka", MAY, "--sample=3"), _audited),
    Case("new", _asking, _nothing, doubt=b"not checked: called as the project"),
    Case("new --offline", _words("new", "glance", "mitaka", "--offline"), _nothing),
    Case("draft --chapters", _words("draft", "--chapters", "--cycle=dusk"), _begun),
    Case("mail", _words("mail", "--cycle=dusk"), _mailed),
    Case("export", _words("export", "--cycle=dusk"), _mailed),
    Case("zip", _words("zip", "--cycle=dusk", "--jobs=1"), _built),
    Case("build", _BUILD, _written),
    Case("build over another", _BUILD, _larger),
)

__all__ = ["CASES", "NOW", "Case", "Run", "Servers", "servers"]
