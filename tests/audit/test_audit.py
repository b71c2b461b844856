"""The audit from end to end, against a server that does not always agree."""

import pytest

from retro import cli
from retro.snapshot import last_audit
from tests.gerrit.collected import LATE, collected
from tests.gerrit.conftest import Played
from tests.gerrit.fake import FakeGerrit
from tests.gerrit.stories import stories
from tests.sample import content

CONTENT = """\
title: Glance
gerrit:
  server: {url}
  projects: [openstack/glance]
  branches: []
  ci: {{gating: [jenkins]}}
"""
TOLD = stories()[:6]
WRONG, GONE = (story.number for story in TOLD[:2])


class Forgetful(FakeGerrit):
    """A server that remembers one change otherwise, and of another nothing at all."""

    def _past(self, number, meta):
        info = super()._past(number, meta)
        if number == GONE:
            return None
        return {**info, "status": "ABANDONED", "labels": {}} if number == WRONG else info


@pytest.fixture
def run(tmp_path):
    """Return what collects from a server and audits that."""
    running = []

    def audit(server, *words):
        running.append(server)
        server.start()
        server.play(TOLD)
        collected(Played(server, server, TOLD), tmp_path, "openstack/glance")
        (tmp_path / "site.yaml").write_text("title: Cycles\n")
        (tmp_path / "glance" / "team.yaml").write_text(CONTENT.format(url=server.url))
        order = ["audit", "--cycle", "mitaka", "--content", str(tmp_path), *words]
        status = cli.main(order, now=lambda: LATE, sleep=lambda _: None)
        return status, last_audit(tmp_path / "glance" / "mitaka" / "snapshot")

    yield audit
    for server in running:
        server.stop()


def test_a_difference_is_said_in_a_line_and_kept(run, capsys):
    status, outcome = run(Forgetful("3.10.0", 500))
    assert status == 0
    assert [one.number for one in outcome.differences] == [WRONG]
    assert "status" in outcome.differences[0].what
    assert "the server says ABANDONED" in capsys.readouterr().err


def test_a_change_without_an_answer_counts_for_nothing(run, capsys):
    _, outcome = run(Forgetful("3.10.0", 500))
    assert (outcome.sample, outcome.silent, outcome.compared, outcome.agree) == (6, 1, 5, 4)
    assert outcome.interval[0] < 4 / 5 < outcome.interval[1]
    assert "no answer, the server said no: 412" in capsys.readouterr().err


class Odd(FakeGerrit):
    """A server whose past has no patch set that is the current one."""

    def _past(self, number, meta):
        return {**super()._past(number, meta), "current_revision": "nowhere"}


def test_an_answer_without_a_patch_set_is_another_shape(run, capsys):
    assert run(Odd("3.10.0", 500)) == (4, None)
    assert "the answer names no patch set" in capsys.readouterr().err


def test_only_as_many_are_asked_as_were_ordered(run):
    assert run(FakeGerrit("3.10.0", 500), "--sample", "2")[1].sample == 2


def test_a_server_that_knows_no_past_is_not_asked(run, capsys):
    status, outcome = run(FakeGerrit("3.2.9", 500))
    assert (status, outcome) == (4, None)
    assert "Gerrit 3.2.9 does not tell how a change was" in capsys.readouterr().err


def test_a_simulated_snapshot_is_not_held_against_a_real_server(capsys):
    assert cli.main(["audit", f"--content={content()}", "--cycle=mitaka", "--team=glance"]) == 2
    assert "was not collected from a live server" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["0", "-1", "many"])
def test_a_sample_is_a_number(words, capsys):
    with pytest.raises(SystemExit):
        cli.main(["audit", f"--sample={words}"])
    assert "is no number of changes" in capsys.readouterr().err
