"""Which blueprint a spec goes with, what its goal is, and in which cycle alone it landed."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import calendar
from retro.ledger.features.blueprints import verdict
from retro.ledger.features.outcomes import FeatureRecords, features
from retro.model.change import Accounts
from retro.model.cycle import Cycle
from retro.model.feature import Outcome
from retro.model.team import Notes
from retro.snapshot.launchpad import BlueprintInfo, MilestoneInfo
from tests.ledger.feature_builders import (
    APPROVED,
    MITAKA,
    TEAM,
    blueprint,
    feature,
    known,
    spec,
    step,
    when,
)

FINISHED = {"implementation_status": "Implemented", "date_completed": when("2016-02-20")}
INFORMS = {"implementation_status": "Informational", "date_completed": when("2016-02-20")}
DONE = BlueprintInfo(project="store", name="thing", goals=("mitaka",), **FINISHED)
TOLD_NOTHING = BlueprintInfo(project="client", name="thing", date_completed=when("2016-02-20"))


@pytest.mark.parametrize("order", tuple(permutations((DONE, TOLD_NOTHING))))
def test_of_two_projects_blueprints_of_one_name_the_one_that_tells_of_the_cycle_is_the_specs(
    order,
):
    found = known(spec(APPROVED), blueprints=order).every

    assert [(one.name, one.outcome) for one in found] == [("thing", Outcome.LANDED)]


@pytest.mark.parametrize("order", tuple(permutations((DONE, replace(DONE, project="client")))))
def test_two_blueprints_of_one_name_that_both_landed_are_two_and_tell_the_spec_apart_from_both(
    order,
):
    found = known(spec(APPROVED), blueprints=order).every

    assert [(one.project, one.outcome) for one in found] == [
        ("team/specs", Outcome.UNKNOWN),
        ("client", Outcome.LANDED),
        ("store", Outcome.LANDED),
    ]
    assert found[0].conflicts == ("blueprints of client and store have this name",)


def test_of_two_blueprints_of_one_name_a_spec_has_that_of_its_repositorys_project():
    both = (blueprint(), replace(DONE, project="client", goals=("newton",)))
    entered = replace(spec(APPROVED), repository="openstack/team-specs")
    done = replace(blueprint(goals=("mitaka",)), **FINISHED)

    assert feature(entered, blueprints=both).outcome is Outcome.UNKNOWN
    assert feature(entered, blueprints=(both[1], done)).outcome is Outcome.LANDED


@pytest.mark.parametrize(
    ("definition", "outcome"), [("Approved", Outcome.LANDED), ("Drafting", Outcome.OPEN)]
)
def test_a_blueprint_that_only_informs_is_done_once_it_is_approved(definition, outcome):
    said = blueprint(goals=("mitaka",), definition_status=definition, **INFORMS)

    assert feature(spec(APPROVED), blueprints=(said,)).outcome is outcome


def test_a_goal_that_was_proposed_or_declined_decides_nothing():
    said = blueprint(goals=("newton",), has_accepted_goal=False, **FINISHED)
    put_off = blueprint(
        goals=("mitaka",), has_accepted_goal=False, implementation_status="Deferred"
    )

    landed = feature(spec(APPROVED), blueprints=(said,))
    assert (landed.outcome, landed.conflicts) == (Outcome.LANDED, ())
    assert "inside the cycle" in landed.evidence[-1]
    asked = when("2016-03-09")
    assert (
        feature(spec(APPROVED), blueprints=(put_off,), collected=asked).outcome
        is not Outcome.DEFERRED
    )


CYCLES = ("liberty", "mitaka", "newton")
GOALS = st.lists(st.sampled_from(CYCLES), unique=True, max_size=3).map(tuple)
DAYS = st.dates(calendar.find("liberty").start, calendar.find("newton").release)
BLUEPRINTS = st.builds(
    lambda project, goals, accepted, milestone, day, state: BlueprintInfo(
        project=project,
        name="thing",
        goals=goals,
        has_accepted_goal=accepted,
        milestone=milestone,
        implementation_status=state,
        definition_status="Approved",
        date_completed=when(day.isoformat()),
    ),
    st.sampled_from(("team", "client", "store")),
    GOALS,
    st.sampled_from((True, False, None)),
    st.sampled_from(("", *(f"{name}-1" for name in CYCLES))),
    DAYS,
    st.sampled_from(("Implemented", "Informational", "Started")),
)
MILESTONES = tuple(
    MilestoneInfo(project=project, series=name, name=f"{name}-1")
    for name in CYCLES
    for project in ("team", "client", "store")
)


def landed(cycle, *records, specs=None):
    found = features(
        FeatureRecords(
            cycles=calendar.known(), specs=specs, blueprints=records, milestones=MILESTONES
        ),
        TEAM,
        Notes(),
        calendar.find(cycle),
        Accounts(),
        (),
        moment=when("2017-01-01"),
    )
    return [one for one in found.every if one.outcome is Outcome.LANDED]


SPRING = Cycle(name="spring", start=date(2016, 1, 4), release=date(2016, 5, 27))


@pytest.mark.parametrize(
    ("done", "own", "cycle", "outcome"),
    [
        ("2016-02-01", (SPRING,), SPRING, Outcome.LANDED),
        ("2016-02-01", (SPRING,), MITAKA, None),
        ("2015-12-01", (SPRING,), MITAKA, Outcome.LANDED),
        ("2016-02-01", (), MITAKA, Outcome.LANDED),
    ],
)
def test_a_blueprint_without_a_goal_landed_in_the_teams_own_cycle_of_that_day(
    done, own, cycle, outcome
):
    one = blueprint(implementation_status="Implemented", date_completed=when(done))
    cycles = (*calendar.known(), *own)
    moment = when("2017-01-01")

    told = verdict(one, cycle, cycles, own, {}, moment=moment, collected=moment)
    assert told.outcome is outcome


@given(BLUEPRINTS)
def test_a_blueprint_lands_in_no_more_than_one_cycle(one):
    assert sum(len(landed(cycle.name, one)) for cycle in calendar.known()) <= 1


@given(st.lists(BLUEPRINTS, unique_by=lambda one: one.project, min_size=2))
def test_the_order_of_the_projects_changes_nothing(some):
    orders = (tuple(some), tuple(reversed(some)))
    one, other = (known(spec(APPROVED), blueprints=o, moment="2017-01-01") for o in orders)
    assert one == other


def test_a_spec_has_the_blueprint_of_the_project_that_its_text_links():
    linked = replace(APPROVED, blueprint="thing", project="client")
    both = (DONE, replace(DONE, project="client", goals=("newton",)))
    found = known(spec(linked), blueprints=both).every

    assert [(one.project, one.outcome) for one in found] == [
        ("team/specs", Outcome.UNKNOWN),
        ("store", Outcome.LANDED),
    ]


def test_what_landed_by_its_folder_does_not_land_again_by_a_later_goal():
    liberty = spec(step("2015-06-01", "entered", "liberty/implemented/thing.rst"), cycle="liberty")
    goal = blueprint(goals=("mitaka",), **FINISHED)

    assert known(liberty, blueprints=(goal,)).every == ()
    assert known(blueprints=(goal,)).every[0].outcome is Outcome.LANDED


def test_what_a_later_cycles_folder_has_among_the_done_ones_did_not_land_by_a_goal_before():
    again = step("2016-04-20", "entered", "newton/approved/thing.rst")
    moved = step(
        "2016-09-20",
        "moved",
        "newton/implemented/thing.rst",
        source="newton/approved/thing.rst",
    )
    goal = blueprint(goals=("mitaka",), **FINISHED)
    found = feature(
        *(spec(APPROVED), spec(again, moved, cycle="newton")),
        blueprints=(goal,),
        moment="2017-01-01",
    )

    assert (found.outcome, found.to) == (Outcome.DEFERRED, "newton")
    assert "its goal is mitaka" in found.conflicts[0]


@pytest.mark.parametrize(
    ("told", "launchpad", "page"),
    [
        ({"blueprint": "bulb", "project": "lamp"}, (), "/lamp/+spec/bulb"),
        ({"blueprint": "bulb"}, ("specs",), "/specs/+spec/bulb"),
        ({"blueprint": "bulb"}, ("lamp",), ""),
        ({}, ("specs",), ""),
    ],
)
def test_a_spec_leads_to_its_blueprint_where_its_project_is_known(told, launchpad, page):
    records = FeatureRecords(cycles=calendar.known(), specs=(spec(replace(APPROVED, **told)),))
    team = replace(TEAM, launchpad=launchpad)
    mitaka, moment = calendar.find("mitaka"), when("2016-03-09")
    found = features(records, team, Notes(), mitaka, Accounts(), (), moment=moment).every

    assert [one.blueprint_url.partition("launchpad.net")[2] for one in found] == [page]
