from collections import Counter
from datetime import date

import pytest
from hypothesis import given

from retro.measure.backlog import abandoned, abandoned_weekly, balance
from retro.measure.backlog.reasons import Reason
from retro.model.change import Kind
from retro.model.facts import Gap
from retro.model.team import Notes, Tenure
from tests.measure.builders import (
    ANN,
    BEN,
    BOT,
    UNGATED,
    abandon,
    case,
    change,
    flag,
    merge,
    move,
    restore,
    upload,
    verdict,
    vote,
    when,
)
from tests.measure.worlds import worlds

PRIVATELY_MERGED = {"opened": 1, "moved out": 1, "moved in": 1, "merged": 1}
GONE_FOR_GOOD = {"opened": 1, "abandoned": 1}
ANN_IS_CORE = Notes(roster=(Tenure(account="ann"),))


def parts(fact, *, all_of_them=False) -> dict[str, int]:
    return {part.label: part.value for part in fact.parts if part.value or all_of_them}


def gone(*steps, at="03-05", by=ANN, uploaded="01-01"):
    return change(1, upload(uploaded), *steps, abandon(at, by))


@pytest.mark.parametrize(
    ("by", "who"),
    [(1, "by its owner"), (ANN, "by somebody else"), (BOT, "by a bot"), (None, "by nobody known")],
)
def test_who_abandoned_is_the_owner_somebody_else_or_a_bot(by, who):
    assert parts(abandoned.abandoned(case(gone(by=by)))) == {who: 1}


def test_nobody_known_is_shown_only_where_that_occurs():
    assert list(parts(abandoned.abandoned(case()), all_of_them=True)) == [
        "by its owner",
        "by somebody else",
        "by a bot",
    ]


@pytest.mark.parametrize(
    ("at", "expected"), [("02-28 23:59", 0), ("02-29 00:00", 1), ("03-09 23:59", 1)]
)
def test_abandons_inside_the_window_count(at, expected):
    assert abandoned.abandoned(case(gone(at=at))).value == expected


def test_each_abandon_counts_and_restored_ones_are_told():
    twice = gone(restore("03-02"), at="03-05", uploaded="02-01")
    first = change(1, upload("02-01"), abandon("03-01"), restore("03-02"), abandon("03-05"))
    fact = abandoned.abandoned(case(first))

    assert fact.value == 2
    assert fact.note.startswith("Restored since: 1\N{NO-BREAK SPACE}change.")
    assert [i.note.replace("\N{NO-BREAK SPACE}", " ") for i in fact.evidence.items] == [
        "abandoned by its owner, restored on 2 March 2016",
        "abandoned by its owner",
    ]
    assert abandoned.abandoned(case(twice)).value == 1


def test_specs_and_other_branches_are_not_counted():
    spec = change(2, upload("02-01"), abandon("03-01"), project="team/specs")
    stable = change(3, upload("02-01"), abandon("03-01"), branch="stable/x")
    fact = abandoned.abandoned(case(stable, specs=(spec,)))

    assert fact.value == 0
    assert fact.note.endswith("Beside them, 1\N{NO-BREAK SPACE}abandoned spec.")


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ([verdict("03-01", -1, conflict=True), vote("03-02", -1)], "merge conflict"),
        ([verdict("03-01", -1), vote("03-02", -1)], "−1 or −2 by a core reviewer"),
        ([verdict("03-01", -1), vote("03-02", -1, by=BEN)], "−1 by somebody else"),
        ([verdict("03-01", -1), vote("03-02", -1, by=BOT)], "negative verdict of CI"),
        ([verdict("03-01"), vote("03-02", -1, "Workflow")], "work in progress"),
        ([verdict("03-01"), vote("03-02", 2)], "nothing against it"),
        ([vote("03-01", -1), vote("03-05", 0)], "−1 or −2 by a core reviewer"),
    ],
)
def test_the_reason_is_the_first_that_stood_just_before(steps, reason):
    fact = abandoned.abandoned_by_reason(case(gone(*steps), notes=ANN_IS_CORE))

    assert parts(fact) == {reason: 1}


