"""A team collected over loopback: once, once more with nothing new, and by a bare client."""

import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.clock import Cost, run
from tests.world.faults import Answer
from tests.world.gerrit import GerritServer
from tests.world.loopback import Request
from tests.world.team import stream
from tests.world.wire import change_info

TEAM = """\
title: Glance
gerrit:
  server: {url}
  projects: [openstack/glance, openstack/glance_store, openstack/python-glanceclient]
  ci: {{gating: [jenkins]}}
"""
PYTHON = sys.executable


class Ready(GerritServer):
    """Answers from memory after a wait; who asks a question first fills the memory."""

    wait = 0.0

    def __init__(self, changes: Sequence[dict[str, Any]]) -> None:
        super().__init__(changes)
        self._memory: dict[str, Answer] = {}

    def good(self, request: Request, place: int) -> Answer:
        """Answer as it did before, a little later."""
        if request.raw not in self._memory:
            self._memory[request.raw] = super().good(request, place)
        time.sleep(self.wait)
        return self._memory[request.raw]


def topped(size: int) -> tuple[Cost, Cost, Cost]:
    """Return the costs of a collection of so many changes, of the next, and of a bare client."""
    with TemporaryDirectory() as home, _served(size) as server:
        collect = partial(_collected, Path(home), server.url, 1)
        first = collect()
        asked = _asked(Path(home), server)
        again = collect()
        bare = run([PYTHON, "-m", "tests.bench.bare", asked, Path(home, "got")])
    return first, again, bare


def awaited(size: int, wait: float, lanes: Sequence[int]) -> Iterator[tuple[int, Cost, Cost]]:
    """Yield the costs of a collection and of a bare client by lanes, each answer after a wait."""
    with TemporaryDirectory() as home, _served(size) as server:
        _collected(Path(home, "first"), server.url, 1)
        asked = _asked(Path(home), server)
        server.wait = wait
        for number in lanes:
            ours = _collected(Path(home, str(number)), server.url, number)
            bare = [PYTHON, "-m", "tests.bench.bare", asked, Path(home, "got"), str(number)]
            yield number, ours, run(bare)


def _served(size: int) -> Ready:
    return Ready([change_info(story) for story in stream(size)])


def _collected(home: Path, url: str, lanes: int) -> Cost:
    content = home / "content"
    (content / "glance").mkdir(parents=True, exist_ok=True)
    (content / "glance/team.yaml").write_text(TEAM.format(url=url))
    words = ["collect", "--content", content, "--team", "glance", "--cycle", "mitaka", "-q"]
    return run([PYTHON, "-m", "retro", *words, f"--lanes={lanes}"])


def _asked(home: Path, server: Ready) -> Path:
    asked = home / "asked"
    asked.write_text("\n".join(server.base + request.raw for request in server.log))
    return asked
