"""What a record tells of its last weeks is told up to the release, and in counts."""

from datetime import date

from msgspec.structs import replace

from retro import snapshot
from retro.ledger.features.outcomes import FeatureRecords
from retro.model.origin import Origin
from retro.model.team import Happening, Notes
from retro.record.course import course
from tests.measure.builders import CYCLE, abandon, change, merge, upload, when
from tests.record.test_cut import REACHES, TARGET, book

NAMED = replace(change(1, upload("03-01"), merge("03-20")), topic="bp/thing")
AGAIN = replace(change(2, upload("03-01"), merge("03-10")), topic="bp/thing")
EARLY = replace(change(3, upload("02-01"), merge("02-20")), topic="bp/old")
LATE = replace(change(4, upload("03-01"), merge("04-10")), topic="bp/late")
LEFT = change(5, upload("03-30"), abandon("04-02"))


def test_code_is_that_merged_in_the_cycle_by_the_first_day():
    assert course(book([NAMED, AGAIN, EARLY, LATE])).code == (("thing", when("03-10")),)


def test_the_backlog_is_told_day_by_day_and_the_release_last():
    found = course(book([NAMED, LATE, LEFT])).backlog

    assert found is not None
    assert len(found) == 92
    # as the days from 18 to 21 March, and from 30 March to 3 April ended
    assert found[-17:-13] == (2, 2, 1, 1)
    assert found[-5:] == (2, 2, 2, 1, 1)


def test_a_record_that_ends_before_the_release_tells_of_no_backlog():
    some = book([NAMED])
    window = replace(some.manifest.window, reaches=when("03-25"))

    assert course(replace(some, manifest=replace(some.manifest, window=window))).backlog is None


def test_a_record_that_begins_too_late_tells_of_no_backlog():
    some = book([NAMED])
    window = replace(some.manifest.window, lead_in_days=20)

    assert course(replace(some, manifest=replace(some.manifest, window=window))).backlog is None


def test_clean_up_days_come_along():
    days = (date(2016, 3, 9),)
    notes = Notes(rhythm=(Happening(kind="clean-up day", days=days),))
    some = replace(book([NAMED]), target=replace(TARGET, notes=notes))

    assert course(some).clean_ups == days
    assert course(some).cycle.release == CYCLE.release


def test_simulated_code_names_no_real_spec():
    given = {"server": "", "version": "", "file": "", "sha256": "", "bytes": 0, "records": 1}
    part = snapshot.Collection(
        name="gerrit-changes", origin="simulated", started=REACHES, finished=REACHES, **given
    )
    some = book([NAMED])
    made_up = replace(some, manifest=replace(some.manifest, collections=(part,)))

    assert course(made_up).code is None
    assert course(made_up).origin is Origin.SIMULATED
    every = replace(made_up, feature_records=FeatureRecords(simulated=True))
    assert course(every).code == (("thing", when("03-20")),)
