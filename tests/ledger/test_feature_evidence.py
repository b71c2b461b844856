"""What a feature says of itself: its evidence in words, its days to the second, its order."""

from datetime import timedelta

import pytest

from retro import calendar
from retro.ledger.features.outcomes import FeatureRecords, features
from retro.model.change import Accounts, Event, Kind
from retro.model.feature import Feature, Outcome
from retro.model.team import Deferral, Notes
from retro.snapshot.launchpad import MilestoneInfo
from retro.snapshot.specs import SpecEventInfo
from tests.ledger.feature_builders import (
    ANN,
    APPROVED,
    BOT,
    CAME,
    DONE,
    MITAKA,
    OTHER_DONE,
    OWNER,
    SPECS,
    TEAM,
    abandoned,
    blueprint,
    change,
    feature,
    known,
    spec,
    step,
    when,
)


def said(found: Feature) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found.evidence]


FINISHED = {"implementation_status": "Implemented", "date_completed": when("2016-02-20")}
MILESTONES = (MilestoneInfo(project="team", series="mitaka", name="mitaka-3"),)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"goals": ("mitaka",)}, "its goal is mitaka"),
        ({"milestone": "mitaka-3"}, "its milestone is mitaka-3"),
        ({}, "inside the cycle"),
    ],
)
def test_a_landed_blueprint_says_why_it_is_of_the_cycle(more, why):
    found = feature(
        spec(APPROVED), blueprints=(blueprint(**FINISHED, **more),), milestones=MILESTONES
    )

    assert said(found)[1:] == [f"blueprint thing was Implemented on 20 February 2016, {why}"]
    assert found.since == when("2016-02-20")
    assert found.blueprint == "thing"


def test_a_given_up_blueprint_says_by_when():
    found = feature(
        spec(APPROVED), blueprints=(blueprint(definition_status="Obsolete", **FINISHED),)
    )

    assert said(found)[1:] == ["blueprint thing was Obsolete by 20 February 2016"]
    assert found.since == when("2016-02-20")


def test_of_an_open_feature_no_day_is_told():
    found = feature(OTHER_DONE, spec(APPROVED))

    assert (found.outcome, found.since, found.blueprint, found.to) == (Outcome.OPEN, None, "", "")
    assert said(found) == ["approved on 20 November 2015, commit c2015-1"]


@pytest.mark.parametrize(
    ("weeks", "outcome"),
    [(timedelta(weeks=4), Outcome.OPEN), (timedelta(weeks=4, seconds=-1), Outcome.LANDED)],
)
def test_a_blueprint_is_of_the_cycle_up_to_four_weeks_after_it(weeks, outcome):
    done = FINISHED | {"date_completed": MITAKA.ends + weeks}
    goal = blueprint(goals=("mitaka",), **done)

    assert feature(spec(APPROVED), blueprints=(goal,), moment="2016-07-01").outcome is outcome


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        (MITAKA.begins, Outcome.LANDED),
        (MITAKA.begins - timedelta(seconds=1), Outcome.UNKNOWN),
        (MITAKA.ends, Outcome.UNKNOWN),
        (MITAKA.ends - timedelta(seconds=1), Outcome.LANDED),
    ],
)
def test_a_blueprint_of_no_goal_is_of_the_cycle_in_which_it_was_completed(at, outcome):
    done = blueprint(**FINISHED | {"date_completed": at})

    assert feature(spec(APPROVED), blueprints=(done,), moment="2016-07-01").outcome is outcome


@pytest.mark.parametrize(
    ("after", "outcome"),
    [(timedelta(days=2), Outcome.OPEN), (timedelta(days=2, seconds=-1), Outcome.DEFERRED)],
)
def test_a_state_without_a_day_is_believed_for_less_than_two_days(after, outcome):
    deferred = blueprint(goals=("mitaka",), implementation_status="Deferred")
    found = feature(spec(APPROVED), blueprints=(deferred,), collected=when("2016-03-09") + after)

    assert found.outcome is outcome
    if outcome is Outcome.DEFERRED:
        assert said(found)[-1] == "blueprint thing was Deferred when collected"


def test_of_several_other_goals_the_first_is_told():
    found = feature(spec(APPROVED, DONE), blueprints=(blueprint(goals=("newton", "ocata")),))

    assert found.conflicts == ("the blueprint's goal is newton, as collected",)
    assert not found.accepted


def test_a_goal_of_the_cycle_is_no_conflict():
    found = feature(spec(APPROVED, DONE), blueprints=(blueprint(goals=("mitaka", "newton")),))

    assert (found.conflicts, found.accepted) == ((), True)


def test_a_blueprint_without_a_spec_has_its_page_on_launchpad_and_says_what_is_known():
    accepted = blueprint("a/b", title="Do it", goals=("mitaka",), has_accepted_goal=True)
    found = feature(blueprints=(accepted,), name="a/b")

    assert found.url == "https://blueprints.launchpad.net/team/+spec/a%2Fb"
    assert said(found) == ["the goal was accepted, on a day that Launchpad forgets"]
    assert (found.title, found.blueprint, found.conflicts) == ("Do it", "a/b", ())


