"""Features as of a moment, from small histories of specs, blueprints and changes."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from retro.model.change import Event, Kind, Status
from retro.model.feature import Outcome, named_by
from retro.model.team import Deferral, Notes
from retro.snapshot.launchpad import MilestoneInfo
from retro.snapshot.specs import SpecEventInfo
from tests.ledger.feature_builders import (
    ANN,
    APPROVED,
    BOT,
    CAME,
    DONE,
    LEFT,
    OTHER_DONE,
    OWNER,
    SPECS,
    abandoned,
    blueprint,
    change,
    feature,
    known,
    spec,
    step,
    when,
)


def test_a_spec_that_moved_to_implemented_landed_with_its_evidence():
    found = feature(spec(APPROVED, DONE))

    assert (found.outcome, found.since) == (Outcome.LANDED, when("2016-03-01"))
    assert found.evidence[-1].replace("\N{NO-BREAK SPACE}", " ") == (
        "moved to mitaka/implemented on 1 March 2016, commit c2016-0"
    )


def test_what_moved_on_the_day_after_the_moment_is_open():
    assert feature(OTHER_DONE, spec(APPROVED, DONE), moment="2016-03-01").outcome is Outcome.OPEN


def test_a_spec_that_was_not_there_yet_is_no_feature():
    assert known(spec(APPROVED), moment="2015-11-20").every == ()


def test_a_spec_that_moved_to_the_next_cycle_is_deferred_there():
    found = feature(spec(APPROVED, LEFT), CAME)

    assert (found.outcome, found.to) == (Outcome.DEFERRED, "newton")
    assert found.evidence[-1].startswith("moved to newton on 8")
    assert found.url == "https://git.example.org/team/specs/commit/c2016-03-08"


def test_a_link_left_behind_is_a_move_too():
    link = step("2016-03-08", "linked", APPROVED.path[6:], source="newton/approved/thing.rst")
    found = feature(spec(APPROVED, link), CAME)

    assert found.evidence[-1].startswith("moved to newton")


def test_a_spec_that_the_next_cycle_has_too_is_approved_again():
    found = feature(
        spec(APPROVED), spec(step("2016-03-05", "entered", "newton/thing.rst"), cycle="newton")
    )

    assert found.evidence[-1].startswith("approved again for newton")


def test_a_deferral_after_the_moment_is_not_known():
    assert feature(OTHER_DONE, spec(APPROVED, LEFT), CAME, moment="2016-03-08").outcome is (
        Outcome.OPEN
    )


def test_a_deferral_that_was_taken_back_is_none():
    back = step("2016-03-08", "removed", "newton/approved/thing.rst")
    again = spec(step("2016-03-07", "entered", "newton/approved/thing.rst"), back, cycle="newton")

    assert feature(OTHER_DONE, spec(APPROVED), again).outcome is Outcome.OPEN


def test_a_spec_under_another_name_is_known_by_its_blueprint():
    first = step("2015-11-20", "entered", "mitaka/approved/thing.rst", blueprint="real-name")
    second = step("2016-03-05", "entered", "newton/thing-v2.rst", blueprint="real-name")

    found = feature(spec(first), spec(second, name="thing-v2", cycle="newton"))
    assert (found.outcome, found.blueprint) == (Outcome.DEFERRED, "real-name")


def test_a_blueprint_of_several_specs_tells_none_of_them_apart():
    parts = (
        spec(step("2015-11-20", "entered", f"mitaka/{name}.rst", blueprint="big"), name=name)
        for name in ("one", "two")
    )
    next_one = step("2016-03-05", "entered", "newton/three.rst", blueprint="big")

    found = known(*parts, spec(next_one, name="three", cycle="newton"), OTHER_DONE)
    assert {one.outcome for one in found.every if one.name != "other"} == {Outcome.UNKNOWN}


def test_a_spec_carried_over_names_the_cycles_before():
    before = spec(step("2015-06-01", "entered", "liberty/thing.rst"), cycle="liberty")

    assert feature(before, spec(APPROVED)).carried == ("liberty",)


def test_a_spec_that_was_deleted_is_dropped():
    gone = step("2016-02-01", "removed", "mitaka/approved/thing.rst")

    assert feature(OTHER_DONE, spec(APPROVED, gone)).outcome is Outcome.DROPPED


def test_a_spec_that_was_put_off_to_no_cycle_is_dropped():
    off = step(
        "2016-02-01",
        "moved",
        "untargeted/thing.rst",
        source="mitaka/approved/thing.rst",
        state="shelved",
    )
    found = feature(OTHER_DONE, spec(APPROVED, off))

    assert found.outcome is Outcome.DROPPED
    assert found.evidence[-1].startswith("moved to untargeted")


def test_nothing_is_open_where_nothing_was_ever_moved():
    assert feature(spec(APPROVED)).outcome is Outcome.UNKNOWN


def test_gerrit_dates_a_commit_that_landed_without_a_merge():
    merge = Event(when("2016-01-11"), Kind.MERGE, 1, BOT)
    entered = step(
        "2016-01-09", "entered", "mitaka/thing.rst", commit="abc", until=when("2016-01-19")
    )

    found = feature(spec(entered), changes=(change(1, merge, project=SPECS, commit="abc"),))
    assert found.approved == when("2016-01-11")


def test_an_unsure_day_is_said_as_two():
    entered = step("2016-01-09", "entered", "mitaka/thing.rst", until=when("2016-01-19"))
    said = feature(spec(entered)).evidence[0].replace("\N{NO-BREAK SPACE}", " ")

    assert said.startswith("approved between 9 January 2016 and 19 January 2016")


def test_the_later_of_two_days_is_not_said_before_it_came():
    entered = step("2016-01-09", "entered", "mitaka/thing.rst", until=when("2016-01-19"))

    assert "on or after 9" in feature(spec(entered), moment="2016-01-15").evidence[0]


def test_the_cycle_before_is_counted_up_to_the_same_week():
    early, late = (
        spec(step(day, "entered", f"liberty/{name}.rst"), name=name, cycle="liberty")
        for name, day in (("a", "2015-06-01"), ("b", "2015-10-10"))
    )
    found = known(early, late, spec(APPROVED))

    assert (found.cycle_before, found.before) == ("liberty", 1)


def test_folders_without_cycles_belong_to_the_cycle_of_their_day():
    entered = step("2015-12-01", "entered", "approved/thing.rst")
    done = step("2016-02-01", "linked", "5.0/thing.rst", source="approved/thing.rst")
    done = SpecEventInfo(
        **{f: getattr(done, f) for f in done.__struct_fields__} | {"state": "implemented"}
    )
    late = step("2016-05-01", "entered", "approved/late.rst")

    found = known(spec(entered, done, cycle=""), spec(late, name="late", cycle=""))
    assert [(one.name, one.outcome) for one in found.every] == [("thing", Outcome.LANDED)]


# blueprints


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"goals": ("mitaka",)}, Outcome.LANDED),
        ({"milestone": "mitaka-3"}, Outcome.LANDED),
        ({}, Outcome.LANDED),
        ({"goals": ("liberty",)}, Outcome.UNKNOWN),
        ({"goals": ("mitaka",), "date_completed": when("2016-03-20")}, Outcome.OPEN),
        ({"goals": ("mitaka",), "date_completed": None}, Outcome.OPEN),
        ({"goals": ("mitaka",), "definition_status": "Obsolete"}, Outcome.OBSOLETE),
        ({"goals": ("mitaka",), "definition_status": "Superseded"}, Outcome.SUPERSEDED),
    ],
)
def test_a_blueprint_tells_what_its_day_of_completion_allows(more, outcome):
    done = {"implementation_status": "Implemented", "date_completed": when("2016-02-20")}
    milestones = (MilestoneInfo(project="team", series="mitaka", name="mitaka-3"),)

    found = feature(spec(APPROVED), blueprints=(blueprint(**done | more),), milestones=milestones)
    assert found.outcome is outcome


def test_an_accepted_goal_without_a_spec_is_a_feature_of_an_unknown_day():
    goal = blueprint("idea", goals=("mitaka",), has_accepted_goal=True)
    found = feature(blueprints=(goal,), name="idea")

    assert (found.taken_on, found.approved, found.outcome) == (True, None, Outcome.OPEN)


def test_a_goal_that_was_only_proposed_is_none():
    goal = blueprint("idea", goals=("mitaka",), has_accepted_goal=False)

    assert known(blueprints=(goal,)).every == ()


def test_a_blueprint_that_came_later_is_not_known():
    goal = blueprint("idea", goals=("mitaka",), date_created=when("2016-03-20"))

    assert known(blueprints=(goal,)).every == ()


@pytest.mark.parametrize(("days", "outcome"), [(1, Outcome.DEFERRED), (30, Outcome.OPEN)])
def test_deferred_in_launchpad_counts_only_where_it_was_read_at_once(days, outcome):
    said = blueprint(goals=("mitaka",), implementation_status="Deferred")
    asked = when("2016-03-09") + timedelta(days=days)

    assert feature(spec(APPROVED), blueprints=(said,), collected=asked).outcome is outcome


def test_the_blueprint_that_a_file_names_wins_over_its_name():
    entered = step("2015-11-20", "entered", "mitaka/thing.rst", blueprint="real-name")
    done = {"implementation_status": "Implemented", "date_completed": when("2016-02-20")}
    wrong, right = blueprint(), blueprint("real-name", goals=("mitaka",), **done)

    assert feature(spec(entered), blueprints=(wrong, right)).outcome is Outcome.LANDED


@pytest.mark.parametrize(
    ("records", "more", "conflict"),
    [
        ((spec(APPROVED, DONE),), {"goals": ("newton",)}, "the blueprint's goal is newton"),
        (
            (spec(APPROVED), OTHER_DONE),
            {
                "goals": ("mitaka",),
                "implementation_status": "Implemented",
                "date_completed": when("2016-02-20"),
            },
            "the spec does not stand with the done ones",
        ),
        ((spec(APPROVED, DONE), CAME), {}, "approved again for newton"),
        (
            (spec(APPROVED, DONE),),
            {"definition_status": "Obsolete", "date_completed": when("2016-02-20")},
            "blueprint thing was Obsolete",
        ),
    ],
)
def test_sources_that_disagree_are_listed(records, more, conflict):
    found = feature(*records, blueprints=(blueprint(**more),))

    assert found.outcome is Outcome.LANDED
    assert [one for one in found.conflicts if one.startswith(conflict)]


def test_a_goal_of_today_says_nothing_of_what_was_open_then():
    found = feature(spec(APPROVED), OTHER_DONE, blueprints=(blueprint(goals=("newton",)),))

    assert (found.outcome, found.conflicts) == (Outcome.OPEN, ())


def test_what_a_person_declared_is_beside_the_outcome():
    notes = Notes(deferred=(Deferral(item="Thing", to="newton"),))
    found = feature(spec(APPROVED), OTHER_DONE, notes=notes)

    assert (found.outcome, found.declared, found.to) == (Outcome.OPEN, "Thing", "newton")


def test_a_landed_feature_that_was_declared_deferred_is_a_conflict():
    notes = Notes(deferred=(Deferral(item="thing"),))

    assert "declared" in feature(spec(APPROVED, DONE), notes=notes).conflicts[0]


# proposals


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ((abandoned(1, OWNER),), Outcome.WITHDRAWN),
        ((abandoned(1, ANN),), Outcome.REFUSED),
        ((abandoned(1, BOT),), Outcome.UNKNOWN),
        ((abandoned(1, ANN), abandoned(2, OWNER, "2016-02-01")), Outcome.WITHDRAWN),
        ((abandoned(1, ANN), change(2, project=SPECS, topic="bp/idea")), Outcome.UNDECIDED),
        (
            (
                change(
                    1,
                    Event(when("2016-01-10"), Kind.VOTE, 1, ANN, "Code-Review", -2),
                    project=SPECS,
                    topic="bp/idea",
                    votes={("Code-Review", ANN): -2},
                ),
            ),
            Outcome.REFUSED,
        ),
    ],
)
def test_a_proposal_ends_as_its_last_change_did(changes, outcome):
    assert feature(changes=changes, name="idea").outcome is outcome


def test_a_proposal_of_another_cycle_is_left_out():
    assert known(changes=(abandoned(1, ANN, "2015-10-01"),)).every == ()


def test_a_change_that_mends_a_spec_is_no_proposal():
    merge = Event(when("2016-01-10"), Kind.MERGE, 1, ANN)
    mend = change(1, merge, project=SPECS, status=Status.MERGED, topic="bp/older")

    assert known(changes=(mend,)).every == ()


def test_an_approved_feature_knows_its_proposal_and_the_changes_that_name_it():
    proposal = change(1, project=SPECS, topic="bp/thing")
    code = change(2, footers=("Implements: blueprint thing",))
    found = feature(spec(APPROVED), changes=(proposal, code))

    assert (found.proposed, found.changes) == (when("2015-12-01"), {2})


@pytest.mark.parametrize(
    ("footer", "names"),
    [
        ("Implements: blueprint ovf-lite", {"ovf-lite"}),
        ("Implements: Blueprint: ovf-lite", {"ovf-lite"}),
        ("Implements blueprint ovf-lite.", {"ovf-lite"}),
        ("Implements-blueprint: ovf-lite", {"ovf-lite"}),
        ("Implements: bp ovf-lite", {"ovf-lite"}),
        ("Implements: bp/ovf-lite", {"ovf-lite"}),
        ("Partially-implements: blueprint OVF-lite", {"ovf-lite"}),
        ("Partial-Implements: bp:ovf-lite", {"ovf-lite"}),
        ("partially implements blueprint 'ovf-lite'", {"ovf-lite"}),
        ("Related: blueprint ovf_lite-2.0", {"ovf_lite-2.0"}),
        ("blueprint ovf-lite", {"ovf-lite"}),
        ("BP: ovf-lite", {"ovf-lite"}),
        ("Blueprint: https://blueprints.launchpad.net/glance/+spec/ovf-lite", {"ovf-lite"}),
        ("Implements: blueprint one, blueprint two", {"one", "two"}),
        ("Closes-Bug: #1234567", set()),
        ("Change-Id: Iabc", set()),
    ],
)
def test_a_footer_names_a_blueprint_in_many_spellings(footer, names):
    assert named_by(change(1, footers=(footer,))) == names


@pytest.mark.parametrize(
    ("topic", "names"),
    [
        ("bp/ovf-lite", {"ovf-lite"}),
        ("bp-ovf-lite", {"ovf-lite"}),
        ("blueprint/ovf-lite", {"ovf-lite"}),
        ("bug/1234567", set()),
        ("ovf-lite", set()),
        ("", set()),
    ],
)
def test_a_topic_names_a_blueprint_if_it_says_so(topic, names):
    assert named_by(change(1, topic=topic)) == names


OTHERS = "team/other-specs"


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [("", "", False), ("shiny", "", False), ("shiny", "dull", False), ("shiny", "shiny", True)],
)
def test_in_another_repository_only_the_blueprint_tells_that_it_is_the_same(here, there, same):
    mine = replace(spec(replace(APPROVED, blueprint=here)), life="one")
    came = replace(CAME.events[0], blueprint=there)
    later = replace(CAME, events=(came,), life="one", repository=OTHERS)

    assert (feature(mine, later).outcome is Outcome.DEFERRED) is same
