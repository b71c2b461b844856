"""Succession: the day on which the core team last grew, and its size against the merges."""

from datetime import date

import pytest

from retro.measure.community.succession import cores_per_hundred_merges, last_core_joined
from retro.model.facts import Gap, Withheld
from retro.model.origin import Origin
from retro.model.team import Notes, Tenure
from tests.measure.builders import BEN, CAT, case, change, merge, upload, vote, when

ALWAYS = Tenure(account="ben")
BEFORE = Tenure(account="ann", since=date(2015, 9, 1))
LATE = Tenure(account="cat", since=date(2016, 3, 5))
BACK = (
    Tenure(account="ann", since=date(2015, 9, 1), until=date(2016, 1, 1)),
    Tenure(account="ann", since=date(2016, 3, 7)),
)


def roster(*tenures: Tenure, **given):
    return case(*given.pop("changes", ()), notes=Notes(roster=tenures), **given)


@pytest.mark.parametrize(
    ("tenures", "day"),
    [
        ((ALWAYS, BEFORE), date(2015, 9, 1)),
        ((ALWAYS, BEFORE, LATE), date(2016, 3, 5)),
        ((ALWAYS, *BACK), date(2015, 9, 1)),
    ],
)
def test_the_last_who_joined_did_so_in_the_cycle_or_before_and_a_return_is_none(tenures, day):
    fact = last_core_joined(roster(*tenures))

    assert (fact.value, fact.origin) == (day, Origin.TYPED)


def test_who_joins_after_the_moment_has_not_joined():
    fact = last_core_joined(roster(BEFORE, LATE, moment="03-04"))

    assert fact.value == date(2015, 9, 1)
    assert fact.evidence == Withheld(rule="People are counted, never listed.", n=1)


def test_without_a_day_or_a_roster_nobody_knows_who_joined():
    assert "no day" in last_core_joined(roster(ALWAYS)).why
    voted = change(1, upload("02-01"), vote("02-02", 2, by=BEN))
    assert "idle is not gone" in last_core_joined(case(voted)).why


def test_the_core_team_is_held_against_what_was_merged():
    merged = [change(n, upload("03-01"), merge("03-03")) for n in range(8)]
    fact = cores_per_hundred_merges(roster(ALWAYS, LATE, changes=merged))

    assert (fact.value, fact.n, fact.origin) == (25, 8, Origin.TYPED)
    simulated = cores_per_hundred_merges(roster(ALWAYS, changes=merged, simulated=True))
    assert simulated.origin is Origin.SIMULATED


def test_an_inferred_team_makes_an_assumed_number():
    merged = change(1, upload("03-01"), vote("03-02", 2, by=CAT), merge("03-03"))
    fact = cores_per_hundred_merges(case(merged))

    assert (fact.value, fact.origin) == (100, Origin.ASSUMED)


def test_without_merges_or_a_record_of_them_there_is_no_number():
    assert isinstance(cores_per_hundred_merges(roster(ALWAYS)), Gap)
    merged = change(1, upload("03-01"), merge("03-03"))
    late = roster(ALWAYS, changes=(merged,), reaches=when("03-02"))
    assert isinstance(cores_per_hundred_merges(late), Gap)