def test_a_blueprint_that_landed_without_an_accepted_goal_says_so():
    found = feature(blueprints=(blueprint("idea", **FINISHED),), name="idea")

    assert found.conflicts == ("Launchpad has no accepted goal for this cycle",)
    assert said(found) == ["blueprint idea was Implemented on 20 February 2016, inside the cycle"]
    assert (found.outcome, found.since) == (Outcome.LANDED, when("2016-02-20"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (abandoned(5, OWNER), "change 5 was abandoned by its owner on 20 January 2016"),
        (abandoned(5, BOT), "change 5 was abandoned, by no person, on 20 January 2016"),
        (
            abandoned(5, ANN),
            "change 5 was abandoned by another than its owner on 20 January 2016",
        ),
        (change(5, project=SPECS, topic="bp/idea"), "change 5 is open since 1 December 2015"),
    ],
)
def test_a_proposal_says_which_change_ended_it_how_and_when(change, words):
    found = feature(changes=(change,), name="idea")

    assert said(found) == [words]
    assert (found.project, found.title, found.blueprint) == (SPECS, "Change 5", "idea")


def test_a_veto_refuses_only_as_the_one_in_force_by_who_cast_it():
    def proposal(votes, *events):
        return (change(5, *events, project=SPECS, topic="bp/idea", votes=votes),)

    veto = Event(when("2016-01-10"), Kind.VOTE, 1, ANN, "Code-Review", -2)
    other = Event(when("2016-01-12"), Kind.VOTE, 1, ANN, "Workflow", -1)
    held = {("Code-Review", ANN): -2}

    refused = feature(changes=proposal(held, veto, other), name="idea")
    assert (refused.outcome, refused.since) == (Outcome.REFUSED, when("2016-01-10"))
    assert said(refused) == ["change 5 got the Code-Review −2 in force on 10 January 2016"]
    for votes in ({}, {("Code-Review", ANN): -1}, {("Workflow", ANN): -2}):
        assert feature(changes=proposal(votes, veto), name="idea").outcome is Outcome.UNDECIDED


def test_features_come_in_the_order_of_their_approval_then_by_name_those_without_a_day_last():
    second = step("2015-11-25", "entered", "mitaka/approved/b.rst")
    goals = [
        blueprint(name, goals=("mitaka",), has_accepted_goal=True) for name in ("zeta", "alpha")
    ]
    found = known(
        spec(second, name="b"),
        spec(APPROVED),
        spec(step("2015-11-25", "entered", "mitaka/approved/a.rst"), name="a"),
        blueprints=tuple(goals),
    )

    assert [one.name for one in found.every] == ["thing", "a", "b", "alpha", "zeta"]


def test_what_is_known_of_features_says_from_which_sources():
    nothing = known()
    specs = known(spec(APPROVED))
    other = known(CAME)

    assert (nothing.specs, nothing.blueprints, nothing.cycle_before) == (False, False, "liberty")
    assert (specs.specs, other.specs) == (True, False)
    goal = blueprint("idea", goals=("mitaka",), has_accepted_goal=True)
    assert known(blueprints=(goal,)).blueprints


def test_specs_without_cycles_are_of_the_days_from_the_first_to_the_last_of_the_cycle():
    def entered(at):
        event = step("2015-12-01", "entered", "approved/thing.rst")
        moved = {f: getattr(event, f) for f in event.__struct_fields__} | {"at": at}
        return known(spec(SpecEventInfo(**moved), cycle=""), moment="2016-07-01").every

    second = timedelta(seconds=1)
    assert len(entered(MITAKA.begins)) == len(entered(MITAKA.ends - second)) == 1
    assert entered(MITAKA.begins - second) == entered(MITAKA.ends) == ()


def test_a_spec_that_was_done_before_is_not_carried_over():
    liberty = step("2015-06-01", "entered", "liberty/approved/thing.rst")
    finished = step(
        "2015-09-01",
        "moved",
        "liberty/implemented/thing.rst",
        source="liberty/approved/thing.rst",
    )

    assert feature(spec(liberty, cycle="liberty"), spec(APPROVED)).carried == ("liberty",)
    assert feature(spec(liberty, finished, cycle="liberty"), spec(APPROVED)).carried == ()


def test_a_spec_that_left_says_whereto():
    removed = step("2016-02-01", "removed", "mitaka/approved/thing.rst")
    shelved = step(
        "2016-02-01", "moved", "mitaka/shelved/thing.rst", source="mitaka/approved/thing.rst"
    )

    assert said(feature(OTHER_DONE, spec(APPROVED, removed)))[-1] == (
        "removed on 1 February 2016, commit c2016-0"
    )
    found = feature(OTHER_DONE, spec(APPROVED, shelved))
    assert (found.outcome, said(found)[-1]) == (
        Outcome.DROPPED,
        "moved to mitaka/shelved on 1 February 2016, commit c2016-0",
    )


