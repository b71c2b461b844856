"""What a spec's moves, a blueprint's states and a proposal's turns may decide, and what not."""

from retro.model.change import Event, Kind, Status
from retro.model.feature import Outcome
from retro.snapshot.specs import PAGE
from tests.ledger.feature_builders import (
    ANN,
    APPROVED,
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

FINISHED = {"implementation_status": "Implemented", "date_completed": when("2016-02-20")}
PUT_OFF = {"implementation_status": "Deferred"}


def test_an_edit_of_a_spec_where_it_stands_moves_no_day():
    edited = step("2016-03-05", "edited", "mitaka/implemented/thing.rst")

    assert feature(spec(APPROVED, DONE, edited)).since == when("2016-03-01")


def test_a_spec_is_approved_on_the_first_day_that_it_stood_among_such():
    again = step("2016-01-05", "entered", "mitaka/approved/thing-2.rst")

    assert feature(spec(APPROVED, again), name="thing-2").approved == when("2015-11-20")


def test_a_page_on_priorities_is_no_spec():
    assert known(spec(step("2015-11-20", "entered", f"mitaka/{PAGE}/thing.rst"))).every == ()


def test_a_spec_that_left_for_where_nothing_is_known_is_dropped_since_it_left():
    link = step("2016-03-01", "linked", APPROVED.path[6:], source="newton/approved/thing.rst")
    gone = step("2016-03-05", "removed", APPROVED.path[6:])
    found = feature(OTHER_DONE, spec(APPROVED, link, gone))

    assert (found.outcome, found.since) == (Outcome.DROPPED, when("2016-03-01"))


def test_a_spec_of_a_cycle_that_the_calendar_does_not_know_is_of_a_later_one():
    later = step("2016-03-05", "entered", "zebra/thing.rst", source="x")
    record = spec(
        type(later)(
            at=later.at,
            what="entered",
            path=later.path,
            state="approved",
            cycle="zebra",
            commit="c",
        ),
        cycle="zebra",
    )

    assert feature(spec(APPROVED), record).outcome is Outcome.DEFERRED


def test_what_an_earlier_cycle_never_approved_was_not_carried_over_nor_counted():
    early = spec(step("2015-06-01", "entered", "liberty/ideas/thing.rst"), cycle="liberty")
    found = known(early, spec(APPROVED))

    assert [(one.name, one.carried) for one in found.every] == [("thing", ())]
    assert found.before is None


def test_one_name_is_one_spec_though_its_blueprint_is_shared():
    parts = (
        spec(step("2015-11-20", "entered", f"mitaka/{name}.rst", blueprint="big"), name=name)
        for name in ("big", "two")
    )
    came = spec(step("2016-03-05", "entered", "newton/big.rst"), name="big", cycle="newton")
    found = {one.name: one.outcome for one in known(*parts, came, OTHER_DONE).every}

    assert (found["big"], found["two"]) == (Outcome.DEFERRED, Outcome.OPEN)


def test_a_blueprint_with_a_spec_is_one_feature():
    goal = blueprint(goals=("mitaka",), has_accepted_goal=True)

    assert [one.name for one in known(spec(APPROVED), blueprints=(goal,)).every] == ["thing"]


def test_a_blueprint_that_came_before_the_moment_is_known():
    goal = {"goals": ("mitaka",), "has_accepted_goal": True}
    days = {"2016-03-08": ["idea"], "2016-03-09": []}

    for day, names in days.items():
        records = (blueprint("idea", date_created=when(day), **goal),)
        assert [one.name for one in known(blueprints=records).every] == names


def test_what_was_given_up_for_good_is_not_deferred():
    both = PUT_OFF | {"definition_status": "Obsolete", "date_completed": when("2016-02-20")}
    said = blueprint(goals=("mitaka",), **both)
    found = feature(spec(APPROVED), blueprints=(said,), collected=when("2016-03-09"))

    assert found.outcome is Outcome.OBSOLETE


def test_only_a_goal_of_the_cycle_can_be_put_off_from_it():
    said = blueprint(goals=("newton",), **PUT_OFF)
    found = feature(spec(APPROVED), blueprints=(said,), collected=when("2016-03-09"))

    assert found.outcome is Outcome.UNKNOWN


def test_a_completed_blueprint_that_implements_nothing_did_not_land():
    said = blueprint(goals=("mitaka",), **FINISHED | {"implementation_status": "Informational"})

    assert feature(spec(APPROVED), blueprints=(said,)).outcome is Outcome.OPEN


def test_what_one_source_says_against_the_outcome_is_no_evidence_of_it():
    given_up = blueprint(definition_status="Obsolete", date_completed=when("2016-02-20"))
    found = feature(spec(APPROVED, DONE), blueprints=(given_up,))

    assert len(found.evidence) == 2
    assert not [text for text in found.evidence if "Obsolete" in text]


def test_a_landed_spec_that_is_approved_again_says_where_and_when_and_goes_nowhere():
    found = feature(spec(APPROVED, DONE), CAME)

    assert found.to == ""
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in found.conflicts] == [
        "approved again for newton on 8 March 2016, commit c2016-0"
    ]


