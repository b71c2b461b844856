"""Laws of what starves, what may be abandoned, and what comes and goes, for worlds at random."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.measure import facts
from retro.measure.backlog import abandoned, age, balance, fate, starved, verified
from retro.measure.backlog.candidates import candidates, covered
from retro.measure.backlog.reasons import OF_THE_RULE, reasons
from retro.measure.ground.spells import INSTANT, Spell, holding, joined_up
from retro.measure.ground.standing import counts
from retro.measure.ground.sweep import waiting
from retro.model.change import Status
from retro.model.facts import Fact, Gap
from retro.model.team import Notes, Team, Tenure
from retro.model.time import DAY, end_of
from tests.measure.builders import CYCLE, GERRIT, case, change, when
from tests.measure.worlds import hour, lives, slow_worlds, worlds

HALF_DAY = timedelta(hours=12)
LATE = "06-01"
TEAM = Team(key="team", title="Team", gerrit=GERRIT)
EVERY_BRANCH = replace(TEAM, gerrit=replace(GERRIT, branches=()))
CORES = Notes(
    roster=(Tenure(account="ann"), Tenure(account="ben", until=CYCLE.start), Tenure(account="cat"))
)
MIDNIGHTS = [when(hour(4 * day)) for day in range(108)]
DAYS = st.integers(0, 400).map(lambda number: when(hour(number)))


def slow():
    """Make worlds whose acts lie on days, over three months: long enough to starve."""
    return worlds(stride=4)


def here(changes, **given):
    return case(*changes, moment=LATE, notes=CORES, **given)


@given(st.lists(st.tuples(DAYS, DAYS)), DAYS)
def test_an_instant_lies_in_joined_spells_as_in_any_of_them(pairs, at):
    spells = [Spell(*sorted(pair)) for pair in pairs]
    found = joined_up(spells)

    assert (holding(found, at) is not None) == any(s.since <= at < s.until for s in spells)
    assert all(a.until < b.since for a, b in pairwise(found))


@given(slow_worlds())
def test_starved_is_asked_of_a_moment_as_of_a_span(changes):
    world = here(changes)

    for one in changes:
        spells = starved.starved_spells(world, one)
        for moment in MIDNIGHTS:
            spell = holding(spells, moment - INSTANT)
            assert (spell is not None) == starved.starved(world, one, moment)


@given(slow_worlds(), DAYS)
def test_the_starved_are_those_of_the_verified_that_starve(changes, moment):
    world = here(changes)
    hungry = {one.change.number for one in starved.starved_at(world, moment)}
    known = {one.change.number for one in verified.verified_at(world, moment)}

    assert hungry <= known
    assert hungry == {one.number for one in changes if starved.starved(world, one, moment)}


def patch_set(one, moment) -> int | None:
    state = one.at(moment)
    return state and state.patch_set


def stands(world, one, at, moment) -> bool:
    """Tell whether the rule held just before an instant, on the patch set of a moment."""
    state = one.at(at)
    return (
        state is not None
        and counts(world, state)
        and state.patch_set == patch_set(one, moment)
        and bool({*reasons(world, state, at - INSTANT)} & {*OF_THE_RULE})
        and not starved.starved(world, one, at)
    )


@settings(max_examples=60)
@given(slow_worlds())
def test_the_rule_covers_what_it_held_for_on_each_of_sixty_days(changes):
    world = here(changes)

    for one in changes:
        run = 0
        for before, moment in pairwise(MIDNIGHTS):
            held = all(stands(world, one, at, moment) for at in (moment - HALF_DAY, moment))
            renewed = one.at(before) is None or patch_set(one, before) != patch_set(one, moment)
            run = (0 if renewed else run) + 1 if held else 0
            assert (covered(world, one, moment) is not None) == (run >= 60)


@given(slow_worlds())
def test_candidates_are_open_and_none_of_them_is_starved(changes):
    world = here(changes)
    found = {one.change.number for one in candidates(world)}

    assert found <= {one.change.number for one in waiting(world, world.moment)}
    assert not found & {one.change.number for one in starved.starved_at(world, world.moment)}


def moved(world, day) -> int:
    """Sum what the balance says that came and went on a day."""
    return sum(balance.WAYS[m.way] for m in balance.movements(world) if m.at.date() == day)


@given(worlds(stride=2), st.booleans())
def test_the_backlog_moves_by_what_the_balance_says_on_every_day(changes, all_branches):
    world = case(*changes, team=EVERY_BRANCH if all_branches else TEAM)
    days = world.cycle.days(world.window[1])
    ends = [world.cycle.begins, *(min(end_of(day), world.moment) for day in days)]
    sizes = [len(waiting(world, end)) for end in ends]

    assert [now - before for before, now in pairwise(sizes)] == [moved(world, d) for d in days]


@given(worlds(stride=2))
def test_the_balance_of_every_week_is_the_change_of_the_backlog(changes):
    world = case(*changes)
    series = balance.balance_weekly(world)
    ends = [min(end_of(monday + 6 * DAY), world.moment) for monday in series.x]
    sizes = [len(waiting(world, end)) for end in (world.cycle.begins, *ends)]
    signs = [balance.WAYS[line.label] for line in series.lines]
    weekly = zip(*(line.values for line in series.lines), strict=True)

    assert [now - before for before, now in pairwise(sizes)] == [
        sum(sign * value for sign, value in zip(signs, values, strict=True)) for values in weekly
    ]


@given(slow())
def test_parts_sum_up(changes):
    found = facts(here(changes))
    whole = (
        "backlog.verified",
        "backlog.verified_at_start",
        "backlog.starved",
        "backlog.starved_at_start",
        "backlog.starved_fate",
        "backlog.abandoned",
        "backlog.abandoned_by_reason",
        "backlog.abandoned_by_rule",
        "backlog.starved_abandoned",
        "backlog.specs",
    )
    known = [fact for name in whole if isinstance(fact := found.get(name), Fact)]

    assert all(sum(part.value for part in fact.parts) == fact.value for fact in known)
    assert found["backlog.abandoned"].value == found["backlog.abandoned_by_reason"].value
    assert found["backlog.abandoned_by_rule"].value <= found["backlog.abandoned"].value


@given(slow_worlds())
def test_evidence_is_as_long_as_the_number(changes):
    found = facts(here(changes))
    names = ("starved", "starved_at_start", "starved_fate", "abandoned", "abandon_candidates")

    for name in names:
        fact = found[f"backlog.{name}"]
        assert len(fact.evidence.items) == fact.value


@given(slow())
def test_a_fate_is_final_where_the_change_is_closed(changes):
    world = here(changes)
    begins, _ = world.window

    for one in starved.starved_at(world, begins):
        closed = one.change.at(world.moment).status is not Status.NEW
        became = fate.fate(world, one.change, begins)
        assert closed == (became.startswith(("merged", "abandoned")))


@given(st.lists(lives(stride=4), min_size=5, max_size=8))
def test_nothing_is_older_than_its_first_upload(some):
    world = here([change(n, *steps) for n, steps in enumerate(some, 1)])
    created, uploaded = age.age(world), age.patch_set_age(world)

    if not isinstance(created, Gap):
        assert 0 < uploaded.value <= created.value
        assert created.n == len(verified.verified_at(world, world.moment))


@given(slow())
def test_a_reason_is_told_for_every_abandon(changes):
    fact = abandoned.abandoned_by_reason(here(changes))

    assert {item.state for item in fact.evidence.items} <= {part.label for part in fact.parts}