def test_without_a_gating_ci_there_are_no_reasons_of_it():
    fact = abandoned.abandoned_by_reason(
        case(gone(vote("03-01", -1)), notes=ANN_IS_CORE, accounts=UNGATED)
    )

    assert fact.value == 1
    assert not {"merge conflict", "negative verdict of CI"} & {part.label for part in fact.parts}


@pytest.mark.parametrize(("since", "expected"), [("01-05", 1), ("01-06", 0)])
def test_the_rule_is_asked_for_the_instant_before(since, expected):
    fact = abandoned.abandoned_by_rule(case(gone(verdict(since, -1)), notes=ANN_IS_CORE))

    assert (fact.value, fact.n) == (expected, 1)


@pytest.mark.parametrize(
    ("steps", "expected"), [([verdict("01-02")], 1), ([verdict("01-02", -1)], 0)]
)
def test_a_starved_change_that_was_abandoned_is_told(steps, expected):
    fact = abandoned.starved_abandoned(case(gone(*steps)))

    assert (fact.value, fact.n) == (expected, 1)


@pytest.mark.parametrize(
    "metric",
    [abandoned.abandoned_by_rule, abandoned.starved_abandoned],
    ids=lambda metric: metric.definition.name,
)
def test_without_a_gating_ci_the_rule_is_not_known(metric):
    assert isinstance(metric(case(gone(), accounts=UNGATED)), Gap)


def test_inferred_core_reviewers_need_a_longer_lead_in():
    # 90 days to infer a core reviewer, 60 for the rule, before 29 February.
    enough, short = when("10-01").replace(year=2015), when("10-03").replace(year=2015)

    assert abandoned.abandoned_by_reason(case(reaches=enough)).value == 0
    assert isinstance(abandoned.abandoned_by_reason(case(reaches=short)), Gap)
    assert isinstance(abandoned.abandoned_by_rule(case(reaches=short)), Gap)
    assert isinstance(abandoned.abandoned(case(reaches=when("03-01"))), Gap)


def test_what_came_and_went_is_counted_by_week():
    first = change(1, upload("02-01"), abandon("03-06 23:59"), restore("03-07"), merge("03-08"))
    new = change(2, upload("02-29 00:00"))
    old = change(3, upload("02-28 23:59"))
    series = balance.balance_weekly(case(first, new, old))

    assert series.x == (date(2016, 2, 29), date(2016, 3, 7))
    assert {line.role: line.values for line in series.lines} == {
        "opened": (1, 0),
        "merged": (0, 1),
        "abandoned": (1, 0),
        "restored": (0, 1),
    }
    assert series.sentence == (
        "Opened: 1; merged: 1; abandoned: 1, and restored: 1. As many came as went."
    )


def came_and_went(*steps) -> dict[str, int]:
    """Return what the balance says of one change on the only branch that counts."""
    return dict(Counter(one.way for one in balance.movements(case(change(1, *steps)))))


@pytest.mark.parametrize(
    ("steps", "ways"),
    [
        ([flag("03-02", Kind.PRIVATE)], {"opened": 1, "moved out": 1}),
        ([flag("03-01", Kind.PRIVATE), flag("03-02", Kind.PUBLIC)], {"moved in": 1}),
        ([flag("03-02", Kind.PRIVATE), merge("03-03")], PRIVATELY_MERGED),
        ([move("03-02", "stable/x")], {"opened": 1, "moved out": 1}),
        ([move("03-01", "stable/x"), move("03-02", "master")], {"moved in": 1}),
        ([flag("03-02", Kind.WIP)], {"opened": 1}),
        ([abandon("03-02"), move("03-03", "stable/x"), restore("03-04")], GONE_FOR_GOOD),
    ],
)
def test_what_moves_in_or_out_is_neither_opened_nor_closed(steps, ways):
    assert came_and_went(upload("03-01"), *steps) == ways


