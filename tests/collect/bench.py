"""`python -m tests.collect.bench`: how far collecting is from waiting for the server alone.

The server is a process of its own that has every answer ready and waits before each. The floor is
that waiting: pages of the index one after the other, batches of details divided by lanes.
"""

import resource
import time
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.collect.builders import BOB, EVE, JENKINS, Run, change, message, team
from tests.world.gerrit import GerritServer

SIZES = (1000, 4000)
WAITS = (0.0, 0.15)
LANES = (1, 2, 4)
WORDS = "\n\nSome text of the length that the remarks of reviewers commonly have."
APART = get_context("spawn")


class Ready(GerritServer):
    """Answers from memory after a wait; who asks a question first fills the memory."""

    wait = 0.0

    def __init__(self, changes):
        super().__init__(changes)
        self.known = {}

    def good(self, request, place):
        if request.q and request.path.endswith("version"):
            self.wait = float(request.q)
        asked = request.path, str(sorted(request.query.items()))
        if asked not in self.known:
            self.known[asked] = super().good(request, place)
        else:
            time.sleep(self.wait)
        return self.known[asked]


def history(number):
    """Return a change with some thirty messages, as real ones have."""
    said = [
        message(who, f"Patch Set {patch}: {vote}{WORDS}")
        for patch in range(1, 11)
        for who, vote in ((JENKINS, "Verified+1"), (BOB, "Code-Review+1"), (EVE, "Code-Review-1"))
    ]
    clock = time.strftime("%H:%M:%S", time.gmtime(number))
    return change(number, *said, updated=f"2016-02-01 {clock}.000000000")


def serve(size, told):
    with Ready([history(number) for number in range(1, size + 1)]) as server:
        told.put(server.url)
        time.sleep(3600)


def collected(url, lanes, told):
    """Collect once; tell the seconds of asking and of all, the requests, and the megabytes."""
    from retro.collect.http import Asker

    last, ask = [0.0], Asker.ask

    def timed(self, *rest, **more):
        answer = ask(self, *rest, **more)
        last[0] = time.perf_counter()
        return answer

    Asker.ask = timed
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        manifest = Run(Path(folder))(team(url), lanes=lanes)
        whole = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told.put((last[0] - begun, whole, [held.requests for held in manifest.collections], memory))


def apart(work, *words):
    told = APART.Queue()
    child = APART.Process(target=work, args=(*words, told), daemon=True)
    child.start()
    return told.get(), child


def main():
    import urllib.request

    print("changes   wait lanes requests   floor  asking  ratio   whole  memory")  # noqa: T201
    for size in SIZES:
        url, server = apart(serve, size)
        apart(collected, url, 4)
        for wait in WAITS:
            urllib.request.urlopen(f"{url}/config/server/version?q={wait}", timeout=9).close()
            for lanes in LANES:
                (asking, whole, requests, memory), _ = apart(collected, url, lanes)
                details, index = requests[:2]
                floor = wait * (index + -(-details // lanes))
                ratio = f"{asking / floor:6.2f}" if floor else "     -"
                print(  # noqa: T201
                    f"{size:7} {wait * 1000:4.0f}ms {lanes:5} {index + details:8} {floor:6.2f}s "
                    f"{asking:6.2f}s {ratio} {whole:6.2f}s {memory:4.0f} MB"
                )
        server.terminate()


if __name__ == "__main__":
    main()
