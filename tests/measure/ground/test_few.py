"""No amounts that are told, taken from each other, give the work of a few people."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retro.measure.community.concentration import concentration_core_votes
from retro.measure.community.core_reviews import core_reviews, core_reviews_weekly
from retro.measure.community.disagreement import disagreement
from retro.measure.community.reviewing import reviews_weekly, share_by_non_cores
from retro.measure.ground.few import FEW, ODD, days_told, told
from retro.measure.rhythm.reviews_daily import reviews_daily
from retro.model import persons
from retro.model.facts import Gap, Series
from retro.model.team import Notes, Tenure
from retro.model.time import DAY, monday_of, start_of
from tests.measure.builders import CYCLE, case, change, merge, review, upload, vote

pytestmark = pytest.mark.few

PEOPLE = range(11, 31)
CORES = tuple(PEOPLE)[:8]
ROSTER = Notes(roster=tuple(Tenure(account=str(number)) for number in CORES))
DAYS = tuple(CYCLE.start + DAY * n for n in range(35))
ACTS = st.lists(
    st.tuples(st.integers(0, 34), st.sampled_from(range(11, 20))), max_size=60, unique=True
)
EDITIONS = st.sets(st.sampled_from(DAYS), min_size=1, max_size=4)


def ended(day, editions, changes=(), **given):
    """Return the case of a day's end, of a cycle with some editions."""
    until = f"{day + DAY:%m-%d}"
    given = {"as_of": day, "editions": tuple(sorted(editions)), "notes": ROSTER} | given
    return case(*changes, moment=until, **given)


