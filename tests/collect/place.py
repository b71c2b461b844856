"""A folder with a team, its Gerrit and its Launchpad, each with one thing of every kind."""

from datetime import UTC, datetime
from shutil import rmtree

from retro.cli import main
from tests.collect.builders import ANN, BOB, JENKINS, change, message, vote
from tests.collect.launchpad_world import day, milestone, spec, task, world
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer

NOW = datetime(2016, 4, 20, 12, tzinfo=UTC)
TEAM = """\
title: Glance
gerrit:
  server: {gerrit}
  projects: [openstack/glance]
  ci: {{gating: [jenkins]}}
launchpad: [glance]
launchpad_server: {launchpad}
"""
CYCLE = """\
roster: [{account: '102'}]
watch: [{title: Elsewhere, query: 'project:openstack/glance status:open'}]
"""
MERGED = {
    "status": "MERGED",
    "submitted": "2016-01-20 12:00:00.000000000",
    "submitter": BOB,
    "labels": {"Code-Review": {"all": [vote(BOB, 2)], "values": {" 0": "No", "+2": "Good"}}},
}
CHANGES = [
    change(
        1,
        message(ANN, "Uploaded patch set 1."),
        message(JENKINS, "Patch Set 1: Verified+1\n\nBuild succeeded.", "2016-01-11"),
        message(BOB, "Patch Set 1: Code-Review+2", "2016-01-12"),
        message(None, "Change has been successfully merged by Bob Bracken", "2016-01-20"),
        commit="Do it\n\nCloses-Bug: #1\nImplements: blueprint import\nChange-Id: I0\n",
        **MERGED,
    ),
    # counted comments are asked for where a message is of a server that has them
    change(2, message(BOB, "Patch Set 1:\n\n(1 comment)", "2021-05-01"), updated="2021-05-01"),
    change(3, message(ANN, "Abandoned", "2016-01-12"), status="ABANDONED", topic="bug/2"),
]
COMMENT = {"message": "recheck", "change_message_id": "m2021-05-01", "id": "a"}
HERE = world(
    task(1, milestone="mitaka-1"),
    task(2, tags=("security",)).to("Invalid", day("2015-12-01")).to("New", day("2016-01-05")),
    specs=(spec("import", "mitaka"), spec("export")),
    milestones=(milestone("mitaka-1"), milestone("mitaka-2", released=day("2016-01-22"))),
)


class Place:
    """The folder and both servers, which run inside `with`; `main` is called on them."""

    def __init__(self, folder, **faults):
        comments = {2: {"/PATCHSET_LEVEL": [COMMENT]}}
        asked = ["Code-Review"]
        self.gerrit = GerritServer(CHANGES, comments=comments, requirements=asked, **faults)
        self.launchpad = LaunchpadServer(HERE)
        self.content = folder / "content"
        self.work = folder / ".cache/collect/glance/mitaka"
        self.snapshot = self.content / "glance/mitaka/snapshot"
        self.snapshot.parent.mkdir(parents=True)
        (self.content / "site.yaml").write_text("title: Here\n")
        (self.snapshot.parent / "cycle.yaml").write_text(CYCLE)
        team = TEAM.format(gerrit=self.gerrit.url, launchpad=self.launchpad.url)
        (self.content / "glance/team.yaml").write_text(team)

    def __enter__(self):
        self.gerrit.__enter__()
        self.launchpad.__enter__()
        return self

    def __exit__(self, *error):
        self.gerrit.__exit__(*error)
        self.launchpad.__exit__(*error)

    def __call__(self, *words):
        content = f"--content={self.content}"
        return main([*words, "--cycle=mitaka", content], now=lambda: NOW, sleep=lambda _: None)

    def collect(self):
        """Collect everything, whatever there is; return the exit status."""
        rmtree(self.snapshot, ignore_errors=True)
        return self("collect", "--contact=tests")

    @property
    def files(self):
        """Return the bytes of the snapshot's records, by file."""
        found = self.snapshot.glob("*.gz")
        return {path.name: path.read_bytes() for path in found}
