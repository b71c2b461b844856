"""Laws that hold for every world, small worlds made at random included."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure import facts, series
from retro.measure.backlog import by_state as backlog
from retro.measure.backlog import verified as backlog_verified
from retro.measure.backlog.verified_daily import verified_daily
from retro.measure.ground.standing import Standing, standing, verified
from retro.measure.ground.sweep import sweep, waiting
from retro.model.change import Kind
from retro.model.facts import Fact, Gap
from retro.model.time import end_of
from tests.measure.builders import (
    case,
    change,
)
from tests.measure.worlds import ROSTERS, lives, worlds

ALL_FACTS = settings(max_examples=25)
"""For laws of which each example measures everything."""


def midnights(here) -> list:
    return [here.cycle.begins, *map(end_of, here.cycle.days(here.moment))]


@given(worlds())
def test_a_sweep_equals_asking_every_change_at_every_midnight(changes):
    here = case(*changes)
    moments = midnights(here)
    asked = {which: [0] * len(moments) for which in Standing}
    for one in changes:
        for index, moment in enumerate(moments):
            state = one.at(moment)
            where = standing(here, state) if state else None
            if where:
                asked[where][index] += 1

    assert sweep(here, moments) == {which: tuple(numbers) for which, numbers in asked.items()}


@given(worlds())
def test_states_sum_up_to_what_is_open(changes):
    here = case(*changes)
    states = backlog.by_state(here)
    series = backlog.by_state_daily(here)

    assert sum(part.value for part in states.parts) == backlog.open_changes(here).value
    assert sum(line.values[-1] for line in series.lines) == states.value


@given(worlds())
def test_the_verified_line_begins_and_ends_with_the_numbers_of_start_and_moment(changes):
    here = case(*changes)
    values = verified_daily(here).lines[0].values

    assert values[0] == backlog_verified.verified_at_start(here).value
    assert values[-1] == backlog_verified.verified_backlog(here).value


@given(worlds())
def test_verified_is_reviewable_and_sent_back_with_a_positive_verdict(changes):
    here = case(*changes)
    found = waiting(here, here.moment)
    reviewers_turn = [one for one in found if one.standing is Standing.REVIEWABLE]
    sent_back = [
        one for one in found if one.standing is Standing.AUTHOR and (one.state.verdict or 0) > 0
    ]
    stopped = [
        one
        for one in reviewers_turn + sent_back
        if any(
            value <= -2 and label != "Code-Review" for (label, _), value in one.state.votes.items()
        )
    ]

    assert sum(verified(here, one.state) for one in found) == (
        len(reviewers_turn) + len(sent_back) - len(stopped)
    )


@given(worlds(hide=False))
def test_the_backlog_changes_by_what_came_and_went(changes):
    here = case(*changes)
    now, start = len(waiting(here, here.moment)), len(waiting(here, here.cycle.begins))
    kinds = Counter(e.kind for one in changes for e in one.events if here.inside(e.at))
    opened = sum(here.inside(one.created) for one in changes)

    moved = opened - kinds[Kind.MERGE] - kinds[Kind.ABANDON] + kinds[Kind.RESTORE]
    assert now - start == moved


@ALL_FACTS
@given(worlds(), st.sampled_from(ROSTERS), st.randoms(use_true_random=False))
def test_the_order_of_the_records_is_irrelevant(changes, notes, random):
    shuffled = random.sample(changes, len(changes))
    here, there = case(*changes, notes=notes), case(*shuffled, notes=notes)

    assert facts(here) == facts(there)
    assert series(here) == series(there)


@ALL_FACTS
@given(worlds(), worlds(), st.sampled_from(ROSTERS))
def test_shares_are_shares(changes, specs, notes):
    specs = tuple(replace(one, number=one.number + 100) for one in specs)
    here = case(*changes, specs=specs, notes=notes)
    found = facts(here).values()
    shares = [one for one in found if isinstance(one, Fact) and one.unit == "share"]

    assert all(0 <= fact.value <= 1 for fact in shares)
    assert all(0 <= part.value <= 1 for fact in shares for part in fact.parts)


@given(worlds())
def test_the_first_review_curve_never_falls(changes):
    curve = series(case(*changes))["flow.first_review"]
    values = [] if isinstance(curve, Gap) else [v for v in curve.lines[0].values if v is not None]

    assert values == sorted(values)
    assert all(0 <= value <= 1 for value in values)


@given(st.lists(lives(), max_size=6), st.integers(1, 9))
def test_what_happens_later_never_changes_an_earlier_day(some, day):
    moment = f"03-{day:02}"
    short = [[step for step in steps if step[0].at < case(moment=moment).moment] for steps in some]
    then = case(*(change(n, *steps) for n, steps in enumerate(short) if steps), moment=moment)
    later = case(*(change(n, *steps) for n, steps in enumerate(some)))

    for early, late in zip(
        backlog.by_state_daily(then).lines, backlog.by_state_daily(later).lines, strict=True
    ):
        assert early.values == late.values[: len(early.values)]


@ALL_FACTS
@given(worlds(), st.sampled_from(ROSTERS))
def test_evidence_of_people_is_withheld(changes, notes):
    found = facts(case(*changes, notes=notes))
    people = [one for one in found.values() if isinstance(one, Fact) and one.unit == "people"]

    assert people
    assert all(not hasattr(fact.evidence, "items") for fact in people)


@ALL_FACTS
@given(worlds(), worlds(), st.sampled_from(ROSTERS))
def test_each_part_of_a_number_has_a_key_of_its_own(changes, specs, notes):
    found = facts(case(*changes, specs=specs, notes=notes))
    keys = [[part.key for part in fact.parts] for fact in found.values() if isinstance(fact, Fact)]

    assert any(keys)
    assert all(len({*some}) == len(some) for some in keys)
