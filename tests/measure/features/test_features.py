"""Measures of features, on features made by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure import Case
from retro.measure.features import deferred as late
from retro.measure.features import outcomes as of
from retro.measure.features import proposed as asked
from retro.measure.features.funnel import funnel
from retro.measure.features.timeline import timeline
from retro.model.cycle import Milestone
from retro.model.facts import LEFT, Bars, Fact, Gap, Origin
from retro.model.feature import GIVEN_UP, Feature, Features, Outcome
from retro.model.team import Deferral, Freeze, Gerrit, Notes, Priority
from tests.measure.builders import (
    ANN,
    BEN,
    CYCLE,
    GERRIT,
    case,
    change,
    merge,
    review,
    upload,
    when,
)

FROZEN = replace(CYCLE, milestones=(Milestone("feature freeze", date(2016, 3, 8)),))


def feature(name: str, outcome=Outcome.OPEN, approved: str | None = "03-01", **more: Any):
    given = {"approved": when(approved) if approved else None, "project": "team/specs"}
    return Feature(**{"name": name, "outcome": outcome, **given, **more})


def landed(name: str, day="03-05") -> Feature:
    return feature(name, Outcome.LANDED, since=when(day))


def deferred(name: str, day="03-07", **more: Any) -> Feature:
    more = {"to": "next", "evidence": ("approved", "moved to next"), **more}
    return feature(name, Outcome.DEFERRED, since=when(day), **more)


def proposal(name: str, outcome: Outcome) -> Feature:
    return feature(name, outcome, None)


def with_features(*every: Feature, changes=(), moment="03-10", told=None, **given: Any) -> Case:
    known = Features(**{"every": every, "specs": True, "settled": True} | (told or {}))
    return case(*changes, moment=moment, features=known, **{"cycle": FROZEN} | given)


MIXED = (
    landed("a"),
    landed("b"),
    deferred("c"),
    feature("d"),
    feature("e", Outcome.DROPPED),
    feature("f", Outcome.OBSOLETE),
    proposal("g", Outcome.REFUSED),
    proposal("h", Outcome.WITHDRAWN),
    proposal("i", Outcome.UNDECIDED),
)


def value(metric: Any, *every: Feature, **more: Any) -> Any:
    found = metric(with_features(*every, **more))
    assert isinstance(found, Fact), found.why
    return found.value


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

    assert found.note == "In Elder it was 7 by the same week."


def test_the_list_says_how_it_is_known_and_what_contradicts_it():
    one = replace(landed("a"), evidence=("moved",), conflicts=("goal is next",), url="https://x/")
    (item,) = of.landed(with_features(one)).evidence.items

    assert (item.ref, item.state, item.since) == ("a", "landed", date(2016, 3, 5))
    assert (item.note, item.url) == ("moved; goal is next", "https://x/")


def test_what_is_approved_on_the_day_of_the_freeze_is_in_time():
    notes = Notes(freezes=(Freeze(name="Spec freeze", day=date(2016, 3, 2)),))
    every = (feature("a", approved="03-02 23:59"), feature("b", approved="03-03"))

    assert value(of.approved_after_freeze, *every, notes=notes) == 1


@pytest.mark.parametrize(
    "notes", [Notes(), Notes(freezes=(Freeze(name="spec freeze", day=date(2016, 4, 1)),))]
)
def test_without_a_freeze_that_is_past_nothing_came_after_it(notes):
    assert isinstance(of.approved_after_freeze(with_features(*MIXED, notes=notes)), Gap)


def test_sources_that_disagree_are_counted():
    assert value(of.conflicts, landed("a"), replace(landed("b"), conflicts=("goal",))) == 1


@pytest.mark.parametrize("metric", [asked.proposed, of.approved, of.landed, late.deferred])
def test_without_any_source_there_is_a_gap(metric):
    assert isinstance(metric(case()), Gap)
    assert isinstance(metric(with_features(told={"specs": False, "settled": False})), Gap)


@pytest.mark.parametrize("metric", [of.landed, of.open_at_end, of.given_up, late.deferred])
def test_where_nothing_was_ever_moved_nobody_knows_what_landed(metric):
    unsettled = with_features(feature("a", Outcome.UNKNOWN), told={"settled": False})

    assert isinstance(metric(unsettled), Gap)
    assert value(of.approved, feature("a"), told={"settled": False}) == 1


def test_gerrit_alone_tells_what_was_refused():
    assert value(asked.refused, *MIXED, told={"specs": False, "settled": False}) == 1


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


# deferred


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
            Deferral(item="Much later", day=date(2016, 3, 30)),
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
    found = late.will_not_make_it(with_features(*every, notes=notes))

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
    found = late.will_not_make_it(case(notes=notes))

    assert (found.value, found.origin) == (1, Origin.TYPED)
    assert "was collected" in found.note


def test_a_change_of_a_feature_merged_after_the_freeze_is_counted():
    named = replace(change(1, upload("03-01"), merge("03-09")), topic="bp/a")
    early = replace(change(2, upload("03-01"), merge("03-08")), topic="bp/a")
    fix = change(3, upload("03-01"), merge("03-09"))

    found = late.merged_after_freeze(with_features(changes=(named, early, fix)))
    assert [item.ref for item in found.evidence.items] == ["team/code 1"]


# the timeline


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
    found = timeline(with_features(unknown, told={"settled": False}))

    assert rows(found)["a"][0] == "unclear"


def test_features_without_days_are_a_gap():
    assert isinstance(timeline(with_features(feature("x", approved=None, accepted=True))), Gap)
    assert isinstance(timeline(with_features(landed("a"), moment="02-01")), Gap)


# the funnel


def counts(found: Any) -> list[tuple]:
    assert isinstance(found, Bars), found
    return [(bar.label, *bar.values) for bar in found.bars]


def funneled(*every: Feature, **more: Any) -> Any:
    return funnel(with_features(*every, **more))


def without_specs(*every: Feature, **more: Any) -> Any:
    here = with_features(*every, **more)
    return funnel(replace(here, team=replace(here.team, gerrit=replace(GERRIT, specs=()))))


def test_each_stage_is_counted_with_what_left_before_it():
    assert counts(funneled(*MIXED)) == [
        ("proposed", 9),
        ("refused", 1),
        ("withdrawn", 1),
        ("undecided", 1),
        ("approved", 6),
        ("deferred", 1),
        ("given up", 2),
        ("open", 1),
        ("landed", 2),
    ]
    assert funneled(*MIXED).sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Of 9 features proposed by 10 March 2016, 6 were approved, and 2 landed."
    )


def test_without_specs_in_gerrit_the_way_begins_at_approval():
    found = without_specs(landed("a"), feature("d"))

    assert counts(found) == [("approved", 2), ("open", 1), ("landed", 1)]
    assert found.sentence.startswith("Of 2\N{NO-BREAK SPACE}features approved by")


def test_a_landing_that_nobody_knows_is_no_zero():
    found = funneled(feature("a", Outcome.UNKNOWN), told={"settled": False})

    assert counts(found)[-1] == ("landed", None)
    assert found.sentence.endswith("and what landed is not known.")


def test_proposals_that_gerrit_alone_tells_are_as_real_as_gerrit():
    assert funneled(*MIXED, simulated=True).origin is Origin.SIMULATED
    assert without_specs(*MIXED, simulated=True).origin is Origin.MEASURED


def test_without_any_feature_there_is_no_funnel():
    assert isinstance(funneled(), Gap)


@given(st.lists(st.tuples(st.sampled_from(Outcome), st.booleans()), min_size=1, max_size=30))
def test_each_stage_is_the_one_before_less_what_left(drawn):
    every = [
        feature(f"f{n}", outcome, "03-01" if approved else None)
        for n, (outcome, approved) in enumerate(drawn)
        if approved or outcome not in (Outcome.OPEN, Outcome.DEFERRED, *GIVEN_UP)
        if not (approved and outcome in (Outcome.REFUSED, Outcome.WITHDRAWN, Outcome.UNDECIDED))
    ]
    found = funneled(*every)
    if isinstance(found, Gap):
        return
    left = found.bars[0].values[0]
    for bar in found.bars[1:]:
        left -= bar.values[0] if bar.kind == LEFT else 0
        assert bar.kind == LEFT or left == bar.values[0]
