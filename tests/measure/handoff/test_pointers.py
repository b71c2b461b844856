import pytest

from retro.measure.handoff import pointers
from retro.model.team import Notes, Pointer
from tests.measure.builders import case


@pytest.mark.parametrize("key", ["next_goals", "delegations"])
def test_pointers_are_counted(key):
    assert getattr(pointers, key)(case(notes=Notes(**{key: (Pointer(title="a"),)}))).value == 1
