"""A record expects by its own specs and the courses of others, and by nothing that came later."""

from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from retro import snapshot
from retro.ledger.features.outcomes import FeatureRecords
from retro.model.change import Accounts
from retro.model.team import Notes
from retro.model.time import DAY, WEEK, start_of
from retro.record.book import Book
from retro.record.expecting import expect
from retro.record.target import Target
from tests.measure.builders import change, merge, upload
from tests.record.test_seasons import CYCLES, DAYS, TEAM, cycle_of

PAST = [cycle_of(one) for one in CYCLES[:5]] + [cycle_of(CYCLES[5], bare=(10, 6))]
NOW = CYCLES[6]
AS_OF = NOW.release - DAYS * DAY


def merged(number: int, topic: str, at: date):
    """Make a change that names a spec, moved from the year of the builder's days."""
    built = change(number, upload("03-01"), merge("03-02"), project="code")
    on = {"03-01": start_of(at - DAY), "03-02": start_of(at)}
    events = tuple(replace(one, at=on[f"{one.at:%m-%d}"]) for one in built.events)
    states = tuple(replace(one, since=on[f"{one.since:%m-%d}"]) for one in built.states)
    return replace(built, topic=topic, events=events, states=states, created=events[0].at)


def book(*, later: bool = False) -> Book:
    """Make the record of a cycle with 12 specs, 3 of which have code by R-8."""
    own, _ = cycle_of(NOW, coded=(3, 3 * later), bare=(9, 9 * later))
    specs = tuple(one for some, _ in PAST for one in some) + tuple(own)
    code = [merged(n, f"bp/c7-coded-{n}", NOW.start + 3 * WEEK) for n in range(3)]
    code += [merged(9, "bp/c7-bare-0", NOW.start - WEEK)]
    if later:
        code += [merged(10, "bp/c7-bare-1", AS_OF + 3 * DAY)]
    until = datetime(2021, 6, 1, tzinfo=UTC)
    window = snapshot.Window(start=NOW.begins, end=until, lead_in_days=180, reaches=until)
    return Book(
        target=Target(
            team=TEAM, cycle=NOW, notes=Notes(), folder="c7", snapshot=Path("x"), own=CYCLES
        ),
        manifest=snapshot.Manifest(
            format=1, tool="retro", team="team", cycle="c7", window=window, collections=()
        ),
        accounts=Accounts(),
        changes=tuple(code),
        feature_records=FeatureRecords(cycles=CYCLES, own=CYCLES, before=CYCLES[5], specs=specs),
    )


def told(record: Book, as_of: date = AS_OF, *, running: bool = True):
    found = expect(record, as_of, [course for _, course in PAST], running=running)
    assert found
    return {one.title: one for one in found.expected}


def test_specs_backlog_and_record_are_told_by_hand_reckoned_numbers():
    found = told(book())
    specs, backlog = found["Specs that land"], found["Open changes at the end"]

    assert specs.known.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "12 specs are not known to be done; 3 have code merged in this cycle"
    )
    assert (specs.about, specs.low, specs.high) == (6, 4, 8)
    assert specs.fared == "C6: forecast 7, came 9; 0 of 1 inside."
    assert (backlog.low, backlog.high) == (0, 0)
    assert "landed 50 to 64" in found["What past cycles landed"].known


def test_what_came_later_changes_nothing_that_is_expected():
    early, late = book(), book(later=True)

    assert told(early) == told(late)


def test_late_in_the_cycle_it_is_told_what_has_code_and_how_forecasts_fared():
    found = told(book(), NOW.release - 20 * DAY)

    assert set(found) == {"Specs that land", "Open changes at the end"}
    assert found["Specs that land"].sentence == ""
    assert found["Specs that land"].score
    assert found["Specs that land"].fared.startswith("56\N{NO-BREAK SPACE}days before the end of")


def test_a_day_of_an_edition_that_is_no_running_one_tells_the_score_alone():
    found = told(book(), running=False)

    assert {(one.sentence, one.low) for one in found.values()} == {("", None)}
