"""Any days of the record may stand in the cycle's place, and what has no meaning there says so."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import agree, measure
from retro.errors import UsageError
from retro.model.facts import Fact, Gap
from retro.record.window import window
from tests import sample

START, RELEASE = date(2015, 10, 20), date(2016, 4, 7)
SUMMED = ("flow.merged", "flow.stable_merged", "backlog.abandoned", "bugs.reported")
DAYS = st.dates(START, RELEASE)


def counted(since: date, until: date) -> dict[str, float]:
    facts = window(sample.book(), since, until).facts
    return {name: facts[name].value for name in SUMMED}


@pytest.fixture(scope="module")
def january():
    return window(sample.book(), date(2016, 1, 20), date(2016, 2, 20))


def test_the_cycles_own_days_give_the_cycles_own_numbers():
    cycle = sample.book().target.cycle
    whole = sample.report(cycle.release).facts
    found = window(sample.book(), cycle.start, cycle.release).facts
    told = {name: fact for name, fact in found.items() if isinstance(fact, Fact)}
    phased = told.pop("rhythm.review_days"), whole["rhythm.review_days"]
    for of_people in ("rhythm.effect", *(n for n in found if n.startswith("community.concentr"))):
        told.pop(of_people)  # how much people did is told by editions alone

    assert len(told) > 65
    assert told == {name: whole[name] for name in told}
    assert phased[0] == replace(phased[1], parts=())


def test_how_much_people_did_is_told_of_no_window():
    for until in (date(2016, 1, 20), date(2016, 1, 21), RELEASE):
        found = window(sample.book(), START, until)
        of_people = [one.definition.name for one in measure.METRICS if one.work]
        drawn = [one.definition.name for one in measure.CHARTS if one.work and not one.free]

        assert all(isinstance(found.facts[name], Gap) for name in of_people if name in found.facts)
        assert all(isinstance(found.series[name], Gap) for name in drawn if name in found.series)


def test_two_windows_in_a_row_count_what_one_over_both_does():
    first, last = date(2015, 11, 2), date(2016, 3, 1)
    one, two = counted(first, date(2016, 1, 4)), counted(date(2016, 1, 5), last)
    both = counted(first, last)

    assert both == {name: one[name] + two[name] for name in SUMMED}
    assert all(both.values())


@settings(max_examples=3, deadline=None)
@example([START, START])
@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted))
def test_the_numbers_of_any_window_agree(days):
    agree.hold(window(sample.book(), *days))


def test_a_window_begins_with_what_stood_as_the_day_before_ended(january):
    eve = measure.fact(sample.book().case(date(2016, 1, 19)), "backlog.verified")

    assert january.facts["backlog.verified_at_start"].value == eve.value


def test_what_rests_on_the_calendar_of_the_cycle_is_a_gap_that_says_so(january):
    rest = [
        name
        for name, one in january.definitions.items()
        if "the calendar of the cycle" in one.source and name in january.facts
    ]

    assert {"flow.merged_by_milestone", "bugs.fixed_since_m3"} <= {*rest}
    assert all(isinstance(january.facts[name], Gap) for name in rest)
    assert "milestones" in january.facts["flow.merged_after_freeze"].why


@pytest.mark.parametrize("name", ["features.landed", "priorities.focus", "handoff.threads"])
def test_what_is_of_a_whole_cycle_is_a_gap(january, name):
    assert "whole cycle" in january.facts[name].why


def test_what_is_of_a_day_before_the_window_is_not_told_in_it(january):
    assert "before" in january.facts["backlog.clean_up.2016-01-18"].why


def test_a_window_says_its_days(january):
    assert (january.start, january.as_of, january.release) == (
        date(2016, 1, 20),
        date(2016, 2, 20),
        date(2016, 2, 20),
    )


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2015, 1, 1), None, "does not cover 2015-01-01"),
        (None, date(2016, 4, 8), "does not cover 2016-04-08"),
        (date(2016, 2, 2), date(2016, 2, 1), "no day lies between"),
    ],
)
def test_days_that_the_record_does_not_cover_are_refused_with_those_that_it_does(
    since, until, said
):
    with pytest.raises(UsageError, match=said) as refused:
        window(sample.book(), since, until)

    assert "2015-10-19 to 2016-04-07" in str(refused.value)
