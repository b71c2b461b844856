"""What is measured of the sample's backlog is what the simulator knows to be true."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from retro.measure.backlog import abandoned, balance, by_state, candidates, fate, starved
from retro.measure.backlog.abandons import abandons
from retro.measure.backlog.starved import starved_at
from retro.measure.ground.case import Case
from retro.measure.ground.sweep import waiting
from retro.model.time import days_between, end_of, start_of
from tests import sample
from tests.world import tally
from tests.world.acts import Abandon, Story
from tests.world.history import Truth, replay, truth_at
from tests.world.mitaka import world
from tests.world.people import CORES
from tests.world.record import SPECS, START
from tests.world.rota import is_core
from tests.world.waiting import CLEAN_UP

EDITIONS = (date(2016, 3, 9), date(2016, 4, 7))
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
NUMBERED = {core.number: core for core in CORES}


@pytest.fixture(scope="module", params=EDITIONS, ids=str)
def case(request) -> Case:
    return sample.book().case(request.param)


@cache
def code() -> tuple[Story, ...]:
    return tuple(s for s in world().stories if s.project != SPECS and s.branch == "master")


def hungry(moment: datetime) -> set[int]:
    return {story.number for story in code() if tally.starved(story, moment)}


def gone(case: Case) -> Iterator[tuple[Story, datetime]]:
    begins, ends = case.window
    for story in code():
        yield from ((story, at) for at in tally.abandoned(story) if begins <= at < ends)


def against(truth: Truth, day: date) -> bool:
    """Tell whether CI, or who is a core reviewer on a day, stands against a change."""
    nays = (who for (label, who), v in truth.votes.items() if label == "Code-Review" and v < 0)
    return (truth.verdict or 0) < 0 or any(
        who in NUMBERED and is_core(NUMBERED[who], day) for who in nays
    )


def ruled(story: Story, at: datetime) -> bool:
    """Tell whether the rule covered a change, looking at it after all that happened to it."""
    begins = at - 60 * DAY
    steps = [step.act.at for step in replay(story) if begins < step.act.at < at]
    days = days_between(begins.date() + DAY, at.date() + DAY)
    midnights = [midnight for day in days if (midnight := start_of(day)) < at]
    seen = [(when, truth_at(story, when + SECOND)) for when in (begins, *steps, *midnights)]
    now = truth_at(story, at)
    return all(
        truth is not None
        and truth.status == "NEW"
        and truth.patch_set == now.patch_set
        and against(truth, when.date())
        for when, truth in seen
    ) and not any(tally.starved(story, when) for when in (*steps, at))


def became(story: Story, since: datetime, moment: datetime) -> str:
    status = truth_at(story, moment).status
    reviewed = any(since <= look.at < moment for look in tally.looks(story))
    if status == "ABANDONED":
        return "abandoned after a review" if reviewed else "abandoned without a review"
    if status == "MERGED" or reviewed:
        return "merged" if status == "MERGED" else "reviewed"
    return "still starved" if tally.starved(story, moment) else "set back without a review"


def test_the_starved_are_the_ones(case):
    for moment in (START, CLEAN_UP, case.moment):
        assert {found.change.number for found in starved_at(case, moment)} == hungry(moment)


def test_the_starved_at_both_ends_are_counted(case):
    assert starved.starved_changes(case).value == len(hungry(case.moment))
    assert starved.starved_at_start(case).value == len(hungry(START))


@pytest.mark.parametrize("since", [START, CLEAN_UP], ids=["start", "clean-up"])
def test_the_fate_of_the_starved_is_theirs(case, since):
    metrics = {START: fate.starved_fate, CLEAN_UP: fate.fates_at_clean_ups(case.notes)[0]}
    found = {part.label: part.value for part in metrics[since](case).parts if part.value}
    stories = (story for story in code() if tally.starved(story, since))

    assert found == Counter(became(story, since, case.moment) for story in stories)


def test_every_abandon_is_counted_with_who_did_it(case):
    acts = [
        "its owner" if act.by == story.owner else "somebody else"
        for story in code()
        for act in story.acts
        if isinstance(act, Abandon) and START <= act.at < case.window[1]
    ]
    found = abandoned.abandoned(case)

    assert found.value == len(acts)
    assert {part.label: part.value for part in found.parts if part.value} == {
        f"by {who}": number for who, number in Counter(acts).items()
    }


def test_what_starved_was_spared(case):
    spared = sum(tally.starved(story, at) for story, at in gone(case))

    assert abandoned.starved_abandoned(case).value == spared <= 2


def test_the_rule_covered_what_had_stood_for_sixty_days(case):
    found = {(one.change.number, one.at) for one in abandons(case) if one.ruled}

    assert found == {(story.number, at) for story, at in gone(case) if ruled(story, at)}
    assert len(found) >= 60


def test_the_candidates_are_what_the_rule_covers_now(case):
    waiting = (s for s in code() if (t := truth_at(s, case.moment)) and t.status == "NEW")

    assert {one.change.number for one in candidates.candidates(case)} == {
        story.number for story in waiting if ruled(story, case.moment)
    }


def test_what_closed_is_held_against_what_was_opened(case):
    begins, ends = case.window
    merged = [at for story in code() if (at := tally.merged_at(story)) and begins <= at < ends]
    opened = [story for story in code() if begins <= story.created < ends]
    ratio = (len(merged) + len(list(gone(case)))) / len(opened)

    assert balance.closure_ratio(case).value == ratio


def test_the_balance_of_the_sample_is_the_change_of_its_backlog(case):
    days = case.cycle.days(case.window[1])
    series = by_state.by_state_daily(case)
    sizes = [sum(values) for values in zip(*(line.values for line in series.lines), strict=True)]
    start = len(waiting(case, case.cycle.begins))
    moved = Counter()
    for one in balance.movements(case):
        moved[one.at.date()] += balance.WAYS[one.way]

    assert [b - a for a, b in pairwise((start, *sizes))] == [moved[day] for day in days]
    assert by_state.open_changes(case).value - start == moved.total()


def test_the_parts_of_the_ratio_are_the_change_of_the_backlog(case):
    number = {part.label: part.value for part in balance.closure_ratio(case).parts}

    assert sum(sign * number[way] for way, sign in balance.WAYS.items()) == (
        by_state.open_changes(case).value - len(waiting(case, case.cycle.begins))
    )


def test_the_release_is_the_last_moment_of_the_window():
    case = sample.book().case(EDITIONS[1])

    assert case.moment == case.window[1] == end_of(EDITIONS[1])
