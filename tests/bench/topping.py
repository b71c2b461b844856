"""A team collected over loopback: once, once more with nothing new, and by a bare client."""

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.clock import Cost, run
from tests.world.gerrit import GerritServer
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


def topped(size: int) -> tuple[Cost, Cost, Cost]:
    """Return the costs of a collection of so many changes, of the next, and of a bare client."""
    changes = [change_info(story) for story in stream(size)]
    with TemporaryDirectory() as home, GerritServer(changes) as server:
        content = Path(home, "content")
        (content / "glance").mkdir(parents=True)
        (content / "glance/team.yaml").write_text(TEAM.format(url=server.url))
        words = ["collect", "--content", content, "--team", "glance", "--cycle", "mitaka", "-q"]
        collect = partial(run, [PYTHON, "-m", "retro", *words])
        first = collect()
        asked = Path(home, "asked")
        asked.write_text("\n".join(server.base + request.raw for request in server.log))
        again = collect()
        bare = run([PYTHON, "-m", "tests.bench.bare", asked, Path(home, "got")])
    return first, again, bare
