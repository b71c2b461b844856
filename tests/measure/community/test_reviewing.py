from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.measure.community import reviewers, reviewing
from retro.measure.ground.review import reviews_of
from retro.model.facts import Fact, Gap, Series
from retro.model.origin import Origin
from retro.model.team import Notes, Tenure
from tests.measure.builders import (
    ANN,
    BEN,
    CAT,
    abandon,
    case,
    change,
    merge,
    restore,
    review,
    upload,
    vote,
    when,
)

ANN_IS_CORE = Notes(roster=(Tenure(account="ann"),))
TWO_ARE_CORE = Notes(roster=(Tenure(account="ann"), Tenure(account="ben")))
DAN = 14


def share(*changes, **given):
    return reviewing.share_by_non_cores(case(*changes, **({"notes": ANN_IS_CORE} | given)))


def test_all_by_one_person_on_one_patch_set_is_one_review_dated_by_the_first():
    steps = (review("03-02"), review("03-03"), review("03-04", BEN), review("03-05", on=2))
    reviewed = reviews_of(change(1, upload("03-01"), *steps))

    assert [(r.at, r.account, r.patch_set) for r in reviewed] == [
        (when("03-02"), ANN, 1),
        (when("03-04"), BEN, 1),
        (when("03-05"), ANN, 2),
    ]


def test_what_is_said_on_a_closed_change_is_no_review():
    steps = (abandon("03-02"), review("03-03"), restore("03-04"), review("03-05"), merge("03-06"))
    lived = change(1, upload("03-01"), *steps, review("03-07", BEN))

    assert [r.at for r in reviews_of(lived)] == [when("03-05")]


def test_the_share_is_of_reviews_of_code_and_that_of_specs_is_told_beside_it():
    code = change(1, upload("03-01"), review("03-02", ANN), review("03-03", BEN))
    spec = change(2, upload("03-01"), review("03-02", CAT), project="team/specs")
    fact = share(code, specs=(spec,))

    assert (fact.value, fact.n) == (0.5, 2)
    assert [(part.label, part.value) for part in fact.parts] == [("specs", 1.0)]
    assert fact.evidence.n == 2


def test_what_is_reviewed_on_branches_that_do_not_count_is_in_no_share_of_code():
    code = change(1, upload("03-01"), review("03-02", ANN))
    stable = change(2, upload("03-01"), review("03-02", BEN), branch="old")
    found = case(code, stable, notes=ANN_IS_CORE)

    assert (share(code, stable).value, share(code, stable).n) == (0, 1)
    assert reviewing.first_reviews_by_non_cores(found).n == 1


def test_core_is_who_had_the_role_at_that_moment():
    since = Notes(roster=(Tenure(account="ann", since=date(2016, 3, 3)),))
    steps = (review("03-02 23:59"), review("03-03 00:00", on=2))

    assert share(change(1, upload("03-01"), *steps), notes=since).value == 0.5


def test_reviews_outside_the_window_do_not_count():
    assert (
        share(change(1, upload("02-01"), review("02-28 23:59"))).why
        == "There was no review of code."
    )
    assert share(change(1, upload("02-01"), review("02-29 00:00"))).value == 0


def test_inferred_core_reviewers_make_an_assumed_share():
    voted = change(1, upload("03-01"), review("03-02"), vote("03-02", 2))

    fact = share(voted, notes=Notes())

    assert (fact.value, fact.origin) == (0, Origin.ASSUMED)
    assert isinstance(share(voted, notes=Notes(), reaches=when("02-01")), Gap)


def test_a_first_review_is_the_first_of_a_change_s_life():
    old = change(1, upload("02-01"), review("02-02", BEN), review("03-02", ANN))
    new = change(2, upload("03-01"), review("03-02", BEN), review("03-03", ANN))
    fact = reviewing.first_reviews_by_non_cores(case(old, new, notes=ANN_IS_CORE))

    assert (fact.value, fact.n) == (1, 1)


def test_active_is_who_gave_thirty_reviews_lately_or_two_percent_in_the_cycle():
    lead_in = change(1, upload("01-01"), *(review("02-01", ANN, on) for on in range(30)))
    less = change(2, upload("01-01"), *(review("02-01", CAT, on) for on in range(29)))
    now = change(3, upload("02-01"), review("03-02", BEN))
    fact = reviewers.reviewers(case(lead_in, less, now))

    assert fact.value == 2


