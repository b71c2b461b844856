from datetime import date

import pytest
from msgspec.structs import replace

from retro.measure.community.disagreement import disagreement
from retro.model.change import Event, Kind
from retro.model.facts import Gap
from retro.model.team import Notes, Tenure
from tests.measure.builders import ANN, BEN, CAT, case, change, upload, vote, when

TWO = Notes(roster=(Tenure(account="ann"), Tenure(account="ben")))


def met(*steps, **given) -> int:
    here = case(change(1, upload("03-01"), *steps), **({"notes": TWO} | given))
    return disagreement(here).value


def copied(at: str, value: int, by: int, on: int):
    return Event(when(at), Kind.COPIED, on, by, "Code-Review", value), {}


def removed(at: str, by: int, on: int = 1):
    return Event(when(at), Kind.REMOVED, on, by, "Code-Review"), {}


def ann(value: int, at: str = "03-02", on: int = 1):
    return vote(at, value, by=ANN, on=on)


def ben(value: int, at: str = "03-03", on: int = 1):
    return vote(at, value, by=BEN, on=on)


@pytest.mark.parametrize(
    ("steps", "number"),
    [
        ([ann(-1), ben(2)], 1),
        ([ann(2), ben(-2)], 1),
        ([ann(1), ben(2)], 0),
        ([ann(-1), ben(2, on=2)], 0),
        ([ann(-1), ann(1, "03-02 12:00"), ben(2)], 0),
        ([ann(-1), ann(0, "03-02 12:00"), ben(2)], 0),
        ([ann(-1), removed("03-02 12:00", ANN), ben(2)], 0),
        ([ann(-1), ann(2, "03-04")], 0),
        ([ann(-2), copied("03-02 12:00", -2, ANN, 2), ben(1, on=2)], 1),
        ([ann(-1), vote("03-03", 1, by=CAT)], 0),
        ([ann(-1), vote("03-03", 1, "Workflow", BEN)], 0),
        ([ann(-1), ben(2), ann(-2, "03-04")], 1),
    ],
)
def test_core_reviewers_disagree_where_votes_of_both_signs_are_in_force(steps, number):
    assert met(*steps) == number


def test_what_counts_is_the_day_of_the_later_vote():
    old = ann(-1, "02-20")
    before = change(1, upload("02-19"), old, ben(2, "02-28 23:59"))
    after = change(2, upload("02-19"), old, ben(2, "02-29 00:00"))
    fact = disagreement(case(before, after, notes=TWO))

    assert [item.ref for item in fact.evidence.items] == ["team/code 2"]
    assert (fact.value, fact.n) == (1, 1)
    assert fact.evidence.items[0].since == date(2016, 2, 29)


def test_both_must_have_been_core_reviewers_at_that_instant():
    since = (Tenure(account="ann"), Tenure(account="ben", since=date(2016, 3, 4)))

    assert met(ann(-1), ben(2), notes=Notes(roster=since)) == 0
    assert met(ann(-1), ben(2, "03-04"), notes=Notes(roster=since)) == 1


def test_an_owner_does_not_disagree_on_the_own_change():
    own = replace(change(1, upload("03-01"), ann(-1), ben(2)), owner=ANN)

    assert disagreement(case(own, notes=TWO)).value == 0


def test_specs_are_told_apart_and_other_branches_left_out():
    steps = upload("03-01"), ann(-1), ben(2)
    spec = change(1, *steps, project="team/specs")
    stable = change(2, *steps, branch="stable/one")
    fact = disagreement(case(stable, specs=(spec,), notes=TWO))

    assert [(part.label, part.value) for part in fact.parts] == [("code", 0), ("specs", 1)]


def test_the_votes_themselves_are_not_listed():
    fact = disagreement(case(change(1, upload("03-01"), ann(-1), ben(2)), notes=TWO))

    assert fact.evidence.items[0].state == "votes met"
    assert fact.evidence.items[0].note == ""


def test_without_a_roster_the_histories_must_reach_further_back():
    assert isinstance(disagreement(case(reaches=when("02-01"))), Gap)
