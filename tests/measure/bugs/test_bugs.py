"""Measures of bugs: what counts when, what is a range, and what can't be said."""

from datetime import date
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.measure.bugs import backlog as bug_backlog
from retro.measure.bugs import backlog_daily as bug_backlog_daily
from retro.measure.bugs import release as bug_release
from retro.measure.bugs import turnover as bugs
from retro.measure.bugs.mass import closed_in_mass
from retro.measure.bugs.weekly import weekly
from retro.measure.ground.definition import Chart, Metric
from retro.model.cycle import Cycle, Milestone
from retro.model.facts import Fact, Gap
from retro.model.time import end_of
from tests.measure.bugs.builders import ENDS, bug, bug_case, team
from tests.measure.builders import CYCLE, case, when

MEASURES = [
    one
    for module in (bugs, bug_backlog, bug_backlog_daily, bug_release)
    for one in vars(module).values()
    if isinstance(one, Metric | Chart)
]
MILESTONES = tuple(
    Milestone(name, date(2016, 3, day)) for name, day in (("M-1", 3), ("M-2", 6), ("M-3", 8))
)
STAGED = Cycle(name="tiny", start=CYCLE.start, release=CYCLE.release, milestones=MILESTONES)


def parts(fact):
    return {part.label: part.value for part in fact.parts}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.definition.name)
def test_without_a_collection_there_is_a_gap_and_no_zero(measure):
    assert isinstance(measure(case()), Gap)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.definition.name)
def test_bugs_that_are_tracked_elsewhere_are_a_gap_with_that_reason(measure):
    here = bug_case(projects=(), missing=("heat is tracked elsewhere",))

    assert measure(here).why == "Heat is tracked elsewhere."


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.definition.name)
def test_each_measure_says_what_it_counts_its_source_and_what_it_can_not_see(measure):
    said = measure.definition

    assert said.name.startswith("bugs.")
    assert all((said.title, said.summary, said.body, said.returns, said.unit))
    assert said.source.startswith("Launchpad: ")
    assert said.blind_spots


def test_a_project_that_is_missing_is_told_beside_the_number():
    here = bug_case(bug(1), missing=("heat is tracked elsewhere",))

    assert bugs.reported(here).note == "Heat is tracked elsewhere."


def test_bugs_reported_before_the_cycle_or_after_the_moment_do_not_count():
    found = bugs.reported(bug_case(bug(1, "02-28"), bug(2, "02-29"), bug(3, "03-10")))

    assert (found.value, [item.ref for item in found.evidence.items]) == (1, ["code 2"])


def test_a_fix_counts_in_the_cycle_in_which_it_was_made():
    early = bug(1, "01-01", ("02-01", "fixed"))
    within = bug(2, "01-01", ("03-02", "fixed"))
    late = bug(3, "01-01", ("03-12", "fixed"))

    assert bugs.fixed(bug_case(early, within, late)).value == 1


def test_a_fix_that_was_taken_back_by_the_moment_is_none():
    reopened = bug(1, "03-01", ("03-02", "fixed"), ("03-05", "open"))

    assert bugs.fixed(bug_case(reopened)).value == 0
    assert bugs.fixed(bug_case(reopened, moment="03-04")).value == 1


def test_closings_without_a_fix_are_told_apart_by_status():
    found = bugs.closed_otherwise(
        bug_case(
            bug(1, "03-01", ("03-02", "closed"), status="Invalid"),
            bug(2, "03-01", ("03-02", "closed"), status="Pondered"),
            bug(3, "03-01", ("03-02", "fixed")),
        )
    )

    assert (found.value, parts(found)) == (2, {"Invalid": 1, "Pondered": 1})


def test_weeks_show_what_came_and_what_went():
    chart = weekly(
        bug_case(bug(1, "03-01", ("03-08", "fixed")), bug(2, "03-07", ("03-08", "closed")))
    )

    assert {line.label: line.values for line in chart.lines} == {
        "reported": (1, 1),
        "fixed": (0, 1),
        "otherwise closed": (0, 1),
    }
    assert chart.sentence == "Bugs: 2 reported, 1 fixed and 1 otherwise closed."


def test_a_mass_closing_is_told():
    many = [bug(n, "03-01", ("03-05", "closed")) for n in range(20)]
    here = bug_case(*many, bug(30, "03-01", ("03-06", "closed")))

    assert closed_in_mass(here).value == 20
    assert "Closed in mass on 5\N{NO-BREAK SPACE}March 2016." in weekly(here).sentence


