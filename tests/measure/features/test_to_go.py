"""Features still to do, day by day, as far as each of them is told of."""

from datetime import date

from retro.measure.features.to_go import to_go, to_go_daily
from retro.model.facts import Gap
from retro.model.feature import Outcome
from tests.measure.builders import case
from tests.measure.features.builders import deferred, feature, landed, proposal, with_features

DAYS = tuple(date(2016, 3, day) for day in range(1, 12))


def test_a_feature_is_to_do_from_its_approval_until_it_lands_or_goes_another_way():
    dropped = feature("d", Outcome.DROPPED, "03-02", since=landed("x", "03-09").since)
    some = (feature("a"), landed("b", "03-05"), deferred("c", "03-07"), dropped)
    asked = (proposal("e", Outcome.UNDECIDED),)

    assert to_go(with_features(*some, *asked), DAYS) == (3, 4, 4, 4, 3, 3, 2, 2, 1, None, None)


def test_the_axis_goes_from_the_eve_of_the_cycle_to_the_release_and_foretells_nothing():
    found = to_go_daily(with_features(feature("a"), landed("b")))

    assert (found.x[0], found.x[-1]) == (date(2016, 2, 28), date(2016, 4, 3))
    known = dict(found.rows)
    assert (known[date(2016, 3, 9)], known[date(2016, 3, 10)]) == (1, None)
    assert found.sentence == "Of 2\N{NO-BREAK SPACE}approved features 1 is still to do."


def test_what_has_no_day_is_told_and_not_counted():
    found = to_go_daily(with_features(feature("a"), feature("b", approved=None, accepted=True)))

    assert "Of 1\N{NO-BREAK SPACE}approved feature 1 is" in found.sentence
    assert found.sentence.endswith("The days of 1 more are not known.")


def test_where_no_source_tells_whether_something_is_done_nothing_is_drawn():
    found = to_go_daily(with_features(feature("a"), feature("b", Outcome.UNKNOWN)))

    assert isinstance(found, Gap)
    assert found.why.startswith("Of 1 of 2")
    assert "Neither was collected" in to_go_daily(case()).why
    assert "days" in to_go_daily(with_features(feature("a", approved=None, known=True))).why
