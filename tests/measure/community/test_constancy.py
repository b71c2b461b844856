from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.measure.community import constancy
from retro.model.facts import Gap, Series
from retro.model.origin import Origin
from retro.model.team import Notes, Tenure
from retro.model.time import end_of
from tests.measure.builders import ANN, BEN, CYCLE, case, change, review, upload, vote, when

ANN_ALL_THROUGH = Tenure(account="ann")
ANN_EVERY_WEEK = change(
    1, upload("02-01"), *(review(f"03-{day:02} 12:00", ANN, day) for day in (1, 7, 14, 21))
)


def core_team(*roster: Tenure, moment: str = "03-28", **given):
    return case(ANN_EVERY_WEEK, notes=Notes(roster=roster), moment=moment, **given)


def drawn(here) -> dict[str, tuple]:
    return {line.label: line.values for line in constancy.cores_daily(here).lines}


def test_who_was_there_all_through_is_a_level_band_of_a_class():
    found = drawn(core_team(ANN_ALL_THROUGH, Tenure(account="ben")))

    assert found["constant"] == found["quiet"] == (1,) * 28
    assert set(found["occasional"] + found[constancy.PARTLY]) == {0}


def test_joining_and_leaving_are_steps():
    joined = Tenure(account="ben", since=date(2016, 3, 10))
    left = Tenure(account="cat", until=date(2016, 3, 20))
    steps = drawn(core_team(ANN_ALL_THROUGH, joined, left))[constancy.PARTLY]

    assert steps == (1,) * 10 + (2,) * 10 + (1,) * 8


def test_who_left_and_came_back_is_away_in_between():
    away = Tenure(account="ben", until=date(2016, 3, 1))
    back = Tenure(account="ben", since=date(2016, 3, 3))
    steps = drawn(core_team(ANN_ALL_THROUGH, away, back))[constancy.PARTLY]

    assert steps[:5] == (1, 0, 0, 1, 1)


def test_the_day_of_joining_is_not_told_of_any_class():
    constant = Tenure(account="ann", since=date(2016, 3, 2))
    found = drawn(core_team(constant, Tenure(account="ben")))

    assert set(found["constant"]) == {0}
    assert found[constancy.PARTLY][:4] == (0, 0, 1, 1)


def test_a_name_without_an_account_counts_and_is_said_to_be_in_no_class():
    here = core_team(ANN_ALL_THROUGH, Tenure(account="nobody"))

    assert drawn(here)[constancy.UNKNOWN] == (1,) * 28
    assert constancy.cores_daily(here).sentence.endswith("all through: 1 constant, 1 not known.")


def test_the_sentence_tells_both_ends_and_the_classes():
    said = constancy.cores_daily(
        core_team(ANN_ALL_THROUGH, Tenure(account="ben", since=date(2016, 3, 10)))
    ).sentence

    assert said == (
        "Core reviewers: 1 on the first day, 2 on the last; 1 of them was there all through: "
        "1 constant."
    )


def test_without_a_roster_it_is_assumed_from_votes():
    votes = change(1, upload("02-01"), vote("02-02", 2), vote("03-20", 2, by=BEN))
    found = constancy.cores_daily(case(votes, moment="03-28"))

    assert isinstance(found, Series)
    assert found.origin is Origin.ASSUMED
    assert found.lines[3].values[-9:] == (0,) + (1,) * 8


@pytest.mark.parametrize(
    "here",
    [
        core_team(Tenure(account="ann", since=date(2016, 3, 2))),
        core_team(ANN_ALL_THROUGH, moment="03-03"),
        core_team(ANN_ALL_THROUGH, moment="02-20"),
        core_team(ANN_ALL_THROUGH, reaches=case().cycle.begins + timedelta(days=1)),
        case(moment="03-28", reaches=when("02-01")),
    ],
    ids=["nobody all through", "no week", "not begun", "late histories", "late votes"],
)
def test_what_can_not_be_known_is_a_gap(here):
    assert isinstance(constancy.cores_daily(here), Gap)


DAYS = st.one_of(st.none(), st.dates(CYCLE.start - timedelta(days=9), CYCLE.release))
TENURES = st.builds(
    Tenure, account=st.sampled_from(["ben", "cat", "dan"]), since=DAYS, until=DAYS
).filter(lambda one: not (one.since and one.until) or one.since < one.until)


@given(st.lists(TENURES, max_size=6))
def test_bands_sum_up_to_the_cores_present_and_classes_are_level(roster):
    here = core_team(ANN_ALL_THROUGH, *roster)
    *classes, _ = lines = [line.values for line in constancy.cores_daily(here).lines]

    assert [sum(day) for day in zip(*lines, strict=True)] == [
        len(here.cores.before(min(end_of(day), here.window[1])))
        for day in here.cycle.days(here.window[1])
    ]
    assert all(len(set(values)) == 1 for values in classes)