def test_nineteen_bugs_or_two_projects_make_no_mass():
    some = [bug(n, "03-01", ("03-05", "closed")) for n in range(19)]
    other = [bug(n, "03-01", ("03-05", "closed"), project="other") for n in range(19)]

    assert closed_in_mass(bug_case(*some, *other)).value == 0


def test_open_is_neither_fixed_nor_closed():
    found = bug_backlog.open_bugs(
        bug_case(
            bug(1),
            bug(2, "03-01", ("03-05", "fixed")),
            bug(3, "03-01", ("03-05", "closed")),
            bug(4, "03-01", ("03-11", "closed")),
        )
    )

    assert [item.ref for item in found.evidence.items] == ["code 1", "code 4"]


def test_what_dates_can_not_tell_makes_the_number_a_range():
    found = bug_backlog.open_bugs(
        bug_case(bug(1), bug(2, "03-01", ("03-01", "unknown"), ("03-20", "open")))
    )

    assert found.value == 1
    assert parts(found) == {"open": 1, "open or not, unknown": 1}
    assert found.note.startswith("Between 1 and 2")


def test_the_start_has_its_own_backlog():
    here = bug_case(bug(1, "02-28"), bug(2), bug(3, "01-01", ("02-01", "fixed")))

    assert bug_backlog.open_at_start(here).value == 1


def test_importance_is_said_to_be_todays():
    found = bug_backlog.by_importance(bug_case(bug(1), bug(2, importance="Odd"), bug(3)))

    assert parts(found) == {"High": 2, "Odd": 1}
    assert found.note == "Importance as it is now."


def test_untriaged_is_what_never_left_new_by_the_moment():
    found = bug_backlog.untriaged(
        bug_case(bug(1), bug(2, left_new="03-05"), bug(3, left_new="03-11"))
    )

    assert [item.ref for item in found.evidence.items] == ["code 1", "code 3"]


def test_time_to_triage_counts_who_still_waits():
    left = [bug(n, "03-01", left_new="03-03") for n in range(3)]
    found = bug_backlog.time_to_triage(bug_case(*left, bug(8, "03-01"), bug(9, "03-01")))

    assert (found.value, found.n) == (2, 5)


def test_time_to_triage_of_a_few_is_a_list():
    found = bug_backlog.time_to_triage(bug_case(bug(1)))

    assert isinstance(found, Gap)
    assert len(found.evidence.items) == 1


def test_fixes_since_the_last_milestone_begin_on_the_day_after_it():
    on, after = bug(1, "03-01", ("03-08", "fixed")), bug(2, "03-01", ("03-09", "fixed"))

    assert bug_release.fixed_since_m3(bug_case(on, after, cycle=STAGED)).value == 1


def test_before_the_last_milestone_there_are_no_fixes_since_it():
    assert isinstance(
        bug_release.fixed_since_m3(bug_case(bug(1), moment="03-09", cycle=STAGED)), Gap
    )


def test_the_candidates_bugs_are_tagged_and_open():
    tag = "tiny-rc-potential"
    found = bug_release.open_rc1(
        bug_case(
            bug(1, tags=(tag,)),
            bug(2, "03-01", ("03-02", "fixed"), tags=(tag,)),
            bug(3, milestone="tiny-rc1"),
            tags=(tag,),
        )
    )

    assert [item.ref for item in found.evidence.items] == ["code 1"]
    assert found.note == "On Launchpad's milestone tiny-rc1: 1\N{NO-BREAK SPACE}bug."


def test_a_tag_that_was_not_asked_for_is_a_gap():
    assert "do not name it" in bug_release.open_rc1(bug_case(bug(1))).why


def test_lite_specs_of_the_cycle_are_told_by_how_they_stood():
    lite = {"tags": ("lite-spec",)}
    found = bug_release.lite_specs(
        bug_case(
            bug(1, **lite),
            bug(2, "03-01", ("03-02", "fixed"), **lite),
            bug(3, "01-01", **lite),
            tags=("lite-spec",),
        )
    )

    assert (found.value, parts(found)) == (2, {"open": 1, "fixed": 1})


def test_a_team_that_never_used_lite_specs_has_none_to_count():
    assert isinstance(bug_release.lite_specs(bug_case(bug(1), tags=("lite-spec",))), Gap)


def test_fixes_belong_to_the_milestone_that_came_next():
    found = bug_release.fixed_by_milestone(
        bug_case(
            bug(1, "03-01", ("03-03", "fixed"), milestone="tiny-1"),
            bug(2, "03-01", ("03-04", "fixed")),
            bug(3, "03-01", ("03-09", "fixed")),
            cycle=STAGED,
        )
    )

    assert [part.value for part in found.parts] == [1, 1, 0, 1]
    assert found.note == "By Launchpad's milestone field: tiny-1 1; none 2."


