"""Where the backlog may stand at the release, by hand and by law."""

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from retro.measure.forecast.backlog import TOO_FEW, backlog, expected, moves, rehearsed
from retro.model.forecast import Season
from tests.measure.builders import change, upload
from tests.measure.forecast.builders import past, running
from tests.measure.forecast.builders import rehearsed as before

MOVED = (-9, 7, 0, 1, -3, 2)
SEASONS = [Season(title=f"C{n}", open=30, moved=by) for n, by in enumerate(MOVED)]
OPEN = [change(n, upload("03-02")) for n in range(1, 13)]


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_range_is_todays_number_and_the_least_and_most_that_it_moved():
    found = backlog(running(coded=0, bare=0, changes=OPEN), past(*SEASONS))

    assert (found.low, found.high, found.about) == (3, 19, None)
    assert said(f"{found.known} {found.sentence}") == (
        "12 changes are open. Over the last 8 weeks of 6 past cycles it moved by −9 to +7: expect "
        "3 to 19, planned clean-ups aside."
    )
    assert said(found.fared) == "C5: forecast 21 to 37, came 32, clean-ups aside; 1 of 1 inside."


def test_days_that_are_no_whole_weeks_are_told_as_days():
    found = backlog(running(coded=0, bare=0, changes=OPEN), past(*SEASONS, days=53))

    assert "Over the last 53 days of" in said(found.sentence)


def test_of_fewer_than_five_cycles_and_of_other_weeks_nothing_is_expected():
    few = (*SEASONS[:4], Season(title="C9"))
    assert backlog(running(coded=0, bare=0, changes=OPEN), past(*few)).sentence == TOO_FEW

    for week, told in ((13, False), (12, True), (1, True)):
        case = running(coded=0, bare=0, changes=OPEN, week=week)
        assert (backlog(case, past(*SEASONS)).low is not None) is told


def test_the_last_nine_cycles_count():
    old = Season(title="old", open=9, moved=500)

    assert max(moves([old, *SEASONS, *SEASONS[:3]])) == 7


@given(st.lists(st.integers(-50, 50), min_size=5, max_size=9), st.integers(0, 99))
def test_the_range_holds_the_median_of_what_was(moved, now):
    low, high = expected(now, moved)

    assert low <= max(0, now + median(moved)) <= high
    assert low >= 0


@given(st.lists(st.integers(-50, 50), max_size=12), st.integers(0, 12))
def test_the_score_of_a_past_cycle_knows_none_that_came_after_it(moved, first):
    every = before(*(Season(title=str(n), open=60, moved=by) for n, by in enumerate(moved)))
    whole, cut = list(rehearsed(every)), list(rehearsed(every[:first]))

    assert cut == whole[: len(cut)]
