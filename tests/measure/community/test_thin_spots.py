"""Thin spots: who voted where is counted; what is told is no more than which place is thin."""

import pytest
from msgspec.structs import replace

from retro.measure.community.thin_spots import thin_spots
from retro.model.facts import Item
from retro.model.origin import Origin
from retro.model.team import Notes, Team, Tenure
from retro.outline.words import NBSP, counted
from tests.measure.builders import (
    ANN,
    BEN,
    CAT,
    GERRIT,
    OWNER,
    case,
    change,
    review,
    upload,
    vote,
    when,
)

TWO = Notes(roster=(Tenure(account="ann"), Tenure(account="ben")))
CODE, LIB, DOCS = "team/code", "team/lib", "team/docs"


def thin(*steps, **given) -> bool:
    """Tell whether a repository with these steps is thin, beside one with none."""
    changes = change(1, upload("02-20"), *steps), change(2, upload("02-20"), project=DOCS)
    fact = thin_spots(case(*changes, **({"notes": TWO} | given)))
    return CODE in [item.title for item in fact.evidence.items]


def ann(at: str = "03-02", **more):
    return vote(at, 1, by=ANN, **more)


def looked_after(number: int, project: str):
    """Make a change on which both core reviewers voted."""
    votes = ann(), vote("03-02", 1, by=BEN)
    return change(number, upload("02-20"), *votes, project=project)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([ann(), vote("03-02", -1, by=BEN)], False),
        ([ann(), ann("03-03")], True),
        ([], True),
        ([ann(), vote("03-03", 2, by=CAT)], True),
        ([ann(), vote("03-03", 0, by=BEN)], True),
        ([ann(), review("03-03", BEN)], True),
        ([ann(), vote("03-03", 1, "Backport-Candidate", BEN)], True),
    ],
)
def test_a_place_is_not_thin_once_two_core_reviewers_judged_something_there(steps, expected):
    assert thin(*steps) is expected


@pytest.mark.parametrize(("moment", "expected"), [("05-31 12:00", False), ("05-31 12:01", True)])
def test_a_vote_counts_for_ninety_days(moment, expected):
    steps = ann("03-02 12:00"), vote("03-04", 1, by=BEN)

    assert thin(*steps, moment=moment) is expected


def test_a_vote_on_a_change_of_ones_own_looks_after_nothing():
    owners = Notes(roster=(Tenure(account="ann"), Tenure(account=str(OWNER))))

    assert thin(ann(), vote("03-03", 2, by=OWNER), notes=owners)


def test_who_is_no_more_a_core_reviewer_votes_as_anybody():
    gone = Tenure(account="ben", until=when("03-01").date())

    assert thin(ann(), vote("03-03", 2, by=BEN), notes=Notes(roster=(TWO.roster[0], gone)))


def test_another_branch_is_another_matter():
    elsewhere = change(2, upload("02-20"), vote("03-02", 1, by=BEN), branch="stable/x")
    here = case(change(1, upload("02-20"), ann()), elsewhere, looked_after(9, DOCS), notes=TWO)

    assert thin_spots(here).value == 1


def test_the_list_names_places_and_neither_people_nor_how_many():
    alone = change(1, upload("02-20"), ann())
    nobody = change(2, upload("02-20"), project=LIB)
    fact = thin_spots(case(alone, nobody, looked_after(3, DOCS), notes=TWO))

    assert (fact.value, fact.n, fact.origin) == (2, 3, Origin.TYPED)
    assert fact.evidence.items == tuple(
        Item(ref="", project="", title=place, url="") for place in (CODE, LIB)
    )


def test_without_a_roster_only_places_that_show_who_is_core_are_judged():
    team = Team(key="team", title="Team", gerrit=replace(GERRIT, core_projects=(CODE,)))
    code = change(1, upload("02-20"), vote("03-02", 2, by=ANN))
    lib = change(2, upload("02-20"), vote("03-02", 2, by=BEN), project=LIB)
    fact = thin_spots(case(code, lib, team=team))

    assert (fact.value, fact.n) == (1, 1)
    assert f"unknown in 1{NBSP}repository outside of core_projects. Inferred" in fact.note
    nowhere = thin_spots(case(lib, replace(code, project=DOCS), team=team))
    assert f"unknown in 2{NBSP}repositories" in nowhere.why


def test_who_was_core_must_be_known():
    here = case(looked_after(1, LIB), looked_after(2, DOCS), reaches=when("01-01"))

    assert "The histories begin" in thin_spots(here).why


@pytest.mark.parametrize("changes", [(), (looked_after(1, LIB), looked_after(2, LIB))])
def test_where_all_work_lies_in_one_place_there_is_no_thin_one_among_others(changes):
    assert thin_spots(case(*changes, notes=TWO)).moot


def test_one_of_them_is_a_repository():
    assert counted(1, "repositories") == f"1{NBSP}repository"
