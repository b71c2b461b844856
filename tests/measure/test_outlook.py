"""What lies ahead of a cycle that runs."""

from datetime import date

from msgspec.structs import replace

from retro.measure.today import outlook
from retro.model.cycle import Milestone
from retro.model.feature import Outcome
from retro.model.team import Freeze, Happening, Notes
from tests.measure.builders import CYCLE, case, change, merge, review, upload, verdict
from tests.measure.features.builders import feature, landed, with_features

RC1 = replace(
    CYCLE, milestones=(Milestone("M-1", date(2016, 3, 1)), Milestone("RC1", date(2016, 3, 24)))
)


def test_the_days_ahead_are_milestones_freezes_and_the_release():
    notes = Notes(
        freezes=(Freeze(name="spec freeze", day=date(2016, 3, 24)),),
        rhythm=(Happening(kind="review day", days=(date(2016, 3, 15),)),),
    )
    found = outlook(case(cycle=RC1, notes=notes, moment="03-10", as_of=date(2016, 3, 9)))

    assert [(one.day.day, one.label) for one in found.days] == [
        (24, "RC1, spec freeze"),
        (3, "release"),
    ]


def named(*changes, **more):
    """Return what is told of a feature that names all of some changes."""
    numbers = frozenset(one.number for one in changes)
    return outlook(with_features(feature("a", changes=numbers), changes=changes, **more)).features[
        0
    ]


def test_a_feature_has_its_open_and_merged_changes_and_the_day_on_which_one_moved():
    told = named(
        change(1, upload("03-01"), merge("03-05")),
        change(2, upload("03-02"), review("03-06"), verdict("03-08")),
    )

    assert (told.open, told.merged, told.moved) == (1, 1, date(2016, 3, 6))
    assert (told.open_url, told.merged_url) == (
        "https://review.example.org/q/2",
        "https://review.example.org/q/1",
    )


def test_a_feature_that_no_change_names_never_moved():
    told = named()

    assert (told.open, told.merged, told.moved, told.open_url) == (0, 0, None, "")


def test_what_nobody_touched_for_longest_comes_first_and_what_landed_is_gone():
    one, two = change(1, upload("03-02")), change(2, upload("03-04"))
    some = (
        feature("young", changes=frozenset({2})),
        feature("old", changes=frozenset({1})),
        feature("never", Outcome.UNKNOWN),
        landed("done"),
    )
    found = outlook(with_features(*some, changes=(one, two)))

    assert [one.title for one in found.features] == ["never", "old", "young"]
    assert found.unsure == 1


def test_where_no_source_tells_of_features_the_reason_stands_in_their_place():
    assert outlook(case()).features.startswith("Neither was collected")
