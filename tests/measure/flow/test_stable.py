"""Stable branches are a set of their own."""

from msgspec.structs import replace

from retro.measure.backlog.by_state import open_changes
from retro.measure.flow import merges, stable
from retro.model.facts import Gap
from retro.model.team import Team
from tests.measure.builders import (
    BEN,
    GERRIT,
    abandon,
    case,
    change,
    merge,
    move,
    review,
    upload,
    when,
)

EVERY = Team(key="team", title="Team", gerrit=replace(GERRIT, branches=()))


def backport(number: int, *steps, branch: str = "stable/liberty", at: str = "03-01", **given):
    return change(number, upload(at), *steps, branch=branch, **given)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_merges_on_stable_branches_count_apart_with_bots_apart():
    here = case(
        backport(1, merge("03-03")),
        backport(2, merge("03-02"), branch="unmaintained/kilo", bot=True),
        backport(3, merge("02-28"), at="02-01"),
        backport(4, merge("03-03"), branch="feature/x"),
        backport(5, merge("03-03"), branch="master"),
    )
    fact = stable.merged(here)

    assert [(part.key, part.value) for part in fact.parts] == [("people", 1), ("bots", 1)]
    assert (fact.value, merges.merged(here).value) == (2, 1)
    assert [one.ref for one in fact.evidence.items] == ["team/code 2", "team/code 1"]
    assert fact.note == "1 on stable/liberty and 1 on unmaintained/kilo."


def test_a_change_counts_where_it_is_and_never_twice():
    here = case(
        backport(1, move("03-02", "master")),
        backport(2, move("03-02", "stable/liberty"), branch="master"),
        backport(3, abandon("03-02")),
    )

    assert [one.ref for one in stable.still_open(here).evidence.items] == ["team/code 2"]
    assert [one.ref for one in open_changes(here).evidence.items] == ["team/code 1"]


def test_a_change_is_reviewed_once_and_only_while_it_is_there():
    here = case(
        backport(1, review("03-02"), review("03-03", by=BEN)),
        backport(2, review("02-02"), at="02-01"),
        backport(3, review("03-02"), move("03-03", "stable/liberty"), branch="master"),
        backport(4),
    )
    fact = stable.reviewed(here)

    assert [(one.ref, one.since.day) for one in fact.evidence.items] == [("team/code 1", 2)]


def test_the_wait_on_stable_branches_is_a_median_of_their_own_changes():
    some = [backport(n, review(f"03-0{1 + n}")) for n in range(1, 6)]
    others = [backport(n, review("03-02"), branch="master") for n in range(6, 9)]
    fact = stable.time_to_first_review(case(*some, *others))

    assert (fact.value, fact.n) == (3, 5)
    few = stable.time_to_first_review(case(*some[:2]))
    assert plain(few.why).startswith("2 changes on stable branches: fewer than 5")
    assert len(few.evidence.items) == 2


def test_a_team_without_stable_branches_has_a_gap_and_one_with_them_a_zero():
    every = stable.merged, stable.still_open, stable.reviewed, stable.time_to_first_review

    assert all(isinstance(one(case(change(1, upload("03-01")))), Gap) for one in every)
    assert all(isinstance(one(case(backport(1), team=EVERY)), Gap) for one in every)
    old = case(backport(1, merge("02-02"), at="02-01"))
    assert [one(old).value for one in every[:3]] == [0, 0, 0]


def test_merges_and_reviews_before_the_histories_begin_are_a_gap():
    late = case(backport(1), reaches=when("03-01"))

    assert isinstance(stable.merged(late), Gap)
    assert isinstance(stable.reviewed(late), Gap)
    assert isinstance(stable.time_to_first_review(late), Gap)
    assert stable.still_open(late).value == 1
