"""Several teams below one content folder, and the command that collects for all of them."""

import time
from threading import Event, Lock

from retro import snapshot
from retro.cli import main
from retro.snapshot.gerrit import ChangeInfo
from tests.collect.builders import BOB, NOW, change, message, vote
from tests.world.gerrit import GerritServer

VOTES = {"Code-Review": {"all": [vote(BOB, 2)]}}


def changes(**sizes):
    """Return so many changes of each project, by its short name, with numbers of their own."""
    return [
        change(
            1000 * place + n,
            message(BOB, "Patch Set 1: Code-Review+2"),
            labels=VOTES,
            project=f"openstack/{name}",
            updated=f"2016-02-{1 + n % 28:02}",
        )
        for place, (name, size) in enumerate(sizes.items(), 1)
        for n in range(1, size + 1)
    ]


class Busy(GerritServer):
    """A Gerrit that counts how many ask it at once, and knows when each request came.

    It waits that many seconds before each answer, or longer, until so many asked at once.
    """

    def __init__(self, records, wait=0.0, until=1, **more):
        super().__init__(records, **more)
        self.wait, self.until, self.now, self.most, self.came = wait, until, 0, 0, []
        self._counting, self._met = Lock(), Event()

    def answer(self, handler):
        with self._counting:
            self.now += 1
            self.most = max(self.most, self.now)
            self.came.append(time.monotonic())
            if self.most >= self.until:
                self._met.set()
        try:
            time.sleep(self.wait)
            self._met.wait(self.wait * 10)
            return super().answer(handler)
        finally:
            with self._counting:
                self.now -= 1

    @property
    def asked(self):
        """Return the questions, in order of the alphabet."""
        return sorted(request.raw for request in self.log)


class Office:
    """A folder of teams; each is given with the short names of its projects."""

    def __init__(self, folder, server, more="", **teams):
        self.folder, self.server = folder, server
        (folder / "content").mkdir(parents=True)
        (folder / "content/site.yaml").write_text("title: Here\n")
        for key, projects in teams.items():
            self.write(key, projects, more)

    def write(self, key, projects, more=""):
        place = self.folder / "content" / key / "mitaka"
        place.mkdir(parents=True, exist_ok=True)
        (place / "cycle.yaml").write_text("editions: {}\n")
        names = ", ".join(f"openstack/{name}" for name in projects)
        (place.parent / "team.yaml").write_text(
            f"title: {key}\ngerrit:\n  server: {self.server.url}\n  projects: [{names}]\n{more}"
        )

    def __call__(self, *words, now=lambda: NOW):
        content = f"--content={self.folder / 'content'}"
        words = ["collect", "--cycle=mitaka", "--contact=tests", *words, content]
        return main(words, now=now, sleep=lambda _: None)

    def snapshot(self, key):
        return self.folder / "content" / key / "mitaka" / "snapshot"

    def numbers(self, key):
        """Return the numbers of a team's changes in full."""
        records = snapshot.read(self.snapshot(key)).records("gerrit-changes", ChangeInfo)
        return [record._number for record in records]

    def files(self, key):
        """Return the bytes of a team's records, by file."""
        return {path.name: path.read_bytes() for path in self.snapshot(key).glob("*.gz")}
