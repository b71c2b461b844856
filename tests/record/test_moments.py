"""The days that a cycle can be asked about, as its record grows from night to night."""

from datetime import date

from msgspec.structs import replace

from retro.model.team import Notes
from retro.model.time import end_of
from retro.record.moments import RUNNING, Moments
from tests.measure.builders import CYCLE
from tests.record.test_cut import TARGET

EARLY = date(2016, 3, 9)
NIGHTS = [*CYCLE.days(end_of(CYCLE.release))]


def of_night(day, **editions):
    """Return the moments of a record that ends with a day."""
    target = replace(TARGET, cycle=CYCLE, notes=Notes(editions=editions))
    return Moments(target, end_of(day))


def test_pages_of_two_nights_never_tell_what_people_did_between_them():
    for night in NIGHTS[:-1]:
        told = of_night(night, early=EARLY)
        assert RUNNING in told.editions
        assert all(day == EARLY or day.isoweekday() == 7 for day in told.settled)


def test_what_one_night_tells_each_later_one_and_the_final_edition_tell_alike():
    final = of_night(NIGHTS[-1], early=EARLY).settled

    for night in NIGHTS:
        known = of_night(night, early=EARLY).settled
        assert known == tuple(day for day in final if day <= night)
    assert {EARLY, CYCLE.release} <= {*final}
