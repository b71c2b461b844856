"""What the method page tells of the record's labels."""

from retro.model.label import Served
from retro.model.labels import Labels
from retro.record import provenance
from tests.measure.builders import change, upload, vote

GATE = Served(
    project="team/code", branches="default", label="Backport", lowest=-1, highest=1, gates=True
)


def test_a_label_that_means_different_things_is_told_by_project():
    voted = vote("03-02", 1, "Backport")
    changes = [
        change(1, upload("03-01"), voted, vote("03-03", 2)),
        change(2, upload("03-01"), voted, project="team/lab"),
        change(3, upload("03-01"), voted, project="team/docs"),
    ]
    told = provenance.labels(Labels(served=(GATE,)), changes)

    assert [(one.label, one.where.replace("\N{NO-BREAK SPACE}", " ")) for one in told] == [
        ("Backport", "team/code"),
        ("Backport", "team/docs and team/lab"),
        ("Code-Review", ""),
    ]
    assert ["gate" in one.kinds for one in told] == [True, False, True]
