"""Where the days went: the parts of a life sum to it, and each is whose turn it was."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from retro.measure.flow.whereabouts import Whom, spent, where_days_went
from retro.model.change import Kind
from retro.model.facts import Gap
from tests.measure.builders import (
    UNGATED,
    abandon,
    case,
    change,
    flag,
    merge,
    restore,
    upload,
    verdict,
    vote,
)

STEPS = {
    Whom.CI: upload("03-01"),
    Whom.REVIEWERS: verdict("03-02"),
    Whom.AUTHOR: vote("03-04", -1),
    Whom.AWAY: abandon("03-05"),
    Whom.APPROVED: vote("03-07", 1, "Workflow"),
}
BACK = restore("03-05 12:00")


def life(*steps, **fields):
    ((_, _, found),) = spent(case(change(1, *steps, merge("03-08")), **fields))
    return {whom: span / timedelta(days=1) for whom, span in found.items() if span}


def test_each_day_goes_to_whose_turn_it_was():
    steps = (*list(STEPS.values())[:4], BACK, STEPS[Whom.APPROVED])

    assert life(*steps) == {
        Whom.CI: 1,
        Whom.REVIEWERS: 2,
        Whom.AUTHOR: 1 + 1.5,
        Whom.AWAY: 0.5,
        Whom.APPROVED: 1,
    }


def test_without_a_gating_ci_nothing_waits_on_it():
    assert Whom.CI not in life(upload("03-01"), verdict("03-02"), accounts=UNGATED)


def test_what_comes_after_the_merge_is_no_part_of_a_life():
    merged = change(1, upload("03-01"), merge("03-03"), flag("03-05", Kind.WIP))
    ((_, _, found),) = spent(case(merged))

    assert sum(found.values(), timedelta()) == timedelta(days=2)


@given(some.lists(some.sampled_from(list(STEPS.values())), unique_by=id))
def test_the_parts_sum_to_the_life(steps):
    ordered = sorted([upload("03-01"), *steps], key=lambda step: step[0].at)

    assert sum(life(*ordered).values()) == pytest.approx(7)


def merged(number: int, project: str = "team/code", verified: str = "03-02"):
    return change(number, upload("03-01"), verdict(verified), merge("03-05"), project=project)


def test_the_median_is_of_shares_with_every_repository_that_has_five():
    ours = [merged(n) for n in range(5)]
    theirs = [merged(10 + n, "team/lib", "03-04") for n in range(4)]
    fact = where_days_went(case(*ours, *theirs))
    parts = {part.key: part.value for part in fact.parts}

    assert (fact.value, fact.n, parts["ci"]) == (0.75, 9, 0.25)
    assert parts["team/code"] == 0.75
    assert "team/lib" not in parts
    assert fact.note.startswith("All lives together: 53\N{NO-BREAK SPACE}% waiting on reviewers")


def test_of_one_repository_nothing_is_said_apart_and_of_few_changes_no_median():
    fact = where_days_went(case(*map(merged, range(5))))

    assert "team/code" not in {part.key for part in fact.parts}
    assert isinstance(where_days_went(case(*map(merged, range(4)))), Gap)


def test_a_change_of_a_bot_is_nobodys_wait():
    assert spent(case(change(1, upload("03-01"), merge("03-05"), bot=True))) == ()
