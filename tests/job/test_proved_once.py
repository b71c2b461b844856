"""The same records by the same rules are proved once, and what differs is proved anew."""

from datetime import UTC, datetime

import pytest

from retro import ledger, snapshot
from retro.cli import main
from tests.collect.builders import ANN, BOB, account, change, message
from tests.places import places
from tests.world.gerrit import GerritServer

NOW = datetime(2016, 4, 20, tzinfo=UTC)
TEAM = """\
title: Glance
gerrit:
  server: {url}
  projects: [openstack/glance]
  ci: {{gating: [jenkins], label: {label}}}
"""
JENKINS = account(3, "Jenkins")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Return the way to collect from a server by rules, and the changes that were replayed."""
    replayed = []
    histories = ledger.histories

    def watched(records, *more):
        every = list(records)
        replayed.extend(record._number for record in every)
        return histories(every, *more)

    monkeypatch.setattr(ledger, "histories", watched)
    team = tmp_path / "content/glance"
    team.mkdir(parents=True)

    def collected(url, label="Verified"):
        replayed.clear()
        (team / "team.yaml").write_text(TEAM.format(url=url, label=label))
        words = ["collect", "--cycle=mitaka", *places("collect", tmp_path)]
        assert main(words, now=lambda: NOW, sleep=lambda _: None) == 0
        return snapshot.read(team / "mitaka/snapshot").manifest.labels, list(replayed)

    return collected


def changes():
    plus = [
        message(BOB, "Patch Set 1: Code-Review+1"),
        message(JENKINS, "Patch Set 1: Verified+1"),
    ]
    labels = {"Code-Review": {"all": [ANN | {"value": 0}, BOB | {"value": 1}]}}
    return [change(number, *plus, labels=labels) for number in range(1, 6)]


def test_a_collection_that_brings_nothing_new_replays_nothing(home):
    with GerritServer(changes()) as server:
        first, replayed = home(server.url)
        second, again = home(server.url)

    assert replayed == [1, 2, 3, 4, 5]
    assert again == []
    assert second == first
    assert first.total == 5


def test_a_change_that_moved_is_proved_with_all_others(home):
    found = changes()
    with GerritServer(lambda _: found) as server:
        home(server.url)
        found[2] = change(3, message(BOB, "Patch Set 1: Code-Review+2"), updated="2016-04-19")
        _, again = home(server.url)

    assert again == [1, 2, 3, 4, 5]


def test_another_rule_is_proved_anew(home):
    with GerritServer(changes()) as server:
        home(server.url)
        _, again = home(server.url, label="Tested")

    assert again == [1, 2, 3, 4, 5]
