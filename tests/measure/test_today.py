"""The view in mid-cycle is put together from the same answers as the pages."""

from datetime import date

from retro.measure.today import today
from retro.model.feature import Feature, Features, Outcome
from retro.model.team import Freeze, Happening, Notes, Priority
from tests.measure.builders import case, change, review, upload, verdict, when


def test_what_waited_longest_without_a_review_comes_first():
    young = change(1, upload("01-20"), verdict("01-20", 1))
    old = change(2, upload("01-05"), verdict("01-05", 1), review("01-10"))
    told = today(case(young, old))

    assert [(one.change.number, one.reviewed) for one in told.starved] == [
        (2, date(2016, 1, 10)),
        (1, None),
    ]


def test_the_backlog_is_held_against_that_of_four_weeks_ago():
    gone = change(1, upload("02-01"), verdict("02-01", 1), verdict("02-20", -1))
    told = today(case(gone, moment="03-10"))

    assert (told.verified.value, told.verified_before) == (0, 1)


def test_each_reason_says_since_when_it_stands():
    stuck = change(1, upload("01-01"), verdict("01-05", -1))
    told = today(case(stuck))

    assert told.stuck[0].reasons == (("negative verdict of CI", date(2016, 1, 5)),)


def test_days_ahead_are_those_after_the_moment_up_to_the_release():
    days = (date(2016, 3, 9), date(2016, 3, 14))
    notes = Notes(
        rhythm=(Happening(kind="review day", days=days),),
        freezes=(Freeze(name="spec freeze", day=date(2016, 3, 14)),),
    )
    told = today(case(notes=notes, moment="03-10", as_of=date(2016, 3, 9)))

    assert told.ahead[0].day == date(2016, 3, 14)
    assert told.ahead[0].label == "review day, spec freeze"
    assert told.ahead[-1].label == "release"


def test_priorities_not_met_come_with_their_open_changes():
    notes = Notes(
        priorities=(
            Priority(title="Import", features=("import",)),
            Priority(title="Done", outcome="met"),
        )
    )
    told = today(case(notes=notes))

    assert [(one.title, one.state, one.changes) for one in told.priorities] == [
        ("Import", "open", ())
    ]


def test_features_that_landed_are_left_out():
    every = (
        Feature(name="a", project="specs", approved=when("02-01"), outcome=Outcome.LANDED),
        Feature(
            name="b",
            project="specs",
            approved=when("02-01"),
            outcome=Outcome.OPEN,
            changes=frozenset({7}),
        ),
    )
    known = Features(every=every, specs=True)
    told = today(case(change(7, upload("03-01")), features=known))

    assert [(one.title, one.changes[0].number) for one in told.features] == [("b", 7)]


def test_what_is_not_known_says_why():
    told = today(case())

    assert told.features.startswith("Neither was collected")
    assert told.priorities == "cycle.yaml has no priorities."
    assert told.roles == "Inferred from votes: there is no roster."
