"""What the simulated server shows is what the team did, in the wording of its day."""

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from retro import messages
from tests.world.acts import RemoveReviewer, RemoveVote, Review, SetWip, Story, Upload
from tests.world.history import replay, truth_at
from tests.world.mitaka import world
from tests.world.people import CORES, JENKINS
from tests.world.phrase import GERRIT_2_8, GERRIT_2_11, GERRIT_3_10, UPGRADED
from tests.world.record import END, HANDOFF
from tests.world.wire import change_info

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def pairs():
    return list(world().pairs())


def shown(info) -> dict[tuple[str, int], int]:
    return {
        (label, vote["_account_id"]): vote["value"]
        for label, told in info["labels"].items()
        for vote in told["all"]
    }


def story(*acts) -> Story:
    return Story(number=9, project="openstack/glance", subject="A change", acts=acts)


def texts(told: Story, version) -> list[str]:
    info = change_info(told, version=lambda _: version)
    return [message["message"] for message in info["messages"]]


def digest() -> str:
    """Return a hash over everything that everybody did."""
    return sha256(repr(world()).encode()).hexdigest()


def test_labels_are_the_oracles_votes(pairs):
    for info, told in pairs:
        truth = truth_at(told, END)
        assert (shown(info), info["status"]) == (truth.votes, truth.status)


def test_an_earlier_moment_shows_the_state_of_that_moment():
    for told in world().stories[::5]:
        info, truth = change_info(told, HANDOFF), truth_at(told, HANDOFF)
        assert (info is None) == (truth is None)
        if info:
            assert (shown(info), info["status"]) == (truth.votes, truth.status)


def test_each_message_reads_as_what_was_done(pairs):
    for info, told in pairs:
        for message, step in zip(info["messages"], replay(told), strict=True):
            reading = messages.read(message["message"])
            assert reading.upload == isinstance(step.act, Upload)
            assert reading.votes == step.changed
            if reading.kind:
                assert reading.kind == step.act.kind
            if isinstance(step.act, Review):
                assert reading.patch_set == message["_revision_number"] == step.act.patch_set


def test_wording_changes_with_the_servers_version(pairs):
    merged = {
        (UPGRADED.isoformat(" ") > message["date"], re.sub("by .*", "by NAME", message["message"]))
        for info, _ in pairs
        for message in info["messages"]
        if message["message"].startswith("Change has")
    }
    line = "Change has been successfully merged into the git repository"
    assert merged == {(True, f"{line}."), (False, f"{line} by NAME")}


def test_times_ascend_and_are_whole_seconds(pairs):
    for info, told in pairs:
        dates = [message["date"] for message in info["messages"]]
        assert dates == sorted(set(dates))
        assert info["updated"] == dates[-1]
        assert not any(act.at.microsecond for act in told.acts)


def test_no_mail_address_is_real(pairs):
    assert set(re.findall(r"[\w.+-]+@([\w.-]+)", str(pairs[::9]))) == {"example.org"}


def test_a_removed_reviewer_is_named_by_old_servers_and_numbered_by_new_ones():
    ann = CORES[1]
    at = UPGRADED + HOUR
    told = story(
        Upload(at, CORES[0]),
        Review(at + HOUR, ann, 1, (("Code-Review", -1),)),
        RemoveReviewer(at + 2 * HOUR, CORES[2], ann),
    )
    assert texts(told, GERRIT_2_8)[-1].startswith(
        "Removed the following votes:\n\n* Code-Review-1"
    )
    assert f"by {ann.name} <{ann.email}>" in texts(told, GERRIT_2_11)[-1]
    assert messages.read(texts(told, GERRIT_3_10)[-1]).removed[0].account == ann.number


def test_new_servers_list_what_a_patch_set_kept_and_lost():
    at = datetime.fromisoformat("2024-05-01T10:00:00+00:00")
    told = story(
        Upload(at, CORES[0]),
        Review(at + HOUR, CORES[1], 1, (("Code-Review", 1),)),
        Review(at + 2 * HOUR, JENKINS, 1, (("Verified", 1),)),
        Upload(at + 3 * HOUR, CORES[0], "TRIVIAL_REBASE"),
        RemoveVote(at + 4 * HOUR, CORES[2], CORES[1], "Code-Review"),
        SetWip(at + 5 * HOUR, CORES[0], True),
    )
    *_, upload, removal, wip = texts(told, GERRIT_3_10)
    assert [(c.label, c.value) for c in messages.read(upload).copied] == [("Code-Review", 1)]
    assert "Outdated Votes:\n* Verified+1" in upload
    assert messages.read(removal).removed == (messages.Removal("Code-Review", 1, CORES[1].number),)
    assert messages.read(wip).wip


def test_the_world_is_the_same_in_another_process():
    other = subprocess.run(
        [sys.executable, "-c", "from tests.test_world_wire import digest; print(digest())"],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert other.stdout.strip() == digest()
