from datetime import date

import pytest
from msgspec.structs import replace

from retro.measure.features import freeze
from retro.model.facts import Gap
from retro.model.origin import Origin
from retro.model.team import Freeze, Notes
from tests.measure.builders import (
    case,
    change,
    merge,
    upload,
)
from tests.measure.features.builders import MIXED, feature, value, with_features


def noted(metric, **notes):
    return metric(case(notes=Notes(**notes)))


def test_an_empty_list_is_a_typed_zero():
    none = noted(freeze.feature_freeze_exceptions, ffe=())

    assert (none.value, none.origin) == (0, Origin.TYPED)


def test_the_spec_freeze_has_a_day_and_a_notice():
    freezes = (
        Freeze(name="Feature freeze", day=date(2016, 3, 3)),
        Freeze(name="Spec Freeze", day=date(2016, 1, 1), announced=date(2015, 12, 23)),
    )

    assert noted(freeze.spec_freeze, freezes=freezes).value == date(2016, 1, 1)
    assert noted(freeze.freeze_notice_days, freezes=freezes).value == 9


def test_a_freeze_that_was_never_announced_has_no_notice():
    freezes = (Freeze(name="spec freeze", day=date(2016, 1, 1)),)

    assert isinstance(noted(freeze.freeze_notice_days, freezes=freezes), Gap)


def test_what_is_approved_on_the_day_of_the_freeze_is_in_time():
    notes = Notes(freezes=(Freeze(name="Spec freeze", day=date(2016, 3, 2)),))
    every = (feature("a", approved="03-02 23:59"), feature("b", approved="03-03"))

    assert value(freeze.approved_after_freeze, *every, notes=notes) == 1


@pytest.mark.parametrize(
    "notes", [Notes(), Notes(freezes=(Freeze(name="spec freeze", day=date(2016, 4, 1)),))]
)
def test_without_a_freeze_that_is_past_nothing_came_after_it(notes):
    assert isinstance(freeze.approved_after_freeze(with_features(*MIXED, notes=notes)), Gap)


def test_a_change_of_a_feature_merged_after_the_freeze_is_counted():
    named = replace(change(1, upload("03-01"), merge("03-09")), topic="bp/a")
    early = replace(change(2, upload("03-01"), merge("03-08")), topic="bp/a")
    fix = change(3, upload("03-01"), merge("03-09"))

    found = freeze.merged_after_freeze(with_features(changes=(named, early, fix)))
    assert [item.ref for item in found.evidence.items] == ["team/code 1"]