def test_an_open_specs_repository_is_no_witness_against_a_landed_blueprint():
    done = blueprint(goals=("mitaka",), **FINISHED)

    assert feature(spec(APPROVED), blueprints=(done,)).conflicts == ()


def test_specs_without_cycles_are_those_of_each_cycle():
    entered = step("2015-12-01", "entered", "approved/thing.rst")
    early = step("2015-06-01", "entered", "approved/early.rst")
    found = known(spec(entered, cycle=""), spec(early, cycle="", name="early"))

    assert (found.specs, found.before) == (True, 1)
    assert not known(spec(step("2015-06-01", "entered", "liberty/a.rst"), cycle="liberty")).specs


def test_the_first_of_all_proposals_that_bear_a_features_names_counts():
    named = step("2015-11-20", "entered", "mitaka/approved/thing.rst", blueprint="real-name")
    ideas = (
        change(n, project=SPECS, topic=topic)
        for n, topic in ((1, "bp/thing"), (2, "bp/real-name"))
    )
    first, second = ideas
    later = type(second)(
        **{f: getattr(second, f) for f in second.__struct_fields__}
        | {"created": when("2015-12-20")}
    )

    assert feature(spec(named), changes=(first, later)).proposed == when("2015-12-01")


def test_a_proposal_that_was_given_up_twice_is_so_since_the_second_time():
    turns = (
        Event(when("2016-01-10"), Kind.ABANDON, 1, ANN),
        Event(when("2016-01-20"), Kind.RESTORE, 1, OWNER),
        Event(when("2016-02-10"), Kind.ABANDON, 1, OWNER),
    )
    twice = change(1, *turns, project=SPECS, status=Status.ABANDONED, topic="bp/idea")
    found = feature(changes=(twice, abandoned(2, ANN, "2016-01-25")), name="idea")

    assert (found.outcome, found.since) == (Outcome.WITHDRAWN, when("2016-02-10"))


def test_a_veto_stands_since_it_was_cast_and_not_since_it_was_copied():
    cast = Event(when("2016-01-10"), Kind.VOTE, 1, ANN, "Code-Review", -2)
    copied = Event(when("2016-01-15"), Kind.COPIED, 2, ANN, "Code-Review", -2)
    idea = change(
        *(1, cast, copied), project=SPECS, topic="bp/idea", votes={("Code-Review", ANN): -2}
    )

    assert feature(changes=(idea,), name="idea").since == when("2016-01-10")


def test_one_change_of_a_proposal_in_the_cycle_is_enough():
    changes = (abandoned(1, ANN, "2015-10-01"), abandoned(2, ANN, "2016-01-20"))

    assert feature(changes=changes, name="idea").since == when("2016-01-20")


def test_a_spec_that_left_says_once_where_it_went():
    found = feature(spec(APPROVED, LEFT), CAME)

    assert len(found.evidence) == 2
    assert found.conflicts == ()
