from retro.measure.priorities.planned import missed, planned
from retro.model.team import Notes, Priority
from tests.measure.builders import case


def noted(metric, **notes):
    return metric(case(notes=Notes(**notes)))


def test_missed_priorities_are_counted_among_the_planned():
    priorities = (
        Priority(title="a", outcome="missed", why="too big", links=("https://e.org/a",)),
        Priority(title="b", outcome="met"),
        Priority(title="c"),
    )
    found = noted(missed, priorities=priorities)

    assert (found.value, found.n) == (1, 3)
    assert [(i.title, i.url, i.note) for i in found.evidence.items] == [
        ("a", "https://e.org/a", "too big")
    ]
    assert noted(planned, priorities=priorities).value == 3
