"""This week's news: what happened since Monday, and what needs no more than a push."""

from datetime import date

import pytest

from retro.measure.today.lately import lately, since
from retro.model.feature import Feature, Features, Outcome
from retro.model.label import SeenVotes, Served
from retro.model.labels import Labels
from tests.measure.bugs.builders import bug, bug_case
from tests.measure.builders import (
    BEN,
    OWNER,
    UNGATED,
    case,
    change,
    merge,
    review,
    upload,
    verdict,
    vote,
    when,
)


def told(*changes, **given):
    """Return the news of 7 to 9 March: the numbers of the changes, by what is told of them."""
    news = lately(case(*changes, **given))
    return {
        one.title: [thing.number for thing in one.things]
        for one in news
        if not isinstance(one.things, str)
    }


def approved(at):
    return vote(at, 1, "Workflow")


@pytest.mark.parametrize(
    ("as_of", "monday"),
    [("2016-03-09", "2016-03-07"), ("2016-03-13", "2016-03-07"), ("2016-03-14", "2016-03-07")],
)
def test_the_news_begin_with_monday_and_on_a_monday_with_the_one_before(as_of, monday):
    here = case(as_of=date.fromisoformat(as_of), moment="03-15")
    assert since(here) == date.fromisoformat(monday)


def test_the_news_never_begin_before_the_cycle():
    assert since(case(as_of=date(2016, 2, 29), moment="03-01")) == date(2016, 2, 29)


def test_merged_is_what_was_merged_since_monday():
    before = change(1, upload("03-01"), merge("03-06"))
    since_then = change(2, upload("03-01"), merge("03-07"))

    assert told(before, since_then)["Merged"] == [2]


def test_specs_are_told_apart():
    spec = change(1, upload("03-01"), merge("03-08"), project="team/specs")
    found = told(specs=(spec,))

    assert (found["Merged"], found["Merged in the specs repository"]) == ([], [1])


def test_newly_starved_is_what_was_not_starved_on_monday():
    old = change(1, upload("01-01"), verdict("01-02"))
    new = change(2, upload("02-07"), verdict("02-08"))

    assert told(old, new)["Newly starved"] == [2]


def test_newly_failing_is_what_did_not_fail_on_monday():
    old = change(1, upload("03-01"), verdict("03-02", -1))
    new = change(2, upload("03-01"), verdict("03-02"), verdict("03-08", -1))

    assert told(old, new)["Newly failing CI"] == [2]


def test_one_vote_away_is_verified_with_a_core_reviewers_highest_vote():
    near = change(1, upload("03-01"), verdict("03-02"), vote("03-03", 2))
    liked = change(2, upload("03-01"), verdict("03-02"), vote("03-03", 1))
    own = change(5, upload("03-01"), verdict("03-02"), vote("03-03", 2, by=OWNER))
    failing = change(3, upload("03-01"), verdict("03-02", -1), vote("03-03", 2))
    gone = change(4, upload("03-01"), verdict("03-02"), vote("03-03", 2), approved("03-04"))

    assert told(near, liked, own, failing, gone)["One vote away: a core reviewer is for it"] == [1]


def test_approved_and_not_merged_counts_from_the_third_day():
    old = change(1, upload("03-01"), verdict("03-02"), approved("03-06"))
    new = change(2, upload("03-01"), verdict("03-02"), approved("03-07 00:01"))

    assert told(old, new)["Approved, and not merged for 3 days"] == [1]


def test_without_a_ci_what_waits_for_it_is_not_known():
    open_one = change(1, upload("03-01"), review("03-02"))
    found = {one.title: one.things for one in lately(case(open_one, accounts=UNGATED))}

    assert isinstance(found["Newly starved"], str)
    assert "Newly failing CI" not in found


def test_each_list_of_open_changes_leads_to_the_server():
    news = {one.title: one.url for one in lately(case())}

    assert "status%3Amerged" in news["Merged"]
    assert "age%3A30d" in news["Newly starved"]
    assert "label%3AVerified%3C%3D-1" in news["Newly failing CI"]
    assert "age%3A3d" in news["Approved, and not merged for 3 days"]


SPEC = {"project": "team/specs", "outcome": Outcome.OPEN}


def approvals(*every, **known):
    return next(
        one
        for one in lately(case(features=Features(every=every, **({"specs": True} | known))))
        if one.title == "Specs approved for the cycle"
    )


