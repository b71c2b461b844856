from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure.features.freeze import feature_freeze_exceptions
from retro.measure.flow.merges import merged_after_freeze, merged_by_milestone
from retro.measure.flow.merges_weekly import merges_weekly
from retro.measure.ground.phases import phases
from retro.measure.rhythm.review_days import review_days
from retro.model.cycle import Milestone
from retro.model.facts import Gap, Stretch
from retro.model.team import Happening, Notes
from tests.measure.builders import CYCLE, case, change, merge, upload, when

MILESTONES = replace(
    CYCLE,
    milestones=(
        Milestone("M-1", date(2016, 3, 3)),
        Milestone("M-2", date(2016, 3, 8)),
        Milestone("feature freeze", date(2016, 3, 8)),
        Milestone("release", date(2016, 4, 3)),
    ),
)


def world(*merges: str, moment: str = "03-20", **given):
    changes = (change(n, upload("02-20"), merge(at)) for n, at in enumerate(merges))
    day = when(moment).date()
    return case(*changes, moment=moment, **({"cycle": MILESTONES, "as_of": day} | given))


def on(*merges: str, **given):
    day = date(2016, 3, 19)
    return world(*merges, **({"as_of": day} | given))


def parts(fact):
    return {part.label: part.value for part in fact.parts}


def test_a_phase_ends_with_the_day_of_its_milestone():
    fact = merged_by_milestone(on("02-29", "03-03 23:59", "03-04 00:00", "03-09"))

    assert fact.value == 4
    assert parts(fact) == {"up to M-1": 2, "up to M-2": 1, "up to the release": 1}


def test_a_phase_that_has_not_begun_is_not_shown():
    here = on("03-01", moment="03-04", as_of=date(2016, 3, 3))

    assert [phase.name for phase in phases(here)] == ["M-1"]
    assert parts(merged_by_milestone(here)) == {"up to M-1": 1}


def test_phases_follow_each_other_through_the_whole_cycle():
    first, *rest = phases(on(as_of=date(2016, 4, 3)))

    assert first.first == CYCLE.start
    assert rest[-1].last == CYCLE.release
    assert all(a.last < b.first for a, b in zip([first, *rest], rest, strict=False))


def test_the_weeks_have_the_sums_of_the_phases_below():
    series = merges_weekly(on("02-29", "03-03 23:59", "03-04 00:00", "03-09"))

    assert series.stretches == (
        Stretch(date(2016, 2, 29), date(2016, 3, 3), 2),
        Stretch(date(2016, 3, 4), date(2016, 3, 8), 1),
        Stretch(date(2016, 3, 9), date(2016, 4, 3), 1),
    )
    assert series.sentence.endswith("By phase: 2 up to M-1, 1 up to M-2, 1 up to the release.")


@given(st.lists(st.integers(0, 24 * 30), max_size=9))
def test_phases_and_weeks_sum_up_to_the_same(hours):
    start = when("02-29")
    series = merges_weekly(on(*(f"{start + timedelta(hours=h):%m-%d %H:%M}" for h in hours)))

    assert sum(one.value for one in series.stretches) == sum(
        sum(line.values) for line in series.lines
    )


def test_without_milestones_there_are_no_phases():
    assert "no milestones" in merged_by_milestone(case()).why
    assert merges_weekly(case()).stretches == ()
    assert isinstance(merged_by_milestone(on(reaches=when("03-01"))), Gap)


def test_what_is_merged_after_the_freeze_begins_with_the_day_after_it():
    fact = merged_after_freeze(on("03-08 23:59", "03-09 00:00"))

    assert (fact.value, parts(fact)) == (1, {"people": 1, "bots": 0})
    assert 'mergedafter:"2016-03-09 00:00:00"' in fact.evidence.query


def test_before_the_freeze_nothing_comes_after_it():
    assert "is not past" in merged_after_freeze(on("03-01", moment="03-09")).why
    assert merged_after_freeze(on(moment="03-09 06:00")).value == 0
    assert "no feature freeze" in merged_after_freeze(case()).why


def test_review_days_are_told_by_phase():
    days = (date(2016, 3, 3), date(2016, 3, 4), date(2016, 3, 8), date(2016, 3, 28))
    notes = Notes(rhythm=(Happening(kind="review day", days=days),))
    fact = review_days(on(notes=notes))

    assert (fact.value, sum(parts(fact).values())) == (3, 3)
    assert parts(fact) == {"up to M-1": 1, "up to M-2": 2, "up to the release": 0}


def test_a_team_without_a_freeze_has_no_number_by_the_common_day():
    none = replace(CYCLE, milestones=(), without=frozenset({"feature freeze", "m-1"}))
    here = case(cycle=none)

    assert merged_after_freeze(here).why == "This team has no feature freeze."
    assert feature_freeze_exceptions(here).why == "This team has no feature freeze."
    assert merged_by_milestone(here).why.startswith("This team has no milestones")
