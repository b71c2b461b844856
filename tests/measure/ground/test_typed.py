import pytest

from retro.measure.community.groups import groups
from retro.measure.features.freeze import (
    feature_freeze_exceptions,
    freeze_notice_days,
    spec_freeze,
)
from retro.measure.handoff.pointers import delegations, next_goals
from retro.measure.priorities.planned import missed, planned
from retro.measure.rhythm.review_days import review_days
from tests.measure.builders import case

TYPED = (
    feature_freeze_exceptions,
    spec_freeze,
    freeze_notice_days,
    planned,
    missed,
    review_days,
    groups,
    next_goals,
    delegations,
)


@pytest.mark.parametrize("metric", TYPED, ids=lambda metric: metric.definition.name)
def test_what_nobody_wrote_is_a_gap(metric):
    assert metric(case()).why.startswith("Nobody wrote it: the team's notes have no ")
