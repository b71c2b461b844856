"""A day that is only known to lie between two stays a range in every number made from it."""

from datetime import date

import pytest

from retro.measure.features import deferred as late
from retro.measure.features import freeze, funnel, outcomes, timeline
from retro.measure.features.will_not_make_it import will_not_make_it
from retro.model.facts import Part
from retro.model.feature import Outcome
from retro.model.team import Freeze, Notes
from retro.outline import words
from tests.measure.builders import ANN, change, merge, review, upload, when
from tests.measure.features.builders import deferred, feature, landed, with_features

SPEC_FREEZE = Notes(freezes=(Freeze(name="spec freeze", day=date(2016, 3, 2)),))
"""The feature freeze of these cycles is on 8 March, the moment the end of 10 March."""


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def test_the_lead_of_a_deferral_between_two_days_is_a_range():
    one = deferred("a", "03-08", until=when("03-09"))
    found = late.deferral_lead_days(with_features(one, deferred("b", "03-01")))

    assert (found.value, found.between) == (-1, (-1, 0))
    assert plain(words.measured(found)) == "-1 to 0 days"
    assert found.parts == (Part("a", "a", -1, between=(-1, 0)), Part("b", "b", 7))


def test_a_surely_later_deferral_decides_the_lead_alone():
    vague = deferred("a", "03-01", until=when("03-08"))
    found = late.deferral_lead_days(with_features(vague, deferred("b", "03-09")))

    assert (found.value, found.between) == (-1, None)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("03-01", "03-05", "3 to 7 days before the feature freeze"),
        ("03-05", "03-08", "between 3 days before the feature freeze and its day"),
        ("03-07", "03-09", "between 1 day before the feature freeze and 1 day after it"),
        ("03-08", "03-09", "between the day of the feature freeze and 1 day after it"),
        ("03-09", "03-10", "1 to 2 days after the feature freeze"),
    ],
)
def test_a_deferral_tells_its_lead_as_a_range(first, last, said):
    one = deferred("a", first, until=when(last))
    (item,) = late.deferred(with_features(one, moment="03-12")).evidence.items

    assert f"; {said}; " in plain(item.note)


def test_work_after_a_deferral_between_two_days_is_a_range():
    changes = (change(1, upload("03-01"), review("03-06", ANN), merge("03-08")),)
    one = deferred("a", "03-05", until=when("03-07"), changes=frozenset({1}))
    (item,) = late.deferred(with_features(one, changes=changes)).evidence.items

    assert plain(item.note).endswith("after it 1 merge and 0 to 1 reviews")


def test_what_may_have_been_approved_after_the_freeze_is_between():
    every = (
        feature("a", approved="03-01", approved_until=when("03-05")),
        feature("b", approved="03-04"),
        feature("c", approved="03-01", approved_until=when("03-02")),
    )
    found = freeze.approved_after_freeze(with_features(*every, notes=SPEC_FREEZE))

    assert (found.value, found.between, len(found.evidence.items)) == (1, (1, 2), 1)
    assert "a" in found.note


def test_what_may_have_landed_only_after_the_moment_may_have_been_open_at_it():
    case = with_features(
        feature("a", Outcome.LANDED, since=when("03-05"), until=when("03-20")),
        landed("b"),
        feature("c"),
    )
    counted = [metric(case) for metric in (outcomes.landed, outcomes.open_at_end)]

    assert [(one.value, one.between) for one in counted] == [(2, (1, 2)), (1, (1, 2))]
    assert "and 1 to 2 landed" in plain(funnel.funnel(case).sentence)


def test_what_may_have_been_approved_only_after_the_moment_is_not_counted_as_sure():
    vague = feature("a", approved="03-09", approved_until=when("03-20"))
    found = outcomes.approved(with_features(vague, feature("b")))

    assert (found.value, found.between) == (2, (1, 2))


def test_a_range_that_ends_before_the_moment_leaves_the_count_exact():
    one = feature("a", Outcome.LANDED, since=when("03-05"), until=when("03-07"))
    found = outcomes.landed(with_features(one))

    assert (found.value, found.between, found.off, found.note) == (1, None, 0, "")


def test_what_will_not_make_it_counts_deferrals_as_they_are_known():
    vague = deferred("a", "03-09", until=when("03-20"))
    found = will_not_make_it(with_features(vague, deferred("b")))

    assert (found.value, found.between) == (2, (1, 2))


def test_the_way_to_landing_is_told_from_the_least_to_the_most():
    every = (
        feature("a", Outcome.LANDED, since=when("03-05"), until=when("03-09")),
        feature("b", Outcome.LANDED, approved_until=when("03-03"), since=when("03-07")),
    )
    sentence = plain(timeline.timeline(with_features(*every)).sentence)

    assert "From approval to landing it took 4 to 8 days, the median 4 to 6." in sentence
