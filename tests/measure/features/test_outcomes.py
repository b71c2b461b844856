from datetime import date

import pytest
from msgspec.structs import replace

from retro.measure.features import deferred as late
from retro.measure.features import outcomes as of
from retro.measure.features import proposed as asked
from retro.model.facts import Gap
from retro.model.feature import Outcome
from retro.model.origin import Origin
from retro.model.team import Gerrit
from tests.measure.builders import (
    GERRIT,
    case,
)
from tests.measure.features.builders import (
    MIXED,
    feature,
    landed,
    value,
    with_features,
)


@pytest.mark.parametrize(
    ("metric", "number"),
    [
        (asked.proposed, 9),
        (of.approved, 6),
        (of.landed, 2),
        (of.open_at_end, 1),
        (of.given_up, 2),
        (asked.refused, 1),
        (asked.withdrawn, 1),
        (asked.undecided, 1),
        (late.deferred, 1),
    ],
)
def test_each_outcome_has_its_number(metric, number):
    assert value(metric, *MIXED) == number


def test_the_funnel_stands_in_the_parts():
    found = asked.proposed(with_features(*MIXED))

    assert [(part.label, part.value) for part in found.parts] == [
        ("proposed", 9),
        ("approved", 6),
        ("landed", 2),
    ]


def test_a_goal_without_a_spec_counts_as_approved():
    found = of.approved(with_features(feature("a"), feature("b", approved=None, accepted=True)))

    assert [part.value for part in found.parts] == [1, 1]


def test_the_cycle_before_stands_beside_the_approved():
    found = of.approved(with_features(feature("a"), told={"before": 7, "cycle_before": "elder"}))

    assert found.note == "In Elder it was 7\N{NO-BREAK SPACE}specs by the same week."


def test_the_list_says_how_it_is_known_and_what_contradicts_it():
    one = replace(landed("a"), evidence=("moved",), conflicts=("goal is next",), url="https://x/")
    (item,) = of.landed(with_features(one)).evidence.items

    assert (item.ref, item.state, item.since) == ("a", "landed", date(2016, 3, 5))
    assert (item.note, item.url) == ("moved; goal is next", "https://x/")


def test_sources_that_disagree_are_counted():
    assert value(of.conflicts, landed("a"), replace(landed("b"), conflicts=("goal",))) == 1


@pytest.mark.parametrize("metric", [asked.proposed, of.approved, of.landed, late.deferred])
def test_without_any_source_there_is_a_gap(metric):
    assert isinstance(metric(case()), Gap)
    assert isinstance(metric(with_features(told={"specs": False})), Gap)


@pytest.mark.parametrize("metric", [of.landed, of.open_at_end, of.given_up, late.deferred])
def test_where_nothing_was_ever_moved_nobody_knows_what_landed(metric):
    unsettled = with_features(feature("a", Outcome.UNKNOWN))

    assert isinstance(metric(unsettled), Gap)
    assert value(of.approved, feature("a", Outcome.UNKNOWN)) == 1


def test_gerrit_alone_tells_what_was_refused():
    assert value(asked.refused, *MIXED, told={"specs": False}) == 1


def test_without_a_specs_repository_nothing_was_refused_or_not():
    gerrit = Gerrit(server=GERRIT.server, projects=GERRIT.projects)
    team = replace(with_features().team, gerrit=gerrit)

    assert isinstance(asked.refused(with_features(team=team)), Gap)


def test_real_specs_stay_measured_beside_simulated_reviews():
    mixed = with_features(*MIXED, simulated=True)

    assert of.landed(mixed).origin is Origin.MEASURED
    assert asked.refused(mixed).origin is Origin.SIMULATED


def test_simulated_specs_are_said_to_be():
    assert of.landed(with_features(told={"simulated": True})).origin is Origin.SIMULATED


def test_files_that_may_be_specs_and_are_not_counted_are_told_of():
    found = of.approved(with_features(feature("a"), told={"left_out": 119}))

    assert found.note.replace("\N{NO-BREAK SPACE}", " ") == (
        "Not counted: 119 files that may hold a spec, as the sources tell."
    )