def test_specs_approved_are_those_that_entered_the_cycle_since_monday():
    before = Feature(name="old", approved=when("03-06 23:59"), **SPEC)
    since_then = Feature(name="new", approved=when("03-07"), **SPEC)
    found = approvals(before, since_then)

    assert [(one.number, one.subject, one.standing) for one in found.things] == [
        (None, "new", "approved 2016-03-07")
    ]
    assert (found.doubt, "project%3Ateam%2Fspecs" in found.url) == ("", True)


def test_a_spec_that_may_have_been_approved_before_monday_is_told_beside_the_number():
    ranged = Feature(name="a", approved=when("03-05"), approved_until=when("03-08"), **SPEC)
    found = approvals(ranged)

    assert found.things == ()
    assert found.doubt == "1 more may have been, on a day not certain"


def test_blueprints_alone_do_not_tell_what_was_approved_since_monday():
    goal = Feature(name="a", accepted=True, **SPEC)

    assert "keeps no day" in approvals(goal, specs=False, blueprints=True).things
    assert "Nothing tells" in approvals(specs=False).things


def bugs_told(*found, **given):
    given = {"tags": ("tiny-rc-potential",)} | given
    return {one.title.split(",")[0]: one for one in lately(bug_case(*found, **given))}


def numbers(news):
    return [thing.number for thing in news.things]


def test_bugs_that_cannot_wait_are_open_and_new_or_critical_or_for_the_candidate():
    gone = ("03-02", "fixed")
    told = bugs_told(
        bug(1),
        bug(2, left_new="03-02", importance="Critical"),
        bug(3, left_new="03-02", tags=("tiny-rc-potential",)),
        bug(4, left_new="03-02", milestone="tiny-rc1"),
        bug(5, "03-01", gone, importance="Critical", tags=("tiny-rc-potential",)),
        bug(6, left_new="03-02"),
    )

    assert numbers(told["Open bugs that nobody triaged"]) == [1]
    assert numbers(told["Open bugs that are critical"]) == [2]
    assert numbers(told["Open bugs for RC1"]) == [3, 4]
    assert told["Open bugs that are critical"].url.endswith("?field.importance%3Alist=CRITICAL")


def test_a_bug_that_may_be_open_is_told_beside_the_number():
    perhaps = bug(1, "03-01", ("03-02", "unknown"), importance="Critical")
    told = bugs_told(perhaps)["Open bugs that are critical"]

    assert (told.things, told.doubt) == ((), "1 more may be open")


def test_bugs_that_were_not_collected_are_not_known_each():
    told = {one.title: one.things for one in lately(case()) if "bugs" in one.title}

    assert len(told) == 3
    assert all(isinstance(why, str) for why in told.values())
    assert "do not name it" in bugs_told(bug(1), tags=())["Open bugs for RC1"].things


PRIORITY = "Review-Priority"
KNOWN = Labels(typed={PRIORITY: ("gate", "hold")}, seen={PRIORITY: SeenVotes(lowest=-1, people=5)})
OTHERS = change(9, upload("03-01"), *(vote("03-02", 1, PRIORITY, by=who) for who in range(21, 26)))


def promises(*changes, labels=KNOWN):
    news = lately(case(*changes, labels=labels))
    return next((one for one in news if one.title.startswith("Review promised")), None)


def test_a_promised_review_waits_until_it_is_given_however_late():
    def pledged(number, *more, at="03-01"):
        return change(number, upload("02-20"), vote(at, 1, PRIORITY), *more)

    found = promises(
        pledged(1),
        pledged(2, review("03-09")),
        pledged(3, review("03-05", by=BEN)),
        pledged(4, merge("03-05")),
        OTHERS,
    )

    assert numbers(found) == [1, 3, 9]
    assert "label%3AReview-Priority%3E%3D1" in found.url


@pytest.mark.few
def test_promises_of_a_handful_of_people_and_of_no_label_are_not_listed():
    alone = change(1, upload("02-20"), vote("03-01", 1, PRIORITY))

    assert "Fewer than 5 people" in promises(alone).things
    assert isinstance(promises(labels=Labels()).things, str)


def test_a_team_without_such_a_label_misses_no_promises():
    served = Labels(
        served=(Served(project="team/code", branches="default", label="Code-Review", gates=True),)
    )

    assert promises(labels=served) is None
