"""`python -m tests.collect.killed URL FOLDER LANES N…`: collect, killed at request N, and go on.

For each N one line is printed: N, how the first run ended, the hashes, the second run's requests.
Each run is a process of its own, killed as nothing can catch it.
"""

import os
import signal
import sys
from functools import partial
from pathlib import Path

from retro.collect.http import Asker
from retro.collect.work import Work
from tests.collect.builders import Run, team


def main(url: str, folder: str, lanes: str, *places: str) -> None:
    for place in map(int, places):
        run = partial(Run(Path(folder, lanes, str(place))), team(url), lanes=int(lanes))
        ended = apart(partial(dying, place, run))
        apart(partial(finishing, place, ended, run))


def apart(work) -> int:
    """Do something in a child process and return how it ended."""
    child = os.fork()
    if child == 0:
        work()
        sys.stdout.flush()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def dying(place: int, run: partial) -> None:
    """Collect until a request, or, at odd places, until its answer lies half written."""
    asked, write = Asker._get, Work._write

    def get(self, *rest):
        if self.requests + 1 >= place and place % 2 == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return asked(self, *rest)

    def half(self, name, content):
        answers = len(list(self._folder.glob("*.body")))
        if name.endswith(".body") and answers + 1 >= place and place % 2:
            Path(self._folder, f".{name}.1-0.part").write_bytes(content[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        write(self, name, content)

    Asker._get, Work._write = get, half
    run()


def finishing(place: int, ended: int, run: partial) -> None:
    manifest = run()
    hashes = ",".join(held.sha256 for held in manifest.collections)
    went_on = any("going on" in line for line in run.func.said)
    requests = ",".join(str(held.requests) for held in manifest.collections)
    print(place, ended, hashes, requests, went_on, list(run.func.work.iterdir()))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
