from datetime import date

from retro.measure.features import freeze
from retro.model.facts import Gap, Origin
from retro.model.team import Deferral, Freeze, Notes
from tests.measure.builders import case


def noted(metric, **notes):
    return metric(case(notes=Notes(**notes)))


def test_an_empty_list_is_a_typed_zero():
    none = noted(freeze.feature_freeze_exceptions, ffe=())

    assert (none.value, none.origin) == (0, Origin.TYPED)


def test_an_exception_asked_for_after_the_edition_is_left_out():
    asked = (Deferral(item="a"), Deferral(item="b", day=date(2016, 3, 11)))

    assert noted(freeze.feature_freeze_exceptions, ffe=asked).value == 1


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
