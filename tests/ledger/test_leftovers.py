"""What the cycle before left undone, and as what this one goes on with it."""

from retro.model.feature import Outcome
from tests.ledger.feature_builders import APPROVED, DONE, blueprint, known, spec, step, when

LIBERTY = step("2015-06-01", "entered", "liberty/approved/thing.rst")
BEFORE = spec(LIBERTY, cycle="liberty")
SORTED = spec(
    step("2015-06-01", "entered", "liberty/approved/other.rst"),
    step(
        "2015-09-01",
        "moved",
        "liberty/implemented/other.rst",
        source="liberty/approved/other.rst",
    ),
    name="other",
    cycle="liberty",
)
IN_LIBERTY = {"implementation_status": "Implemented", "date_completed": when("2015-09-20")}


def left(*records, **more):
    found = known(*records, **more)
    again = [(one.feature.name, one.again and one.again.outcome) for one in found.left or ()]
    return again, found.left_before


def test_a_spec_of_both_cycles_is_a_leftover_that_goes_on_and_ends_as_this_one_has_it():
    assert left(BEFORE, SORTED, spec(APPROVED, DONE)) == ([("thing", Outcome.LANDED)], 1)
    assert left(BEFORE, SORTED) == ([("thing", None)], 1)


def test_what_landed_before_by_its_blueprint_alone_is_no_leftover_and_not_carried_over():
    done = blueprint(goals=("liberty",), has_accepted_goal=True, **IN_LIBERTY)
    found = known(BEFORE, spec(APPROVED), blueprints=(done,))

    assert (found.left, found.left_before, found.carried_over) == ((), 0, ())
    assert [one.carried for one in found.every] == [()]


def test_a_leftover_whose_blueprint_this_cycle_has_without_a_spec_goes_on_in_it():
    goal = blueprint(goals=("mitaka",), has_accepted_goal=True)

    assert left(BEFORE, SORTED, blueprints=(goal,)) == ([("thing", Outcome.OPEN)], 1)


def test_before_anybody_sorts_specs_out_how_much_was_left_is_not_known():
    assert left(BEFORE, spec(APPROVED)) == ([("thing", Outcome.UNKNOWN)], 1)
    assert left(BEFORE) == ([("thing", None)], None)


def test_without_a_spec_of_the_cycle_before_nobody_knows_what_it_left():
    assert known(spec(APPROVED)).left is None
