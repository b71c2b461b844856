"""The verified backlog on an axis that goes on to the release."""

from datetime import date

from retro.measure.backlog.verified_ahead import verified_ahead, verified_on
from retro.measure.backlog.verified_daily import verified_daily
from retro.model.facts import Gap
from tests.measure.builders import UNGATED, case, change, upload, verdict, when

CHANGES = (
    change(1, upload("02-01"), verdict("02-02")),
    change(2, upload("03-01"), verdict("03-02"), verdict("03-05", -1)),
    change(3, upload("03-03"), verdict("03-08")),
)


def test_the_days_that_are_over_have_the_numbers_of_the_verified_backlog():
    here = case(*CHANGES, moment="03-09 12:00", as_of=date(2016, 3, 9))
    found, daily = verified_ahead(here), verified_daily(here)

    assert dict(daily.rows).items() <= dict(found.rows).items()
    assert found.sentence == "2\N{NO-BREAK SPACE}verified changes wait."


def test_of_the_days_to_come_nothing_is_known():
    found = verified_ahead(case(*CHANGES))
    known = dict(found.rows)

    assert found.x[-1] == date(2016, 4, 3)
    assert {known[day] for day in found.x if day > date(2016, 3, 9)} == {None}


def test_days_before_the_histories_are_not_known():
    here = case(*CHANGES, reaches=when("03-02"))
    days = (date(2016, 3, 1), date(2016, 3, 2))

    assert verified_on(here, days) == (None, 2)
    assert isinstance(verified_ahead(here), Gap)


def test_without_a_gating_ci_there_is_no_verified_backlog():
    assert isinstance(verified_ahead(case(*CHANGES, accounts=UNGATED)), Gap)
