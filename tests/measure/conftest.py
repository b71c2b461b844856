"""Every number that a test of a measure asks for is held to what its definition promises.

Tests say what is counted in worlds of two or three people, of whom nothing would be told: here one
is enough, but for tests that are marked so.
"""

import pytest

from retro.agree.definitions import of_fact
from retro.measure.ground.definition import Metric
from retro.model import persons
from retro.model.facts import Fact


@pytest.fixture(autouse=True)
def _held_to_its_definition(monkeypatch):
    measure = Metric.__call__

    def held(metric, case):
        answer = measure(metric, case)
        if isinstance(answer, Fact):
            assert list(of_fact(answer, metric.definition)) == []
        return answer

    monkeypatch.setattr(Metric, "__call__", held)


@pytest.fixture(autouse=True)
def _one_is_enough(request, monkeypatch):
    if not request.node.get_closest_marker("few"):
        monkeypatch.setattr(persons, "ENOUGH", 1)
