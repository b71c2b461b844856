from datetime import date

import pytest

from retro.measure.backlog import fate, starved
from retro.model.facts import Gap
from retro.model.team import Happening, Notes
from tests.measure.builders import (
    ANN,
    OWNER,
    UNGATED,
    abandon,
    case,
    change,
    merge,
    restore,
    review,
    upload,
    verdict,
    vote,
    when,
)

CLEAN_UP = Notes(rhythm=(Happening(kind="clean-up day", days=(date(2016, 3, 7),)),))
READY = (upload("01-01"), verdict("01-02"))
HUNGRY = change(1, *READY)


def number(*steps, moment="03-10") -> int:
    return starved.starved_changes(case(change(1, *READY, *steps), moment=moment)).value


def parts(fact) -> dict[str, int]:
    return {part.label: part.value for part in fact.parts}


@pytest.mark.parametrize(
    ("moment", "expected"), [("01-30 23:59", 0), ("01-31 00:00", 1), ("03-10 00:00", 1)]
)
def test_a_change_without_a_review_starves_thirty_days_after_its_creation(moment, expected):
    assert number(moment=moment) == expected


@pytest.mark.parametrize(("moment", "expected"), [("03-02 11:59", 0), ("03-02 12:00", 1)])
def test_a_review_feeds_for_thirty_days(moment, expected):
    assert number(review("02-01 12:00"), moment=moment) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([upload("03-01", 2), verdict("03-02")], 1),
        ([upload("03-01", 2)], 0),
        ([vote("01-03", -1)], 1),
        ([vote("01-03", -2)], 0),
        ([review("01-03", ANN), review("03-01", ANN)], 1),
        ([abandon("03-01")], 0),
        ([abandon("03-01"), restore("03-02")], 1),
        ([abandon("03-01"), review("03-02"), restore("03-03")], 1),
    ],
)
def test_only_a_review_feeds_and_only_the_verified_starve(steps, expected):
    assert number(*steps) == expected


def test_the_list_begins_with_what_waited_longest():
    old = change(1, upload("01-03"), verdict("01-04"))
    older = change(2, upload("01-01"), verdict("02-01"))
    fact = starved.starved_changes(case(old, older))

    assert [item.ref for item in fact.evidence.items] == ["team/code 2", "team/code 1"]
    assert (fact.n, fact.evidence.items[0].note) == (2, "never reviewed")
    assert fact.evidence.query.endswith("age:30d")


def test_the_start_is_judged_by_what_had_happened_before_it():
    later = change(1, *READY, review("02-29 00:00"))
    fact = starved.starved_at_start(case(later, HUNGRY))

    assert (fact.value, fact.n) == (2, 2)
    assert {item.note for item in fact.evidence.items} == {"never reviewed"}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([merge("03-02")], "merged"),
        ([review("03-01"), abandon("03-02")], "abandoned after a review"),
        ([abandon("03-02")], "abandoned without a review"),
        ([abandon("03-02"), review("03-03")], "abandoned without a review"),
        ([abandon("03-01"), restore("03-02")], "still starved"),
        ([review("02-29 00:00")], "reviewed"),
        ([upload("03-01", 2)], "set back without a review"),
        ([], "still starved"),
    ],
)
def test_the_first_fate_that_holds_is_the_one(steps, expected):
    fact = fate.starved_fate(case(change(1, *READY, *steps)))

    assert {label: n for label, n in parts(fact).items() if n} == {expected: 1}


def test_a_fate_that_nobody_met_is_shown_but_for_the_rest():
    assert list(parts(fate.starved_fate(case()))) == [
        "merged",
        "abandoned after a review",
        "abandoned without a review",
        "reviewed",
        "still starved",
    ]


def test_the_list_has_the_day_of_each_fate():
    (item,) = fate.starved_fate(case(change(1, *READY, merge("03-02")))).evidence.items

    assert (item.state, item.since) == ("merged", date(2016, 3, 2))
    assert item.note.replace("\N{NO-BREAK SPACE}", " ") == "as of 29 February 2016: never reviewed"


def test_each_clean_up_day_has_its_own_starved():
    (at_clean_up,) = fate.fates_at_clean_ups(CLEAN_UP)
    fed = change(1, *READY, review("03-06 23:59"))
    late = change(2, *READY, review("03-07 00:00"))
    fact = at_clean_up(case(fed, late, notes=CLEAN_UP))

    assert fact.name == "backlog.starved_fate.2016-03-07"
    assert {label: n for label, n in parts(fact).items() if n} == {"reviewed": 1}


def test_a_clean_up_day_to_come_is_a_gap():
    (at_clean_up,) = fate.fates_at_clean_ups(CLEAN_UP)

    assert "still to come" in at_clean_up(case(notes=CLEAN_UP, moment="03-07")).why


@pytest.mark.parametrize(
    "metric", [starved.starved_changes, starved.starved_at_start, fate.starved_fate]
)
def test_without_a_gating_ci_nobody_knows_who_starves(metric):
    assert isinstance(metric(case(HUNGRY, accounts=UNGATED)), Gap)


@pytest.mark.parametrize("metric", [starved.starved_at_start, fate.starved_fate])
def test_the_start_needs_to_be_known(metric):
    assert isinstance(metric(case(HUNGRY, reaches=when("03-01"))), Gap)


def test_the_owner_s_own_words_feed_nobody():
    assert number(vote("03-01", 1, by=OWNER)) == 1
