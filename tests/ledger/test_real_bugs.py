"""Real answers of Launchpad's, as they were recorded, through packing and ledger."""

import json
import os
from pathlib import Path

import pytest

from retro.collect.launchpad import pack as pack
from retro.ledger.bugs import bug
from retro.model.bug import Standing

DATA = Path(os.environ.get("RETRO_TEST_DATA", "../shared/data")) / "launchpad"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no recorded answers at {DATA}")


def recorded(name):
    return json.loads((DATA / name).read_text())


def tasks():
    yield from recorded("bug_tasks.json")["entries"]
    yield from recorded("stackalytics-bug_tasks.json").values()
    yield recorded("tripleo-bug_task-devel.json")


def test_every_recorded_task_is_packed_and_has_a_past():
    past = [bug(pack.task(entry, "project")) for entry in tasks() if "bug_link" in entry]

    assert len(past) >= 30
    assert all(one.spells and one.title and not one.title.endswith('"') for one in past)


def test_a_bug_fixed_before_its_release_counts_from_the_fix():
    linked = recorded("stackalytics-bug_tasks.json")["LINKED_BUG"]
    [_, fixed] = bug(pack.task(linked, "barbican")).spells

    assert fixed.standing is Standing.FIXED
    assert str(fixed.since.date()) == "2015-06-18"


def test_a_recorded_blueprint_is_packed_though_keys_are_missing():
    kept = pack.blueprint(recorded("solum-specification-devel.json"), "solum", ("havana",))

    assert (kept.name, kept.milestone, kept.is_complete) == ("api", "milestone-1", True)
    assert kept.implementation_status == ""


def test_nobody_is_named_in_a_packed_recorded_task():
    links = {"sabdfl", "whs", "slukjanov", "samueldmq", "haneef", "aotto"}
    kept = " ".join(repr(pack.task(entry, "project")) for entry in tasks())

    assert [name for name in links if name in kept] == []


def test_a_recorded_project_hides_some_of_its_values():
    shown = pack.shown(recorded("project-launchpad.json"))

    assert "license_approved" not in shown
    assert shown["name"] == "launchpad"