def test_the_active_are_told_of_those_who_reviewed_in_the_cycle_once_they_are_among_them():
    lead_in = change(1, upload("01-01"), *(review("02-01", ANN, on) for on in range(30)))
    by_ben = change(2, upload("02-01"), review("03-02", BEN))
    by_both = change(2, upload("02-01"), review("03-02", BEN), review("03-03", ANN))

    assert reviewers.reviewers(case(lead_in, by_ben)).n is None
    assert reviewers.reviewers(case(lead_in, by_both)).n == 2


def test_active_needs_half_a_year_of_histories():
    assert isinstance(reviewers.reviewers(case(reaches=when("01-01"))), Gap)


def test_each_person_counts_once_a_week_on_one_side():
    became = Notes(roster=(Tenure(account="ann", since=date(2016, 3, 2)),))
    steps = (review("03-01"), review("03-03", on=2), review("03-03", BEN), review("03-07", CAT))
    series = reviewers.reviewers_weekly(case(change(1, upload("02-29"), *steps), notes=became))

    assert series.x == (date(2016, 2, 29), date(2016, 3, 7))
    assert {line.role: line.values for line in series.lines} == {
        "core": (1, 0),
        "others": (1, 1),
    }
    assert series.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "From week to week 0 to 1 core reviewers were at work, and 1 other people; "
        "the longest time without a review by a core reviewer was 6 days."
    )


def test_no_weeks_before_the_cycle():
    assert isinstance(reviewers.reviewers_weekly(case(notes=ANN_IS_CORE, moment="02-01")), Gap)
    assert isinstance(reviewers.reviewers_weekly(case(reaches=when("02-01"))), Gap)


def weekly(*steps, notes=TWO_ARE_CORE, moment="03-10", **given):
    changes = [change(1, upload("02-01"), *steps)] if steps else []
    return reviewing.reviews_weekly(case(*changes, notes=notes, moment=moment, **given))


def test_each_week_s_reviews_are_told_apart_by_who_was_core():
    first = (review("03-01", ANN), review("03-02", BEN), review("03-03", CAT))
    found = weekly(*first, review("03-08", ANN, 2), review("03-09", DAN))

    assert [(line.label, line.values) for line in found.lines] == [
        ("by core reviewers", (2, 1)),
        ("by other people", (1, 1)),
    ]
    assert found.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Core reviewers gave 3 of 5 reviews; other people gave 2, which is 40 %."
    )


@pytest.mark.few
def test_how_much_one_person_reviewed_is_not_drawn():
    assert isinstance(
        weekly(review("03-01", ANN), review("03-02", BEN), review("03-03", CAT)), Gap
    )


def test_weeks_of_silence_are_zeros():
    assert [line.values for line in weekly().lines] == [(0, 0), (0, 0)]
    assert weekly().sentence == "There was no review of code."


def test_weekly_reviews_need_weeks_and_known_roles():
    assert isinstance(weekly(moment="02-01"), Gap)
    assert isinstance(weekly(notes=Notes(), reaches=when("02-01")), Gap)


HOURS = st.integers(0, 24 * 40)
EACH = [(24 * 15, who, 4) for who in range(ANN, DAN + 1)]  # one person's reviews are not told
REVIEWS = st.lists(st.tuples(HOURS, st.integers(ANN, DAN), st.integers(1, 3)), max_size=12)


@given(REVIEWS)
def test_the_weeks_sum_up_to_the_reviews_of_the_share(found):
    start = when("02-20")
    steps = [
        review(f"{start + timedelta(hours=hours):%m-%d %H:%M}", by, on)
        for hours, by, on in sorted(EACH + found)
    ]
    here = case(change(1, upload("02-01"), *steps), notes=TWO_ARE_CORE, moment="04-02")
    told, drawn = reviewing.share_by_non_cores(here), reviewing.reviews_weekly(here)
    assert isinstance(told, Fact)
    assert isinstance(drawn, Series)
    core, others = (sum(line.values) for line in drawn.lines)

    assert core + others == told.n
    assert others / told.n == told.value
