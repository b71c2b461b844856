"""What two servers say of labels to whom asks their changes."""

from retro.model.label import Served
from retro.model.labels import Labels
from tests.gerrit.collected import collected
from tests.world.record import GLANCE


def served(gerrit, folder):
    return tuple(collected(gerrit, folder).records("gerrit-labels", Served))


def test_both_servers_say_the_same_of_their_labels(gerrit, loopback, tmp_path):
    here, there = served(loopback, tmp_path / "a"), served(gerrit, tmp_path / "b")

    assert here == there


def test_a_submit_requirement_makes_a_gate_and_no_other_label_is_one(gerrit, tmp_path):
    labels = Labels(server=gerrit.url, served=served(gerrit, tmp_path)).on(GLANCE, "master")
    told = {label: labels.meaning(label) for label in ("Code-Review", "Verified", "Workflow")}

    assert told["Code-Review"].kinds == ("review", "gate")
    assert not any("gate" in told[label].kinds for label in ("Verified", "Workflow"))
    assert {(one.source, one.assumed) for one in told.values()} == {
        ("the server's submit requirements", False)
    }
    assert labels.vetoes("Code-Review", -2)