def test_the_sentence_tells_what_moved():
    series = balance.balance_weekly(case(change(1, upload("03-01"), flag("03-02", Kind.PRIVATE))))

    assert series.sentence == (
        "Opened: 1; merged: 0; abandoned: 0, and restored: 0; moved in: 0, and out: 1. "
        "As many came as went."
    )
    assert series.lines[-1].label == "moved out"


@pytest.mark.parametrize(
    ("steps", "net"),
    [([], "In all, 1 more came than went."), ([merge("03-02")], "As many came as went.")],
)
def test_the_sentence_tells_whether_more_came_or_went(steps, net):
    assert balance.balance_weekly(case(change(1, upload("03-01"), *steps))).sentence.endswith(net)


def test_more_may_go_than_came():
    old = change(1, upload("02-01"), merge("03-02"))

    assert balance.balance_weekly(case(old)).sentence.endswith("In all, 1 more went than came.")


def test_the_ratio_is_closed_by_opened():
    some = [change(n, upload("03-01"), merge("03-02")) for n in (1, 2)]
    fact = balance.closure_ratio(case(*some, change(3, upload("02-01"), abandon("03-02"))))

    assert (fact.value, fact.n) == (1.5, 2)
    assert [item.state for item in fact.evidence.items] == ["merged", "merged", "abandoned"]


def test_nothing_opened_has_no_ratio():
    assert balance.closure_ratio(case()).why == "No change was opened."
    assert isinstance(balance.closure_ratio(case(reaches=when("03-01"))), Gap)
    assert isinstance(balance.balance_weekly(case(reaches=when("03-01"))), Gap)
    assert isinstance(balance.balance_weekly(case(moment="02-01")), Gap)


def drawn(*changes, **given) -> dict[str, tuple]:
    here = case(*changes, **({"notes": ANN_IS_CORE} | given))
    return {line.label: line.values for line in abandoned_weekly.abandoned_weekly(here).lines}


@pytest.mark.parametrize(
    ("steps", "group"),
    [
        ([], "nothing"),
        ([vote("03-02", -1, by=BEN)], "a −1 by others or WIP"),
        ([vote("03-02", -1, "Workflow")], "a −1 by others or WIP"),
        ([vote("03-02", -2)], "a −1 or −2 by a core reviewer"),
        ([verdict("03-02", -1)], "a conflict or failing CI"),
        ([verdict("03-02", -1, conflict=True)], "a conflict or failing CI"),
    ],
)
def test_an_abandon_is_drawn_in_its_week_with_what_stood_against_it(steps, group):
    found = drawn(gone(*steps, at="03-08"))

    assert found.pop(group) == (0, 1)
    assert set(found.values()) == {(0, 0)}


def test_every_reason_has_a_place_in_the_picture():
    assert sorted(why for group in abandoned_weekly.GROUPS for why in group.reasons) == sorted(
        Reason
    )


def test_without_a_gating_ci_nothing_is_drawn_of_it():
    assert "a conflict or failing CI" not in drawn(accounts=UNGATED)


def test_the_sentence_tells_what_was_restored():
    back = change(1, upload("02-01"), abandon("03-01"), restore("03-02"))
    series = abandoned_weekly.abandoned_weekly(case(back, gone(), notes=ANN_IS_CORE))

    assert series.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Abandoned: 2 changes, 1 of them restored since. Against them stood nothing (2), "
        "a −1 by others or WIP (0), a −1 or −2 by a core reviewer (0), "
        "a conflict or failing CI (0)."
    )
    assert abandoned_weekly.abandoned_weekly(case()).sentence == "No change was abandoned."


def test_abandons_of_weeks_need_weeks_and_the_histories_of_the_rule():
    assert isinstance(abandoned_weekly.abandoned_weekly(case(moment="02-01")), Gap)
    assert isinstance(abandoned_weekly.abandoned_weekly(case(reaches=when("02-01"))), Gap)


@given(worlds())
def test_bars_sum_up_to_what_was_abandoned_for_whatever_reason(changes):
    here = case(*changes, notes=ANN_IS_CORE, moment="04-02")
    lines = abandoned_weekly.abandoned_weekly(here).lines

    assert sum(map(sum, (line.values for line in lines))) == abandoned.abandoned(here).value
