from datetime import date, timedelta

import pytest

from retro.measure.community import activity
from retro.measure.community.activity import Activity
from retro.model.facts import Gap
from retro.model.team import Notes, Team, Tenure
from tests.measure.builders import ANN, BEN, case, change, review, upload, vote, when

ALL = Notes(roster=(Tenure(account="ann"),))
MONDAYS = ("02-29", "03-07", "03-14", "03-21")


def classes(*weeks: str, notes: Notes = ALL, moment: str = "03-28", **given):
    reviews = (review(f"{week} 12:00", ANN, on) for on, week in enumerate(weeks, 1))
    return activity.partition(
        case(change(1, upload("02-01"), *reviews), notes=notes, moment=moment, **given)
    )


@pytest.mark.parametrize(
    ("weeks", "found"),
    [
        (MONDAYS, Activity.CONSTANT),
        (MONDAYS[:3], Activity.CONSTANT),
        (MONDAYS[:2], Activity.OCCASIONAL),
        (MONDAYS[:1], Activity.OCCASIONAL),
        ((), Activity.QUIET),
    ],
)
def test_the_share_of_weeks_with_a_review_makes_the_class(weeks, found):
    assert classes(*weeks) == {ANN: found}


def test_a_week_that_the_moment_cuts_is_no_week():
    assert classes(*MONDAYS[:3], moment="03-30") == {ANN: Activity.CONSTANT}


def test_holiday_weeks_are_left_out():
    team = Team(
        key="t",
        title="T",
        gerrit=case().team.gerrit,
        holidays=(date(2016, 3, 9), date(2016, 3, 17)),
    )

    assert classes("02-29", "03-21", team=team) == {ANN: Activity.CONSTANT}


def test_who_was_there_for_holiday_weeks_only_is_in_no_class():
    team = Team(key="t", title="T", gerrit=case().team.gerrit, holidays=(date(2016, 3, 1),))

    assert classes(team=team, moment="03-10") == {}


def test_who_left_and_came_back_is_interrupted_whatever_the_reviews():
    away = Notes(
        roster=(
            Tenure(account="ann", until=date(2016, 3, 1)),
            Tenure(account="ann", since=date(2016, 3, 25)),
        )
    )

    assert classes(*MONDAYS, notes=away) == {ANN: Activity.INTERRUPTED}


@pytest.mark.parametrize(("day", "there"), [(14, True), (15, False)])
def test_who_was_there_for_less_than_half_is_in_no_class(day, there):
    late = Notes(roster=(Tenure(account="ann", since=date(2016, 3, day)),))

    assert bool(classes(notes=late)) is there


def test_a_name_without_an_account_is_in_no_class():
    notes = Notes(roster=(Tenure(account="ann"), Tenure(account="nobody")))

    assert classes(notes=notes) == {ANN: Activity.QUIET}


def test_the_classes_are_counted_with_all_of_them_in_the_note():
    here = case(
        change(1, upload("02-01")),
        notes=Notes(roster=(*ALL.roster, Tenure(account="ben"))),
        moment="03-28",
    )
    quiet = activity.cores_quiet(here)

    assert (quiet.value, quiet.n) == (2, 2)
    assert "0 constant, 0 occasional, 2 quiet, 0 interrupted" in quiet.note
    assert activity.cores_constant(here).value == activity.cores_occasional(here).value == 0
    assert activity.cores_interrupted(here).value == 0


def test_without_a_roster_nobody_is_interrupted():
    votes = change(1, upload("2016-02-01"[5:]), vote("02-29", 2), vote("03-01", 2, by=BEN))
    here = case(votes, moment="03-28")

    assert isinstance(activity.cores_interrupted(here), Gap)
    assert activity.cores_quiet(here).value == 2
    assert "interrupted" not in activity.cores_quiet(here).note


def test_before_a_week_is_over_there_are_no_classes():
    assert isinstance(activity.cores_quiet(case(notes=ALL, moment="03-03")), Gap)


def test_reviews_must_be_known_from_the_start():
    begins = case().cycle.begins + timedelta(days=1)

    assert isinstance(activity.cores_quiet(case(notes=ALL, reaches=begins)), Gap)
    assert isinstance(activity.cores_quiet(case(reaches=when("02-01"))), Gap)
