"""The audit, asked for as a user does, of both servers."""

import json

import pytest

from retro import cli
from retro.errors import SnapshotError
from retro.model.audit import Audit, Difference
from retro.snapshot import last_audit
from tests.gerrit.collected import LATE, collected
from tests.world.record import CLIENT, GLANCE, SPECS, STORE

TEAM = """\
title: Glance
gerrit:
  server: {url}
  projects: [{projects}]
  specs: [{specs}]
  branches: []
  ci: {{gating: [jenkins]}}
  bots: [proposal-bot]
  copy_rules: [{{label: Code-Review, when: [TRIVIAL_REBASE, NO_CHANGE], values: [-2]}}]
lead_in_days: 365
"""


@pytest.fixture
def content(gerrit, tmp_path):
    """Return a content folder whose snapshot came from the server."""
    collected(gerrit, tmp_path)
    told = {"url": gerrit.url, "projects": ", ".join((GLANCE, STORE, CLIENT)), "specs": SPECS}
    (tmp_path / "site.yaml").write_text("title: Cycles\n")
    (tmp_path / "glance" / "team.yaml").write_text(TEAM.format(**told))
    return tmp_path


def audit(content, sample=500):
    words = ["audit", "--cycle", "mitaka", "--content", str(content), "--sample", str(sample)]
    return cli.main(words, now=lambda: LATE, sleep=lambda _: None)


def snapshot_folder(content):
    return content / "glance" / "mitaka" / "snapshot"


def test_the_server_agrees_with_every_change_it_is_asked_about(gerrit, content, capsys):
    assert audit(content) == 0
    outcome = last_audit(snapshot_folder(content))
    told = capsys.readouterr().err
    assert outcome.differences == (), told
    assert (outcome.silent, outcome.agree) == (0, outcome.sample)
    assert outcome.sample == len(gerrit.shown)
    assert (outcome.version, outcome.date) == (gerrit.server.version, LATE)
    assert f"{outcome.sample} of {outcome.sample} agree" in told


def test_only_as_many_are_asked_as_were_ordered_and_the_same_again(content):
    assert audit(content, 5) == 0
    first = last_audit(snapshot_folder(content))
    assert audit(content, 5) == 0
    assert last_audit(snapshot_folder(content)) == first
    assert first.compared == 5


def test_what_is_kept_names_no_account(content):
    assert audit(content, 5) == 0
    kept = json.loads((content / "glance" / "mitaka" / "audit.json").read_text())
    assert set(kept) == {*Audit.__struct_fields__}
    assert set(Difference.__struct_fields__) == {"number", "at", "what"}


def test_an_audit_that_was_cut_is_refused(content):
    path = content / "glance" / "mitaka" / "audit.json"
    path.write_text("{")
    with pytest.raises(SnapshotError, match="can't be read"):
        last_audit(snapshot_folder(content))


def test_there_may_be_no_audit_yet(content):
    assert last_audit(snapshot_folder(content)) is None
