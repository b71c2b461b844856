"""Whatever a server sends, a collection ends: by an error of ours, or a snapshot that is read."""

import os
import signal
from datetime import UTC, datetime
from random import Random

import pytest

from retro.cli import main
from tests.collect.builders import ANN, BOB, JENKINS, change, message, vote
from tests.collect.launchpad_world import day, milestone, spec, task, world
from tests.collect.mutated import mutant
from tests.collect.offline import offline
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer

TIMES = int(os.environ.get("RETRO_MUTANTS", "150"))
SEED = int(os.environ.get("RETRO_SEED", "1"))
TEAM = """\
title: Glance
gerrit:
  server: {gerrit}
  projects: [openstack/glance]
  ci: {{gating: [jenkins]}}
launchpad: [glance]
launchpad_server: {launchpad}
"""
NOW = datetime(2016, 4, 20, 12, tzinfo=UTC)
COUNT = "Patch Set 1:\n\n(1 comment)"


def _changes():
    merged = {
        "status": "MERGED",
        "submitted": "2016-01-20 12:00:00.000000000",
        "submitter": BOB,
        "labels": {"Code-Review": {"all": [vote(BOB, 2)], "values": {" 0": "No", "+2": "Good"}}},
    }
    return [
        change(
            1,
            message(ANN, "Uploaded patch set 1."),
            message(JENKINS, "Patch Set 1: Verified+1\n\nBuild succeeded.", "2016-01-11"),
            message(BOB, "Patch Set 1: Code-Review+2", "2016-01-12"),
            message(None, "Change has been successfully merged by Bob Bracken", "2016-01-20"),
            commit="Do it\n\nCloses-Bug: #1\nChange-Id: I0\n",
            **merged,
        ),
        change(2, message(BOB, COUNT, "2016-01-12"), updated="2016-03-01", topic="bug/2"),
        change(3, message(ANN, "Abandoned", "2016-01-12"), status="ABANDONED"),
    ]


COMMENTS = {
    2: {"/PATCHSET_LEVEL": [{"message": "recheck", "change_message_id": "m2016-01-12", "id": "a"}]}
}
HERE = world(
    task(1, milestone="mitaka-1"),
    task(2, tags=("security",)).to("Invalid", day("2015-12-01")).to("New", day("2016-01-05")),
    specs=(spec("import", "mitaka"), spec("export")),
    milestones=(milestone("mitaka-1"), milestone("mitaka-2", released=day("2016-01-22"))),
)


class Place:
    """A folder with content, two servers, and the command that collects from them."""

    def __init__(self, folder, monkeypatch):
        self.gerrit = GerritServer(_changes(), comments=COMMENTS, requirements=["Code-Review"])
        self.launchpad = LaunchpadServer(HERE)
        self.folder, self.patch = folder, monkeypatch
        (folder / "content/glance/mitaka").mkdir(parents=True)
        (folder / "content/site.yaml").write_text("title: Here\n")
        (folder / "content/glance/mitaka/cycle.yaml").write_text("roster: [{account: '102'}]\n")
        team = TEAM.format(gerrit=self.gerrit.url, launchpad=self.launchpad.url)
        (folder / "content/glance/team.yaml").write_text(team)
        self.read = set()

    def run(self, *words):
        content = f"--content={self.folder / 'content'}"
        return main([*words, "--cycle=mitaka", content], now=lambda: NOW, sleep=lambda _: None)

    def collect(self, spoil):
        with offline(self.patch, self.gerrit, self.launchpad, spoil=spoil) as log:
            status = self.run("collect", "--anew", "--contact=tests")
        return status, log

    def facts(self):
        """Read the snapshot and count, unless another one with the same bytes was."""
        snapshot = self.folder / "content/glance/mitaka/snapshot"
        files = {p.name: p.read_bytes() for p in snapshot.iterdir() if p.name.endswith(".gz")}
        digest = hash(tuple(sorted(files.items())))
        if digest in self.read:
            return 0
        self.read.add(digest)
        return self.run("facts")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = Place(tmp_path, monkeypatch)
    with made.gerrit, made.launchpad:
        yield made


def late(*_):
    raise TimeoutError("it hangs")


def test_mutated_answers_end_in_an_error_of_ours_or_a_snapshot_that_is_read(place, capsys):
    signal.signal(signal.SIGALRM, late)
    status, log = place.collect(lambda _, answer: answer)
    assert (status, place.facts()) == (0, 0)
    ends = {0: 0, 4: 0}
    for seed in range(SEED, SEED + TIMES):
        dice = Random(seed)
        which = dice.randrange(len(log))
        signal.setitimer(signal.ITIMER_REAL, 10)
        try:
            status, _ = place.collect(
                lambda n, answer: mutant(answer, dice) if n == which else answer
            )
            ends[status] += 1
            assert status or place.facts() == 0, capsys.readouterr()
        except Exception as error:
            raise AssertionError(f"seed {seed}, answer {which}: {log[which].raw}") from error
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        capsys.readouterr()
    assert min(ends.values()) > TIMES // 20
