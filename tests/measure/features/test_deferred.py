import pytest
from msgspec.structs import replace

from retro.measure.features import deferred as late
from retro.measure.features import outcomes as of
from retro.measure.features.will_not_make_it import will_not_make_it
from retro.model.facts import Gap
from retro.model.origin import Origin
from retro.model.team import Deferral, Notes, Priority
from tests.measure.builders import (
    ANN,
    BEN,
    case,
    change,
    merge,
    review,
    upload,
)
from tests.measure.features.builders import (
    deferred,
    feature,
    landed,
    value,
    with_features,
)


def test_a_deferral_tells_its_time_and_its_lead():
    (item,) = late.deferred(with_features(deferred("a", carried=("old",)))).evidence.items

    assert item.state == "deferred to next"
    assert item.note.replace("\N{NO-BREAK SPACE}", " ") == (
        "moved to next; for the second time; 1 day before the feature freeze; "
        "after it 0 merges and 0 reviews"
    )


def test_work_after_a_deferral_is_counted():
    changes = (
        change(1, upload("03-01"), review("03-06", ANN), review("03-08", BEN), merge("03-09")),
        change(2, upload("03-01"), merge("03-09")),
    )
    one = deferred("a", changes=frozenset({1}))
    (item,) = late.deferred(with_features(one, changes=changes)).evidence.items

    assert item.note.replace("\N{NO-BREAK SPACE}", " ").endswith("1 merge and 1 review")


def test_the_lead_is_that_of_the_last_deferral():
    found = late.deferral_lead_days(with_features(deferred("a", "03-01"), deferred("b", "03-09")))

    assert (found.value, found.n) == (-1, 2)
    assert [part.value for part in found.parts] == [7, -1]


def test_without_a_deferral_there_is_no_lead():
    assert isinstance(late.deferral_lead_days(with_features(landed("a"))), Gap)


def test_each_thing_that_will_not_make_it_counts_once():
    notes = Notes(
        deferred=(
            Deferral(item="open-one", to="next"),
            Deferral(item="moved-one"),
            Deferral(item="Landed-One"),
            Deferral(item="Elsewhere"),
        ),
        priorities=(
            Priority(title="elsewhere", outcome="missed"),
            Priority(title="Something else", outcome="missed"),
            Priority(title="Has a feature", outcome="missed", features=("open-one",)),
            Priority(title="Went well", outcome="met"),
        ),
    )
    every = (
        feature("open-one", declared="open-one"),
        deferred("moved-one", declared="moved-one"),
        replace(landed("landed-one"), declared="Landed-One"),
    )
    found = will_not_make_it(with_features(*every, notes=notes))

    assert [part.value for part in found.parts] == [1, 2, 1]
    assert [item.title for item in found.evidence.items] == [
        "moved-one",
        "open-one",
        "Elsewhere",
        "Something else",
    ]


def test_launchpad_alone_does_not_tell_what_was_deferred():
    alone = {"specs": False, "blueprints": True}

    assert isinstance(late.deferred(with_features(landed("a"), told=alone)), Gap)
    assert value(of.landed, landed("a"), told=alone) == 1


def test_what_a_person_wrote_counts_where_deferrals_are_not_known():
    notes = Notes(deferred=(Deferral(item="One"),))
    found = will_not_make_it(case(notes=notes))

    assert (found.value, found.origin) == (1, Origin.TYPED)
    assert "was collected" in found.note


def test_where_nothing_tells_of_deferrals_only_what_was_typed_is_counted_and_else_nothing():
    blind = {"specs": False, "blueprints": True}
    missed = Notes(priorities=(Priority(title="A", outcome="missed", features=("elsewhere",)),))
    met = Notes(priorities=(Priority(title="A", outcome="met"),))

    assert will_not_make_it(with_features(told=blind, notes=missed)).value == 1
    assert isinstance(will_not_make_it(with_features(told=blind, notes=met)), Gap)


def test_two_features_of_one_name_have_a_lead_each():
    here, there = deferred("rbac", "03-01"), deferred("rbac", "03-07", project="team/more-specs")
    found = late.deferral_lead_days(with_features(here, there))

    assert (found.value, found.n) == (1, 2)
    assert [part.value for part in found.parts] == [7, 1]


@pytest.mark.few
@pytest.mark.parametrize(
    ("after", "rest", "said"),
    [
        (range(11, 16), range(11, 16), "after it 0 merges and 5 reviews"),
        (range(11, 15), range(11, 16), "after it 0 merges; how many reviews is not told"),
        (range(11, 16), range(11, 12), "after it 0 merges; how many reviews is not told"),
        ((), range(11, 12), "after it 0 merges and 0 reviews"),
    ],
)
def test_reviews_after_a_deferral_are_told_where_neither_they_nor_all_others_are_of_few(
    after, rest, said
):
    changes = (
        change(1, upload("03-01"), *(review(f"03-08 {who}:00", who) for who in after)),
        change(2, upload("03-01"), *(review(f"03-09 {who}:00", who) for who in rest)),
    )
    one = deferred("a", changes=frozenset({1}))
    (item,) = late.deferred(with_features(one, changes=changes)).evidence.items

    assert item.note.replace("\N{NO-BREAK SPACE}", " ").endswith(said)