def test_a_security_bug_counts_when_it_became_visible():
    opened = bug(1, "01-01", visible="03-02", security=True, advisory=True)
    before = bug(2, "01-01", security=True)
    found = bug_release.security(bug_case(opened, before, bug(3)))

    assert [item.ref for item in found.evidence.items] == ["code 1"]
    assert "advisories: 1" in found.note


def test_numbers_of_bugs_are_facts_with_their_unit():
    found = bugs.fixed(bug_case(bug(1)))

    assert isinstance(found, Fact)
    assert found.unit == "bugs"


def bounds(*found, **given):
    return [
        line.values for line in bug_backlog_daily.backlog_daily(bug_case(*found, **given)).lines
    ]


def test_the_open_bugs_of_a_day_are_exact_but_for_those_of_which_nothing_is_known():
    known = bug(1, "02-01", ("03-02", "fixed"))
    unknown = bug(2, "02-01", ("03-01", "unknown"), ("03-03", "open"))

    assert bounds(known, unknown, moment="03-04") == [(2, 1, 0, 1), (2, 2, 1, 1)]


def test_the_sentence_tells_both_ends_and_how_much_is_unknown():
    unknown = bug(2, "02-01", ("03-01", "unknown"))

    def said(*found):
        return bug_backlog_daily.backlog_daily(bug_case(*found)).sentence

    assert said(bug(1)) == (
        "Open bugs: 0 at the start, 1 at the end. "
        "Every day is exact, as far as Launchpad's dates go."
    )
    assert said(bug(1), unknown).replace("\N{NO-BREAK SPACE}", " ") == (
        "Open bugs: 1 at the start, 1 to 2 at the end. Of up to 1 bug a day the past is unknown."
    )


def test_before_the_cycle_no_day_has_a_backlog():
    assert isinstance(bug_backlog_daily.backlog_daily(bug_case(bug(1), moment="02-01")), Gap)


WAYS = st.lists(
    st.tuples(st.dates(date(2016, 2, 1), date(2016, 4, 9)), st.sampled_from(["open", *ENDS])),
    max_size=3,
    unique_by=lambda pair: pair[0],
).map(lambda some: [(f"{day:%m-%d}", what) for day, what in sorted(some)])


@given(st.lists(WAYS, max_size=5))
def test_bounds_never_cross_and_end_at_the_open_bugs(lives):
    found = (bug(n, "01-01", *way) for n, way in enumerate(lives))
    here = bug_case(*found, moment="04-02", team=team(tracker={"launchpad": "code"}))
    least, most = (line.values for line in bug_backlog_daily.backlog_daily(here).lines)
    sure, perhaps = (part.value for part in bug_backlog.open_bugs(here).parts)

    assert all(low <= high for low, high in zip(least, most, strict=True))
    assert (least[-1], most[-1]) == (sure, sure + perhaps)


@given(st.lists(WAYS, max_size=5), st.sampled_from(["", "03-01", "03-12"]))
def test_a_day_has_the_bugs_that_stood_so_as_it_ended(lives, day):
    doubled = when(day) if day else None
    found = [bug(n, "01-01", *way, duplicate_since=doubled) for n, way in enumerate(lives)]
    drawn = bug_backlog_daily.backlog_daily(bug_case(bug(9), *found, moment="04-02"))
    stood = [[one.at(end_of(day)) for one in (bug(9), *found)] for day in drawn.x[:-1]]
    open_, unknown = ([day.count(each) for day in stood] for each in ("open", "unknown"))

    assert list(drawn.lines[0].values[:-1]) == open_
    assert list(drawn.lines[1].values[:-1]) == list(map(add, open_, unknown))


def test_a_bug_counts_until_it_became_a_duplicate():
    doubled = bug(1, "03-02", duplicate_since=when("03-08"))

    assert bugs.reported(bug_case(doubled, moment="03-07")).value == 1
    assert bugs.reported(bug_case(doubled, moment="03-10")).value == 0
    chart = bug_backlog_daily.backlog_daily(bug_case(doubled, moment="03-10"))
    assert [max(some) for some in zip(*(line.values for line in chart.lines), strict=True)] == [
        0,
        0,
        *[1] * 6,
        0,
        0,
    ]


def test_a_duplicate_since_nobody_knows_when_makes_a_range():
    here = bug_case(bug(1), bug(2, "03-02", ("03-02", "unknown"), perhaps_duplicate=True))

    assert bugs.reported(here).between == (1, 2)
    assert parts(bug_backlog.open_bugs(here)) == {"open": 1, "open or not, unknown": 1}
