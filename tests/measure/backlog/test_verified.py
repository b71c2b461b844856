from datetime import date

import pytest

from retro.measure.backlog import by_state, verified
from retro.model.change import Kind
from retro.model.facts import Gap
from tests.measure.builders import (
    BOT,
    CAT,
    GERRIT,
    UNGATED,
    abandon,
    case,
    change,
    flag,
    review,
    upload,
    verdict,
    vote,
)


def number(*steps) -> int:
    return verified.verified_backlog(case(change(1, upload("03-01"), *steps))).value


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([verdict("03-02")], 1),
        ([], 0),
        ([verdict("03-02", -1)], 0),
        ([verdict("03-02"), vote("03-03", -1)], 1),
        ([verdict("03-02"), vote("03-03", -2)], 0),
        ([verdict("03-02"), vote("03-03", -2, "Verified", CAT)], 0),
        ([verdict("03-02"), vote("03-03", -2, "Backport-Candidate")], 1),
        ([verdict("03-02"), vote("03-03", -1, "Review-Priority")], 1),
        ([verdict("03-02"), vote("03-03", 1, "Workflow")], 0),
        ([verdict("03-02"), vote("03-03", -1, "Workflow")], 0),
        ([verdict("03-02"), vote("03-03", -1, "Workflow"), vote("03-04", 0, "Workflow")], 1),
        ([verdict("03-02"), flag("03-03", Kind.WIP)], 0),
        ([verdict("03-02"), flag("03-03", Kind.PRIVATE)], 0),
        ([verdict("03-02"), abandon("03-03")], 0),
        ([verdict("03-02"), upload("03-03", 2)], 0),
    ],
)
def test_verified_means_that_tests_passed_and_people_are_missing(steps, expected):
    assert number(*steps) == expected


@pytest.mark.parametrize(
    ("steps", "turn"),
    [
        ([], "waiting for a reviewer"),
        ([vote("03-03", 1)], "waiting for a reviewer"),
        ([vote("03-03", -1)], "waiting for their author"),
        ([vote("03-03", -1), vote("03-04", 0)], "waiting for a reviewer"),
        ([vote("03-03", -1, by=BOT)], "waiting for a reviewer"),
    ],
)
def test_a_verified_change_waits_for_its_author_where_a_persons_minus_one_stands(steps, turn):
    here = case(change(1, upload("03-01"), verdict("03-02"), *steps))
    parts = {part.label: part.value for part in verified.verified_backlog(here).parts}

    assert {label for label, n in parts.items() if n} == {turn}
    assert set(parts) == {"waiting for a reviewer", "waiting for their author"}


def test_the_first_picture_says_the_verified_backlog_as_its_number_does():
    here = case(*(change(n, upload("03-01"), verdict("03-02")) for n in (1, 2)))

    assert by_state.by_state_daily(here).sentence.endswith(
        "Verified: 2, of which 2 waiting for a reviewer and 0 waiting for their author."
    )


def test_without_a_gating_ci_verified_is_a_gap_that_says_whom_it_looked_for():
    named = verified.verified_backlog(case(accounts=UNGATED))

    assert isinstance(named, Gap)
    assert "(ci)" in named.why


def test_a_team_that_names_no_gating_ci_is_told_so():
    team = case().team
    bare = type(GERRIT)(server=GERRIT.server, projects=GERRIT.projects)
    nameless = case(accounts=UNGATED, team=type(team)(key="team", title="Team", gerrit=bare))

    assert "name no gating CI" in verified.verified_at_start(nameless).why
    assert isinstance(verified.verified_reviewed_since(nameless), Gap)


def test_the_start_is_judged_by_what_had_happened_before_it():
    early = change(1, upload("02-01"), verdict("02-02"), vote("03-01", -2))
    on_the_stroke = change(2, upload("02-01"), verdict("02-29 00:00"))

    assert verified.verified_at_start(case(early, on_the_stroke)).value == 1


def test_the_start_is_a_gap_where_histories_begin_later():
    late = case(reaches=case().cycle.begins.replace(day=2, month=3))

    assert verified.verified_at_start(late).why.replace("\N{NO-BREAK SPACE}", " ") == (
        "The histories begin on 2 March 2016; this needs them from 29 February 2016 on."
    )


def test_reviewed_since_counts_from_the_first_moment_of_the_day():
    on_time = change(1, upload("02-01"), verdict("02-02"), review("02-29 00:00"))
    too_early = change(2, upload("02-01"), verdict("02-02"), review("02-28 23:59"))
    fact = verified.verified_reviewed_since(case(on_time, too_early))

    assert (fact.value, fact.n, fact.unit) == (0.5, 2, "share")
    assert [item.note[:13] for item in fact.evidence.items] == ["last reviewed"] * 2


def test_an_unreviewed_change_is_listed_as_such():
    fact = verified.verified_reviewed_since(case(change(1, upload("03-01"), verdict("03-02"))))

    assert fact.value == 0
    assert fact.evidence.items[0].note == "never reviewed"


def test_a_share_of_nothing_is_a_gap():
    assert verified.verified_reviewed_since(case()).why == "The verified backlog is empty."


def test_the_day_is_the_1_january_inside_the_cycle():
    cycle = type(case().cycle)(name="m", start=date(2015, 10, 19), release=date(2016, 4, 7))

    assert verified.reviewed_since(case(cycle=cycle)) == date(2016, 1, 1)
    assert verified.reviewed_since(case(cycle=cycle, moment="01-01")) == date(2015, 10, 19)
    assert verified.reviewed_since(case()) == date(2016, 2, 29)


def test_the_query_asks_the_server_for_the_same():
    fact = verified.verified_backlog(case())

    assert fact.evidence.query == (
        "status:open project:team/code (branch:master OR branch:main) label:Verified>=1,user=ci "
        "NOT is:wip NOT label:Workflow<=-1 NOT label:Workflow>=1 NOT label:Code-Review<=-2 "
        "NOT label:Verified<=-2"
    )
