"""The simulated team works as the published figures say Glance's did."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.world.acts import Abandon, Restore
from tests.world.history import Truth, truth_at
from tests.world.mitaka import world
from tests.world.people import CORES, MACHINES
from tests.world.record import END, HANDOFF, LEAD_IN, SPECS, START
from tests.world.rota import REVIEW_DAYS, is_core
from tests.world.tally import Look, abandoned, first_review, looks, starved, verified
from tests.world.team import stream
from tests.world.waiting import CLEAN_UP, STALE

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def reviews() -> list[Look]:
    return [look for story in world().stories for look in looks(story)]


def weeks_with_reviews(reviews: list[Look], place: int, end: datetime) -> float:
    """Return in which share of the weeks of a core reviewer's term there was a review."""
    monday, present, busy = START, 0, 0
    while monday < end:
        days = [monday + DAY * n for n in range(7) if monday + DAY * n < end]
        if any(is_core(CORES[place], day.date()) for day in days):
            present += 1
            busy += any(
                look.who == CORES[place] and monday <= look.at < days[-1] + DAY for look in reviews
            )
        monday += 7 * DAY
    return busy / present


def test_the_backlog_is_below_90_on_the_day_of_the_hand_off_and_all_reviewed_in_its_year():
    backlog = verified(world().stories, HANDOFF)
    year = datetime(2016, 1, 1, tzinfo=UTC)
    assert 80 <= len(backlog) <= 89
    assert all(any(year <= look.at < HANDOFF for look in looks(story)) for story in backlog)


def test_the_backlog_was_about_twice_as_large_at_the_start():
    assert 150 <= len(verified(world().stories, START)) <= 190


@pytest.mark.parametrize("end", [HANDOFF, END - 3 * DAY])
def test_cores_are_constant_quiet_or_occasional(reviews, end):
    shares = [weeks_with_reviews(reviews, place, end) for place in range(10)]
    assert min(shares[:5]) >= 0.75
    assert max(shares[5:8]) < 0.25
    assert 0.25 <= shares[9] < 0.75


def test_about_half_of_the_reviewing_is_done_by_others(reviews):
    cycle = [look for look in reviews if START <= look.at < HANDOFF]
    others = sum(not is_core(look.who, look.at.date()) for look in cycle)
    assert 0.40 <= others / len(cycle) <= 0.55


def test_the_first_review_takes_some_days():
    code = [story for story in world().stories if story.project != SPECS]
    assert 3 <= first_review(code, START, HANDOFF) <= 6


def test_review_days_stand_out(reviews):
    for day in REVIEW_DAYS[:4]:
        near = [
            sum(look.at.date() == day + DAY * n for look in reviews)
            for n in range(-7, 8)
            if n and (day + DAY * n).weekday() < 5
        ]
        ordinary = sum(near) / len(near)
        assert sum(look.at.date() == day for look in reviews) > 1.3 * ordinary


def test_the_clean_up_spares_what_starved():
    gone = [(s, at) for s in world().stories for at in abandoned(s) if START <= at < HANDOFF]
    assert sum(CLEAN_UP <= at < CLEAN_UP + 21 * DAY for _, at in gone) >= 70
    assert sum(starved(story, at) for story, at in gone) <= 2


def against(truth: Truth) -> bool:
    """Tell whether CI, or a core reviewer's vote in force, stands against a change."""
    votes = truth.votes.items()
    numbers = {who.number for who in CORES}
    nay = any(k[0] == "Code-Review" and value < 0 and k[1] in numbers for k, value in votes)
    return nay or (truth.verdict or 0) < 0


def test_what_is_cleaned_up_had_something_against_it_for_sixty_days():
    cleaned = [
        (story, act.at)
        for story in world().stories
        for act in story.acts
        if isinstance(act, Abandon) and act.text == STALE
    ]
    assert len(cleaned) >= 70
    for story, at in cleaned:
        now, then = truth_at(story, at), truth_at(story, at - 60 * DAY)
        assert now.patch_set == then.patch_set
        assert against(now)
        assert against(then)


def test_some_of_what_starved_landed():
    waited = [story for story in world().stories if starved(story, START)]
    assert sum(truth_at(story, HANDOFF).status == "MERGED" for story in waited) >= 20


def test_some_changes_come_back():
    assert sum(isinstance(a, Restore) for s in world().stories for a in s.acts) == 6


def test_histories_reach_back_over_the_lead_in():
    assert LEAD_IN <= min(story.created for story in world().stories) < LEAD_IN + DAY
    assert 1000 <= len(world().stories) <= 1300


def test_machines_never_upload_but_the_bot():
    assert {s.owner.username for s in world().stories if s.owner in MACHINES} == {"proposal-bot"}


def test_a_longer_stream_begins_like_a_short_one():
    assert list(stream(20)) == list(stream(60))[:20]
