from datetime import date

import pytest
from msgspec.structs import replace

from retro.measure.backlog import abandoned
from retro.measure.backlog import by_state as backlog
from retro.measure.flow import merges
from retro.model.change import Change, Kind
from retro.model.facts import Fact, Gap, Series
from retro.model.team import Team
from tests.measure.builders import (
    GERRIT,
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

NO_SPECS = Team(key="team", title="Team", gerrit=replace(GERRIT, specs=()))


def counted(*changes: Change, **given) -> dict[str, int]:
    fact = backlog.by_state(case(*changes, **given))
    assert isinstance(fact, Fact)
    return {part.label: part.value for part in fact.parts if part.value}


def daily(*changes: Change, **given) -> dict[str, tuple[int, ...]]:
    series = backlog.by_state_daily(case(*changes, moment="03-03", **given))
    assert isinstance(series, Series)
    return {line.role: line.values for line in series.lines if any(line.values)}


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], "waiting on CI"),
        ([verdict("03-02")], "reviewable"),
        ([verdict("03-02", -1)], "failing CI"),
        ([verdict("03-02"), vote("03-03", -1)], "waiting on author"),
        ([vote("03-03", -1)], "waiting on author"),
        ([verdict("03-02"), vote("03-03", 1, "Workflow")], "approved"),
        ([verdict("03-02"), vote("03-03", 1, "Approved")], "approved"),
        ([verdict("03-02", -1), vote("03-03", 1, "Workflow")], "failing CI"),
        ([verdict("03-02", -1), vote("03-03", -2)], "blocked"),
        ([vote("03-02", -2), vote("03-03", -1, "Workflow")], "work in progress"),
        ([vote("03-02", -2), flag("03-03", Kind.WIP)], "work in progress"),
        ([flag("03-02", Kind.WIP), flag("03-03", Kind.READY)], "waiting on CI"),
        ([verdict("03-02"), vote("03-03", -1, by=91)], "reviewable"),
        ([verdict("03-02"), upload("03-03", 2)], "waiting on CI"),
        ([verdict("03-02"), vote("03-03", -1), vote("03-04", 0)], "reviewable"),
    ],
)
def test_the_first_state_that_holds_is_the_one(steps, state):
    assert counted(change(1, upload("03-01"), *steps)) == {state: 1}


def test_without_a_gating_ci_its_two_states_do_not_exist():
    fact = backlog.by_state(case(change(1, upload("03-01")), accounts=UNGATED))

    assert [part.label for part in fact.parts if part.value] == ["reviewable"]
    assert not {"failing CI", "waiting on CI"} & {part.label for part in fact.parts}


def test_merge_failures_are_told_apart():
    conflict = change(1, upload("03-01"), verdict("03-02", -1, conflict=True))
    fact = backlog.by_state(case(conflict))

    assert "1\N{NO-BREAK SPACE}merge failure." in fact.note
    assert fact.evidence.items[0].state == "failing CI, in merge conflict"


@pytest.mark.parametrize(
    ("steps", "number"),
    [
        ([], 1),
        ([abandon("03-02")], 0),
        ([abandon("03-02"), restore("03-03")], 1),
        ([merge("03-02")], 0),
        ([flag("03-02", Kind.PRIVATE)], 0),
        ([flag("03-02", Kind.PRIVATE), flag("03-03", Kind.PUBLIC)], 1),
    ],
)
def test_open_is_neither_merged_nor_abandoned_nor_private(steps, number):
    assert backlog.open_changes(case(change(1, upload("03-01"), *steps))).value == number


def test_a_change_on_another_branch_is_not_counted():
    assert backlog.open_changes(case(change(1, upload("03-01"), branch="stable/x"))).value == 0


def test_specs_are_counted_apart():
    spec = change(2, upload("03-01"), project="team/specs")
    fact = backlog.open_changes(case(change(1, upload("03-01")), specs=(spec,)))

    assert fact.value == 1
    assert fact.note.startswith("Beside them, 1\N{NO-BREAK SPACE}open spec.")


@pytest.mark.parametrize("metric", [backlog.open_changes, abandoned.abandoned, merges.merged])
def test_without_a_specs_repository_no_spec_is_said_to_be_beside(metric):
    assert "Beside them, 0" in metric(case()).note
    assert "Beside" not in metric(case(team=NO_SPECS)).note


def test_an_event_on_the_stroke_of_midnight_belongs_to_the_next_day():
    assert daily(change(1, upload("03-01 00:00"), merge("03-02 00:00"))) == {"ci": (0, 1, 0)}


def test_a_change_counts_for_whom_it_waited_as_each_day_ended():
    lived = change(1, upload("02-29 10:00"), verdict("03-01 10:00"), vote("03-02 10:00", -1))

    assert daily(lived) == {"ci": (1, 0, 0), "reviewers": (0, 1, 0), "author": (0, 0, 1)}


def test_a_last_day_that_is_cut_ends_at_the_moment():
    series = backlog.by_state_daily(case(change(1, upload("03-01 13:00")), moment="03-01 12:00"))

    assert series.x == (date(2016, 2, 29), date(2016, 3, 1))
    assert all(line.values == (0, 0) for line in series.lines)


def test_without_a_gating_ci_nothing_is_drawn_for_it():
    series = backlog.by_state_daily(case(accounts=UNGATED))

    assert [line.role for line in series.lines] == ["reviewers", "author", "approved"]


def test_the_sentence_compares_the_end_with_the_start():
    before = [change(n, upload("02-01"), merge("03-02")) for n in (1, 2)]
    now = change(3, upload("03-01"), verdict("03-02"))
    series = backlog.by_state_daily(case(*before, now))

    assert series.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "The backlog fell from 2 open changes at the start to 1; 1 of them waited on reviewers. "
        "At no day's end more than 3 waited on CI or were approved. "
        "Verified: 1, of which 1 waiting for a reviewer and 0 waiting for their author."
    )


def test_histories_that_begin_too_late_make_a_gap():
    late = case(reaches=case().cycle.begins.replace(day=1, month=3))

    assert isinstance(backlog.by_state_daily(late), Gap)


def test_before_the_cycle_there_is_no_series():
    assert isinstance(backlog.by_state_daily(case(moment="02-01")), Gap)


def test_a_line_of_the_list_tells_since_when_without_a_pause():
    steps = (upload("03-01"), verdict("03-02"), vote("03-04", 1), vote("03-05", 2))
    item, *_ = backlog.by_state(case(change(7, *steps))).evidence.items

    assert (item.ref, item.state, item.since) == ("team/code 7", "reviewable", date(2016, 3, 2))
    assert item.url == "https://review.example.org/7"
