"""Where bugs are: each reason for which Launchpad gives no number is said, and none is a zero."""

import pytest
from msgspec.structs import replace

from retro.measure.bugs.backlog import open_bugs
from retro.measure.bugs.turnover import reported
from retro.model.bug import Bugs
from retro.model.facts import Gap
from tests.measure.bugs.builders import bug, bug_case, team
from tests.measure.builders import case

STORY = {"storyboard": "openstack/lamp"}
OLD = tuple(bug(n, "01-01") for n in range(3))


def why(here):
    found = reported(here)
    assert isinstance(found, Gap)
    assert found.why == open_bugs(here).why
    return found.why


def test_a_team_on_another_tracker_has_its_name_and_no_zero():
    away = replace(team(tracker=STORY), launchpad=())

    assert why(case(team=away)) == "Bugs are tracked on StoryBoard (openstack/lamp)."
    assert why(bug_case(team=away, projects=())) == why(case(team=away))


def test_a_team_on_two_trackers_is_told_what_is_not_counted():
    note = reported(bug_case(bug(1), team=team(tracker=STORY))).note

    assert note == "Bugs are tracked on StoryBoard (openstack/lamp) too, which is not counted."


def test_what_was_left_out_what_is_absent_and_what_nobody_asked_are_told_apart():
    asked, named = {"bugs": "Launchpad was left out of this collection"}, team()

    assert why(case(team=named, lacks=asked)) == "Launchpad was left out of this collection."
    assert why(case(team=named)) == "Launchpad's bugs were not collected."
    assert why(case()) == "The team names no project on Launchpad."
    assert why(bug_case(projects=())) == why(case())
    absent = bug_case(projects=(), missing=("lamp is not on Launchpad: tracked elsewhere",))
    assert why(absent) == "Lamp is not on Launchpad: tracked elsewhere."


def test_an_answer_of_which_nothing_was_understood_is_no_zero():
    odd = case(bugs=Bugs(tasks=(), projects=("code",), unread=2), team=team())

    assert why(odd).startswith("Launchpad answered, and it was not understood: 2")


def test_a_tracker_that_nobody_touched_in_the_whole_cycle_is_doubted():
    assert why(bug_case(*OLD, moment="04-02")).startswith("Launchpad has 3")
    assert "tracked elsewhere" in why(bug_case(*OLD, moment="04-02"))
    there = why(bug_case(*OLD, moment="04-02", team=team(tracker=STORY)))
    assert "tracked on StoryBoard (openstack/lamp)" in there


@pytest.mark.parametrize(
    "here",
    [
        bug_case(*OLD, moment="03-10"),
        bug_case(*OLD, moment="04-02", team=team(tracker={"launchpad": "code"})),
        bug_case(*OLD, bug(9, "01-01", ("03-05", "closed")), moment="04-02"),
        bug_case(*OLD, bug(9, "01-01", left_new="03-05"), moment="04-02"),
        bug_case(*OLD, bug(9, "01-01", ("01-01", "unknown")), moment="04-02"),
    ],
    ids=["early", "confirmed", "closed", "triaged", "unknown"],
)
def test_a_tracker_in_use_or_too_early_to_tell_has_its_numbers(here):
    assert reported(here).value == 0


def test_a_bug_that_came_after_the_moment_does_not_tell_that_the_tracker_was_in_use():
    late = bug_case(*OLD, bug(9, "04-02 12:00"), moment="04-02")

    assert "tracked elsewhere" in why(late)