@given(acts=ACTS, editions=EDITIONS, enough=st.integers(2, 4))
def test_whatever_is_told_is_the_work_of_nobody_or_of_enough(acts, editions, enough):
    done = [(start_of(DAYS[day]) + timedelta(hours=9), who) for day, who in acts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(persons, "ENOUGH", enough)
        amounts = {place: sets for place, sets in amounts_of(done, editions).items() if sets}

    for sets in amounts.values():
        for few in people_between(sets):
            assert len(few) >= enough


def amounts_of(done, editions) -> dict[str, list[frozenset]]:
    """Return all that editions and the days between them tell, of everybody and of each class."""
    every: dict[str, list[frozenset]] = defaultdict(list)
    for day in DAYS:
        here = ended(day, editions)
        until = [act for act in done if act[0] < here.moment]
        classes = [[act for act in until if (act[1] % 3 == 0) is one] for one in (True, False)]
        whole = told(here, (until,))
        apart = told(here, classes, whole)
        days = days_told(whole, until)
        weeks = {monday_of(at.date()) for at, _ in until}
        for name, some in zip(("threes", "others"), classes, strict=True):
            every[name] += [] if apart.why else [frozenset(some)]
            every[name] += [within(some, week, 7) for week in weeks - apart.gaps]
        every["all"] += [] if whole.why else [frozenset(until)]
        every["all"] += [within(until, week, 7) for week in weeks - apart.gaps]
        every["all"] += [within(until, one, 1) for one in DAYS if one not in days.gaps]
        spans = (DAYS[n : n + 9] for n in range(0, 26, 5))
        every["all"] += [
            frozenset().union(*(within(until, one, 1) for one in span))
            for span in spans
            if days.sums(span)
        ]
    return every


def within(acts, first, days) -> frozenset:
    """Return what was done in some days from the first on."""
    return frozenset(act for act in acts if 0 <= (act[0].date() - first).days < days)


def people_between(sets) -> Iterator[set[int]]:
    """Yield the people of each part that sums and differences of some amounts can tell apart.

    Whatever is reckoned from amounts treats what is in the same of them alike, so it is made of
    such parts.
    """
    parts = defaultdict(set)
    for act in frozenset().union(*sets):
        parts[tuple(act in some for some in sets)].add(act[1])
    yield from parts.values()


def reviewed(*reviews):
    """Make a change that some people reviewed on some days, a patch set for each."""
    steps = [
        review(f"{day:%m-%d 09:00}", who, n) for n, (day, who) in enumerate(sorted(reviews), 1)
    ]
    return change(1, upload("01-05"), *steps)


def everybody(*days):
    return [(day, who) for day in days for who in PEOPLE]


def test_a_week_of_few_people_is_a_gap_and_so_is_the_next_smallest():
    first, *weeks = (CYCLE.start + 7 * DAY * n for n in range(5))
    told_of = [
        *everybody(*weeks),
        *everybody(weeks[1] + DAY),
        (first, CORES[0]),
        (first, CORES[0] + 1),
    ]
    series = reviews_weekly(ended(DAYS[-1], DAYS[-1:], [reviewed(*told_of)]))

    assert isinstance(series, Series)
    assert [line.values for line in series.lines] == [
        (None, None, 16, 8, 8),
        (None, None, 24, 12, 12),
    ]
    assert "2\N{NO-BREAK SPACE}weeks are not told" in series.sentence


def test_a_core_team_of_few_is_told_of_nowhere_and_of_everybody_is():
    few = Notes(roster=tuple(Tenure(account=str(number)) for number in CORES[:4]))
    here = ended(DAYS[-1], DAYS[-1:], [reviewed(*everybody(*DAYS[::7]))], notes=few)

    for measure in (share_by_non_cores, core_reviews, reviews_weekly, core_reviews_weekly):
        assert isinstance(measure(here), Gap)
        assert measure(here).why == FEW
    assert reviews_daily(here).lines[0].values[:8] == (20, 0, 0, 0, 0, 0, 0, 20)


def test_weeks_that_are_not_told_are_not_among_those_with_fewer_than_needed():
    weeks = [CYCLE.start + 7 * DAY * n for n in range(5)]
    told_of = [*everybody(*weeks[1:]), *everybody(weeks[2]), (weeks[0], CORES[0])]
    merged = change(2, upload("01-05"), *(review(f"{weeks[0]:%m-%d}", 99), merge("03-04")))
    here = ended(DAYS[-1], DAYS[-1:], [reviewed(*set(told_of)), merged])

    assert core_reviews(here).note.startswith(
        "In 0 of 3\N{NO-BREAK SPACE}whole weeks of which it is told"
    )


def test_amounts_are_told_at_editions_alone():
    changes = [reviewed(*everybody(*DAYS))]
    edition, day = DAYS[20], DAYS[25]

    assert core_reviews(ended(edition, [edition], changes)).value == 21 * 8
    assert core_reviews(ended(day, [edition], changes)).why == ODD
    assert core_reviews_weekly(ended(day, [edition], changes)).lines[0].values == (
        *(56, 56, 56),
        None,
    )


def test_an_edition_is_a_gap_if_few_people_worked_since_the_one_before():
    changes = [reviewed(*everybody(DAYS[0]), (DAYS[3], CORES[0]))]
    first, second = DAYS[0], DAYS[4]

    assert core_reviews(ended(first, [first, second], changes)).value == 8
    assert core_reviews(ended(second, [first, second], changes)).why == FEW
    assert core_reviews(ended(second, [second], changes)).value == 9


@example(
    acts=[(0, 11), *((day, who) for day in (7, 14) for who in (11, 12))],
    editions=set(),
    again={7},
    enough=2,
)
@given(acts=ACTS, editions=EDITIONS, again=st.sets(st.integers(0, 34)), enough=st.integers(2, 3))
def test_what_is_told_depends_on_who_was_at_work_and_never_on_how_much_they_did(
    acts, editions, again, enough
):
    done = [(start_of(DAYS[day]) + timedelta(hours=9), who) for day, who in acts]
    more = [*done, *(act for act in done if (act[0].date() - DAYS[0]).days in again)]
    here = ended(DAYS[-1], {*editions, DAYS[-1]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(persons, "ENOUGH", enough)
        whole, busier = told(here, (done,)), told(here, (more,))
        days, busier_days = days_told(whole, done), days_told(busier, more)

    assert (whole, days) == (busier, busier_days)


def test_a_week_that_one_class_worked_alone_stands_in_for_none_since_the_whole_tells_it():
    first, alone, both = (CYCLE.start + 7 * DAY * n for n in range(3))
    cores = [(alone, who) for who in CORES]
    told_of = [(first, who) for who in PEOPLE if who not in CORES[1:]]
    here = ended(DAYS[-1], DAYS[-1:], [reviewed(*told_of, *cores, *everybody(both))])

    assert reviews_weekly(here).lines[0].values[:3] == (None, 8, None)


def test_no_sentence_about_days_bounds_the_reviews_of_one_that_is_not_told():
    few = [(DAYS[1], CORES[0]), (DAYS[8], CORES[0]), *everybody(DAYS[8])]
    whole, open_ = (
        reviews_daily(ended(DAYS[-1], DAYS[-1:], [reviewed(*set(some))])).sentence
        for some in (everybody(DAYS[1], DAYS[8]), [*few, *everybody(DAYS[0])])
    )

    assert "on the median weekday" in whole
    assert "The busiest days were" in whole
    assert "median" not in open_
    assert "busiest" not in open_


def test_the_busiest_day_of_many_reviews_is_told_beside_days_that_are_not():
    few = (DAYS[1], CORES[0])
    done = reviewed(*everybody(DAYS[2], DAYS[8], DAYS[8]), few)
    said = reviews_daily(ended(DAYS[-1], DAYS[-1:], [done])).sentence

    assert "The busiest day was" in said
    assert "not told" in said


def test_core_votes_are_not_told_where_they_would_bound_what_few_reviewed_beside():
    cast = [
        step
        for hour, who in enumerate(CORES)
        for day in ("03-01", "03-08")
        for step in (review(f"{day} {hour:02}:00", who), vote(f"{day} {hour:02}:00", 2, by=who))
    ]
    others = [review(f"03-02 {who - 11:02}:00", who) for who in PEOPLE if who not in CORES]
    bare = [*others, review("03-03", CORES[0], 2)]
    enough, one, beside = (
        ended(DAYS[-1], DAYS[-1:], [change(1, upload("01-05"), *sorted_steps(cast + some))])
        for some in (others, others[:1], bare)
    )

    assert disagreement(enough).n == 1
    assert concentration_core_votes(enough).note.startswith("Of 8\N{NO-BREAK SPACE}core votes.")
    assert disagreement(one).why == FEW
    assert "Of 8" not in concentration_core_votes(one).note
    assert "Of 8" not in concentration_core_votes(beside).note


def sorted_steps(steps):
    return sorted(steps, key=lambda step: step[0].at)
