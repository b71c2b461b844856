"""By repository: the columns sum to the whole, and of few core reviewers little is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure.backlog.by_repository import by_repository
from retro.measure.backlog.by_state import open_changes
from retro.measure.backlog.starved import starved_changes
from retro.measure.backlog.verified import verified_backlog
from retro.measure.flow.first_review import time_to_first_review
from retro.measure.flow.merges import merged
from retro.model.facts import Gap
from retro.model.team import Notes, Tenure
from retro.outline.words import NBSP
from tests.measure.builders import (
    UNGATED,
    case,
    change,
    merge,
    review,
    unread,
    upload,
    verdict,
    vote,
    when,
)
from tests.measure.worlds import slow_worlds, worlds

CODE, LIB, DOCS = "team/code", "team/lib", "team/docs"
CROWD = range(21, 29)
NOTES = Notes(roster=tuple(Tenure(account=str(number)) for number in CROWD))


def voted(number: int, project: str, people: int, at: str = "03-02"):
    """Make an open change on which so many core reviewers voted."""
    votes = (vote(at, 1, by=by) for by in CROWD[:people])
    return change(number, upload("02-20"), *votes, project=project)


def column(table, head: str) -> dict:
    at = table.heads.index(head)
    return {row[0]: row[at] for row in table.rows}


def cores(*changes, **given) -> dict:
    return column(by_repository(case(*changes, **({"notes": NOTES} | given))), "core reviewers")


def test_each_repository_with_work_has_a_row_and_the_fullest_is_first():
    ready = upload("01-01"), verdict("01-02")
    table = by_repository(
        case(
            change(1, upload("03-01"), project=LIB),
            change(2, *ready, project=CODE),
            change(3, *ready, review("03-09"), project=CODE),
            change(4, upload("01-01"), merge("03-01"), project=DOCS),
            change(5, upload("01-01"), merge("02-01"), project="team/gone"),
            notes=NOTES,
        )
    )

    assert [row[:6] for row in table.rows] == [
        (CODE, 2, 2, 1, 0, 0),
        (LIB, 1, 0, 0, 0, 1),
        (DOCS, 0, 0, 0, 1, 0),
    ]
    assert table.sentence.startswith(
        f"Of 3{NBSP}open changes in 3{NBSP}repositories, 2 are in team/code. "
        f"In 3{NBSP}repositories fewer than two"
    )


@given(
    st.one_of(worlds(), slow_worlds()),
    st.lists(st.sampled_from([CODE, LIB, DOCS]), min_size=6, max_size=6),
    st.sampled_from(["03-01", "03-10", "04-20"]),
)
@settings(max_examples=40)
def test_columns_sum_to_the_numbers_of_the_whole(changes, places, moment):
    spread = (replace(one, project=at) for one, at in zip(changes, places, strict=False))
    here = case(*spread, moment=moment)
    table = by_repository(here)
    whole = {
        "open": open_changes(here),
        "verified": verified_backlog(here),
        "starved": starved_changes(here),
        "merged": merged(here),
    }

    if isinstance(table, Gap):
        assert table.moot
    else:
        assert {head: sum(column(table, head).values()) for head in whole} == {
            head: fact.value for head, fact in whole.items()
        }


def test_of_fewer_than_five_core_reviewers_no_number_is_told():
    assert cores(voted(1, CODE, 5), voted(2, LIB, 4), voted(3, DOCS, 2)) == {
        CODE: 5,
        LIB: "2 to 4",
        DOCS: "2 to 4",
    }


def test_one_core_reviewer_and_none_read_alike():
    assert cores(voted(1, CODE, 1), voted(2, LIB, 0)) == {
        CODE: "fewer than 2",
        LIB: "fewer than 2",
    }


def test_the_wait_for_a_first_review_is_a_median_of_five_or_says_why_there_is_none():
    soon = [change(n, upload("03-01"), review("03-02")) for n in range(5)]
    late = [change(10 + n, upload("03-01"), project=LIB) for n in range(5)]
    few = [change(20 + n, upload("03-01"), review("03-03"), project=DOCS) for n in range(4)]
    here = case(*soon, *late, *few)
    table = by_repository(here)

    assert column(table, "days to first review") == {
        CODE: 1.0,
        LIB: "not reached",
        DOCS: "too few",
    }
    assert sum(column(table, "new").values()) == time_to_first_review(here).n == 14


@pytest.mark.parametrize("changes", [(), (voted(1, CODE, 1), voted(2, CODE, 1))])
def test_work_in_one_repository_makes_no_table_and_nobody_misses_it(changes):
    assert by_repository(case(*changes)).moot


def test_without_a_gating_ci_nothing_is_verified_or_starved():
    table = by_repository(case(voted(1, CODE, 1), voted(2, LIB, 1), accounts=UNGATED))

    assert not {"verified", "starved"} & {*table.heads}


def test_where_nobody_knows_who_is_core_the_table_has_no_number_of_them():
    given = {"notes": Notes(), "reaches": when("02-01")}

    assert cores(voted(1, CODE, 1), voted(2, LIB, 1), **given) == {CODE: None, LIB: None}


def test_a_reply_that_nobody_read_is_told_beside_the_waits():
    waits = [change(n, upload("03-01"), unread("03-02")) for n in range(5)]

    assert "not read" in by_repository(case(*waits, voted(9, LIB, 1))).sentence
