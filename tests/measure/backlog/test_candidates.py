from datetime import date

import pytest

from retro.measure.backlog import candidates
from retro.measure.backlog.candidates import covered
from retro.model.change import Kind
from retro.model.facts import Gap
from retro.model.origin import Origin
from retro.model.team import Notes, Tenure
from tests.measure.builders import (
    ANN,
    BEN,
    UNGATED,
    abandon,
    case,
    change,
    flag,
    restore,
    review,
    upload,
    verdict,
    vote,
    when,
)

ANN_IS_CORE = Notes(roster=(Tenure(account="ann"),))


def found(*steps, notes=ANN_IS_CORE, moment="03-10", **given):
    here = case(change(1, upload("01-01"), *steps), notes=notes, moment=moment, **given)
    return candidates.abandon_candidates(here)


@pytest.mark.parametrize(("at", "expected"), [("01-10 00:00", 1), ("01-10 00:01", 0)])
def test_sixty_days_are_whole(at, expected):
    assert found(verdict(at, -1)).value == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([verdict("01-02", -1, conflict=True)], 1),
        ([vote("01-02", -1)], 1),
        ([vote("01-02", -2)], 1),
        ([vote("01-02", -1, by=BEN)], 0),
        ([verdict("01-02")], 0),
        ([], 0),
        ([verdict("01-02", -1), verdict("02-01"), verdict("02-02", -1)], 0),
        ([verdict("01-02", -1), upload("01-15", 2), verdict("01-16", -1)], 0),
        ([verdict("01-02", -1), abandon("02-01"), restore("02-02")], 0),
        ([verdict("01-02", -1), flag("02-01", Kind.PRIVATE), flag("02-02", Kind.PUBLIC)], 0),
        ([verdict("01-02", -1), abandon("03-01")], 0),
    ],
)
def test_one_reason_must_stand_all_through_on_one_patch_set(steps, expected):
    assert found(*steps).value == expected


def test_reasons_may_take_turns():
    steps = (verdict("01-02", -1), vote("02-01", -1), review("02-01"), verdict("02-02"))
    fact = found(*steps, review("02-20", BEN))

    assert fact.value == 1
    assert fact.evidence.items[0].since == date(2016, 1, 2)
    assert fact.evidence.items[0].note.replace("\N{NO-BREAK SPACE}", " ") == (
        "−1 or −2 by a core reviewer; stands so since 2 January 2016"
    )


@pytest.mark.parametrize(("by", "expected"), [(BEN, 1), (ANN, 0)])
def test_what_starved_in_these_days_is_spared(by, expected):
    # A second word by the same person on one patch set is no second review.
    steps = (verdict("01-02"), vote("01-03", -1), review("01-25", ANN), review("02-20", by))

    assert found(*steps).value == expected
    assert found(*steps, verdict("03-01", -1)).value == expected


def test_what_starved_before_these_days_is_not():
    # Starved until the −1 of CI came, which stands for 60 days by 10 May.
    steps = (verdict("01-02"), verdict("03-11", -1))

    assert found(*steps, moment="05-09").value == 0
    assert found(*steps, moment="05-10").value == 1


@pytest.mark.parametrize(
    "tenure",
    [
        Tenure(account="ann", since=date(2016, 1, 11)),
        Tenure(account="ann", until=date(2016, 3, 9)),
    ],
)
def test_a_core_reviewer_s_vote_counts_while_the_role_is_held(tenure):
    steps = (vote("01-02", -2),)

    assert found(*steps, notes=Notes(roster=(tenure, Tenure(account="ben")))).value == 0


def test_the_role_on_the_very_days_is_enough():
    roster = Tenure(account="ann", since=date(2016, 1, 10), until=date(2016, 3, 10))

    assert found(vote("01-02", -2), notes=Notes(roster=(roster,))).value == 1


def test_inferred_core_reviewers_make_assumed_candidates():
    plus = change(2, upload("01-01"), vote("01-01", 2), vote("02-01", 2))
    nay = change(1, upload("01-01"), vote("01-02", -2))
    fact = candidates.abandon_candidates(case(plus, nay))

    assert (fact.value, fact.origin) == (1, Origin.ASSUMED)
    assert isinstance(candidates.abandon_candidates(case(plus, nay, reaches=when("01-01"))), Gap)


def test_without_a_gating_ci_nobody_knows_whom_to_spare():
    assert isinstance(found(vote("01-02", -2), accounts=UNGATED), Gap)


def test_every_reason_of_the_day_is_told():
    fact = found(verdict("01-02", -1, conflict=True), vote("01-05", -1, by=ANN))

    assert fact.evidence.items[0].note.startswith(
        "merge conflict, −1 or −2 by a core reviewer, negative verdict of CI; "
    )


@pytest.mark.parametrize(("renewed", "expected"), [("01-08", 1), ("01-20", 0)])
def test_a_veto_that_outlives_a_patch_set_stands_since_the_new_one(renewed, expected):
    fact = found(vote("01-02", -2), upload(renewed, 2), vote(renewed, -2, on=2))

    assert [item.since for item in fact.evidence.items] == [date(2016, 1, 8)] * expected


def test_the_rule_can_be_asked_of_the_past():
    one = change(1, upload("01-01"), verdict("01-02", -1), verdict("03-05"))
    here = case(one)

    assert covered(here, one, when("03-05")) is not None
    assert covered(here, one, when("03-01")) is None
    assert covered(here, one, when("03-10")) is None
    assert covered(here, one, when("01-01")) is None