def test_where_nothing_tells_the_end_the_reason_is_said():
    assert said(feature(spec(APPROVED)))[-1] == ("by then no source tells what became of it")


def test_only_changes_of_the_specs_repository_propose_and_only_others_carry_out():
    code = change(8, topic="bp/idea")

    assert known(changes=(code,)).every == ()
    found = feature(
        spec(APPROVED),
        changes=(change(8, topic="bp/thing"), change(9, project=SPECS, topic="bp/thing")),
    )
    assert (found.changes, found.proposed) == (frozenset({8}), when("2015-12-01"))


def test_specs_that_name_no_blueprint_share_none():
    other = spec(step("2015-11-20", "entered", "mitaka/approved/other.rst"), name="other")
    later = spec(
        step("2016-03-08", "entered", "newton/approved/thing.rst"), cycle="newton", name="thing"
    )

    assert feature(spec(APPROVED), other, later).to == "newton"


def test_a_spec_has_the_name_that_its_file_had_in_the_cycle():
    moved = step(
        "2016-03-08", "moved", "newton/approved/other.rst", source="mitaka/approved/thing.rst"
    )

    assert [one.name for one in known(spec(APPROVED, moved, name="final")).every] == ["thing"]


def test_before_the_first_cycle_of_the_calendar_there_is_none():
    first = min(calendar.known(), key=lambda cycle: cycle.release)
    found = features(
        FeatureRecords(cycles=calendar.known()),
        TEAM,
        Notes(),
        first,
        Accounts(),
        (),
        moment=first.ends,
    )

    assert (found.cycle_before, found.before) == ("", None)


def test_a_proposal_counts_if_something_happened_from_the_first_moment_of_the_cycle_on():
    def proposed(at):
        last = Event(at, Kind.COMMENT, 1, ANN)
        return known(changes=(change(5, last, project=SPECS, topic="bp/idea"),)).every

    assert len(proposed(MITAKA.begins)) == 1
    assert proposed(MITAKA.begins - timedelta(seconds=1)) == ()
    assert proposed(when("2016-03-09")) == ()


def test_where_no_spec_was_done_only_its_blueprint_settles_what_is_open():
    goal = blueprint(goals=("mitaka",))

    assert feature(spec(APPROVED), blueprints=()).outcome is Outcome.UNKNOWN
    assert feature(spec(APPROVED), blueprints=(goal,)).outcome is Outcome.OPEN
    assert feature(spec(APPROVED), OTHER_DONE).outcome is Outcome.OPEN


def test_what_landed_and_was_declared_deferred_says_who_differs():
    entry = Deferral(item="thing", to="newton")
    found = feature(spec(APPROVED, DONE), notes=Notes(deferred=(entry,)))

    assert (found.conflicts, found.to) == (("a person declared it deferred",), "")


def test_a_proposal_of_which_all_happened_at_the_cycles_end_or_later_is_the_next_cycles():
    def proposed(at):
        last = Event(at, Kind.COMMENT, 1, ANN)
        changes = (change(5, last, project=SPECS, topic="bp/idea"),)
        return known(changes=changes, moment="2016-07-01").every

    assert proposed(MITAKA.ends) == ()
    assert len(proposed(MITAKA.ends - timedelta(seconds=1))) == 1


@pytest.mark.parametrize(("after", "outcome"), [(0, Outcome.OPEN), (-1, Outcome.LANDED)])
def test_a_completion_at_the_moment_is_not_known_yet(after, outcome):
    done = FINISHED | {"date_completed": when("2016-03-09") + timedelta(seconds=after)}
    goal = blueprint(goals=("mitaka",), **done)

    assert feature(spec(APPROVED), blueprints=(goal,)).outcome is outcome


def test_a_spec_that_was_put_off_and_then_approved_elsewhere_was_never_approved_here():
    shelved = step("2015-11-20", "entered", "mitaka/shelved/thing.rst")
    moved = step(
        "2016-03-08", "moved", "newton/approved/thing.rst", source="mitaka/shelved/thing.rst"
    )

    assert known(spec(shelved, moved)).every == ()


@pytest.mark.parametrize(("day", "last"), [("2015-11-25", "2015-11-25"), ("2016-03-20", None)])
def test_a_day_between_two_is_known_no_further_than_the_moment(day, last):
    vague = step("2015-11-20", "entered", "mitaka/approved/thing.rst", until=when(day))
    found = feature(spec(vague))

    assert found.approved == when("2015-11-20")
    assert found.approved_until == when(last or "2016-03-09")


def test_a_merge_that_gerrit_knows_leaves_no_range():
    vague = step(
        "2015-11-20",
        "entered",
        "mitaka/approved/thing.rst",
        until=when("2016-01-20"),
        doubted=True,
    )
    merged = Event(when("2015-12-24"), Kind.MERGE, 1, ANN)
    found = feature(spec(vague), changes=(change(1, merged, project=SPECS, commit="c2015-11-20"),))

    assert (found.approved, found.approved_until) == (when("2015-12-24"), None)
    assert said(found)[0] == "approved on 24 December 2015, commit c2015-1"
