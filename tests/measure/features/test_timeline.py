from datetime import date
from typing import Any

from msgspec.structs import replace

from retro.measure.features.timeline import timeline
from retro.model.facts import Bars, Gap
from retro.model.feature import Outcome
from retro.model.origin import Origin
from tests.measure.builders import (
    when,
)
from tests.measure.features.builders import (
    deferred,
    feature,
    landed,
    with_features,
)


def rows(found: Any) -> dict[str, tuple]:
    assert isinstance(found, Bars), found
    return {bar.label: (bar.kind, *bar.values) for bar in found.bars}


def test_each_feature_is_followed_from_its_approval_to_its_end():
    given = feature("e", Outcome.DROPPED, since=when("03-06"))
    found = timeline(with_features(landed("a"), deferred("c"), feature("d"), given))

    first = date(2016, 3, 1)
    assert found.heads == ("feature", "outcome", "approved", "until")
    assert rows(found) == {
        "a": ("landed", first, date(2016, 3, 5)),
        "c": ("deferred", first, date(2016, 3, 7)),
        "e": ("given up", first, date(2016, 3, 6)),
        "d": ("open", first, date(2016, 3, 9)),
    }


def test_rows_are_sorted_by_landing_then_approval_and_what_did_not_land_comes_last():
    early = feature("z", Outcome.LANDED, "02-29", since=when("03-05"))
    found = timeline(with_features(feature("o"), deferred("c", "03-02"), landed("b"), early))

    assert list(rows(found)) == ["z", "b", "c", "o"]


def test_the_day_of_a_proposal_is_told_where_it_is_known():
    told = replace(landed("a"), proposed=when("02-20"))
    found = timeline(with_features(told, landed("b")))

    assert found.heads[2:] == ("proposed", "approved", "until")
    assert rows(found)["a"][1] == date(2016, 2, 20)
    assert rows(found)["b"][1] is None
    assert found.origin is Origin.MEASURED


def test_no_simulated_proposal_stands_beside_the_public_record():
    told = replace(landed("a"), proposed=when("02-20"))
    mixed = timeline(with_features(told, simulated=True))
    simulated = timeline(with_features(told, simulated=True, told={"simulated": True}))

    assert (mixed.heads[2:], mixed.origin) == (("approved", "until"), Origin.MEASURED)
    assert (simulated.heads[2], simulated.origin) == ("proposed", Origin.SIMULATED)


def test_the_timeline_says_how_many_and_how_long():
    undated = feature("x", Outcome.LANDED, None, accepted=True)
    found = timeline(with_features(landed("a"), landed("b", "03-03"), feature("d"), undated))

    assert found.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Of 3 features approved by 10 March 2016, 2 landed and 1 is open. "
        "From approval to landing it took 2 to 4 days, the median 2. "
        "The days of 1 more are not known."
    )


def test_of_many_features_those_that_took_longest_are_shown():
    many = [feature(f"f{n}", Outcome.LANDED, "03-01", since=when("03-02")) for n in range(30)]
    found = timeline(with_features(*many, landed("slow", "03-08")))

    assert len(found.bars) == 25
    assert list(rows(found))[-1] == "slow"
    assert found.sentence.endswith("Shown are the 25 that took longest.")


def test_where_nobody_knows_what_landed_no_end_is_drawn():
    unknown = feature("a", Outcome.UNKNOWN)
    found = timeline(with_features(unknown))

    assert rows(found)["a"][0] == "unknown"


def test_features_without_days_are_a_gap():
    assert isinstance(timeline(with_features(feature("x", approved=None, accepted=True))), Gap)
    assert isinstance(timeline(with_features(landed("a"), moment="02-01")), Gap)
