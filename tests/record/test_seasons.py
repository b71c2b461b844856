"""Past cycles are seen as they were known, as long before their releases."""

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.ledger.features.outcomes import FeatureRecords
from retro.ledger.features.then import Specs
from retro.measure.forecast.specs import specs
from retro.model.cycle import Cycle
from retro.model.forecast import Carrying, Course, Lot, Past
from retro.model.team import Gerrit, Team
from retro.model.time import DAY, WEEK, end_of, start_of
from retro.record.seasons import Seasons
from retro.snapshot.specs import SpecEventInfo, SpecInfo
from tests.measure.forecast.builders import running

DAYS = 56
HALF = 26 * WEEK
FIRST = date(2016, 4, 4)
CYCLES = tuple(
    Cycle(name=f"c{n}", start=FIRST + n * HALF, release=FIRST + (n + 1) * HALF - 4 * DAY)
    for n in range(1, 8)
)
TEAM = Team(
    key="team",
    title="Team",
    gerrit=Gerrit(server="https://review.example.org", projects=("code",), specs=("specs",)),
)


def step(at: datetime, what: str, cycle: str, state: str, name: str, source="", commit="c"):
    path = f"specs/{cycle}/{state}/{name}.rst"
    given = {"at": at, "what": what, "path": path, "state": state, "cycle": cycle}
    return SpecEventInfo(commit=commit, source=source, **given)


def spec(cycle: Cycle, name: str, landed: date | None) -> SpecInfo:
    """Approve a spec two weeks into a cycle; what lands is moved on a day."""
    came = step(start_of(cycle.start + 2 * WEEK), "entered", cycle.name, "approved", name)
    events = [came]
    if landed:
        more = {"source": came.path, "commit": f"done-{landed}"}
        events.append(
            step(start_of(landed), "moved", cycle.name, "implemented", name, **more),
        )
    return SpecInfo(repository="specs", name=name, cycle=cycle.name, events=tuple(events))


def cycle_of(cycle: Cycle, coded=(4, 3), bare=(10, 4), done=-5) -> tuple[list[SpecInfo], Course]:
    """Make a cycle's specs, and its record; what landed was moved some days after the release."""
    landed = cycle.release + done * DAY
    records, code = [], []
    for kind, (every, some) in {"coded": coded, "bare": bare}.items():
        for n in range(every):
            name = f"{cycle.name}-{kind}-{n}"
            records.append(spec(cycle, name, landed if n < some else None))
            # the code of those without any by R-8 comes a week later
            early = (8 if kind == "bare" else 10) * WEEK - WEEK * (kind == "bare")
            code.append((name, start_of(cycle.release - early)))
    backlog = tuple(range(100, 8, -1))
    return records, Course(cycle=cycle, code=tuple(code), backlog=backlog)


def world(*cycles: tuple[list[SpecInfo], Course]) -> tuple[Specs, list[Course]]:
    records = tuple(one for some, _ in cycles for one in some)
    known = FeatureRecords(cycles=CYCLES, specs=records)
    return Specs(known, TEAM, ()), [course for _, course in cycles]


def at(number: int) -> datetime:
    """Return the end of the day eight weeks before the release of a cycle."""
    return end_of(CYCLES[number].release - DAYS * DAY)


def past(*cycles: tuple[list[SpecInfo], Course], moment: datetime | None = None) -> Past:
    found, courses = world(*cycles)
    return Seasons(found, DAYS).past(courses, moment or at(6))


def test_six_past_cycles_make_the_sentence_that_is_reckoned_by_hand():
    # 3 × 18/24 + 9 × 26/60 = 6.15; the counts of c2 to c6 were off by 0, 0, 0, 0 and 2
    six = [cycle_of(one) for one in CYCLES[:5]] + [cycle_of(CYCLES[5], bare=(10, 6))]
    found = specs(running(coded=3, bare=9), past(*six))

    assert f"{found.known} {found.sentence}".replace("\N{NO-BREAK SPACE}", " ") == (
        "12 specs are not known to be done; 3 have code merged in this cycle that names them, 9 "
        "have none. As long before the end of 6 past cycles 75 % and 43 % of such landed in "
        "the end: expect about 6, 4 to 8; in 5 of 5 past cycles such a count was off by at most 2."
    )
    assert found.fared.replace("\N{NO-BREAK SPACE}", " ") == (
        "C6: forecast 7, came 9; 0 of 1 inside."
    )


def test_code_counts_if_it_was_merged_by_the_day():
    records, course = cycle_of(CYCLES[0])
    season = past((records, course)).recorded[0].season

    assert (season.coded, season.bare, season.every) == (Lot(4, 3), Lot(10, 4), Lot(14, 7))


def test_what_had_landed_by_the_day_is_not_among_those_that_were_not_done():
    found = past(cycle_of(CYCLES[0], done=-60))

    assert found.recorded[0].season.every == Lot(7, 0)


def test_an_end_that_came_late_is_known_from_then_on_alone():
    late = cycle_of(CYCLES[0], done=140)
    found = past(late, cycle_of(CYCLES[1]))

    assert found.recorded[0].season.every == Lot(14, 7)
    assert found.recorded[1].before[0].every is None


def test_a_cycle_that_is_not_over_is_no_past_one():
    some = [cycle_of(one) for one in CYCLES[:3]]
    found = past(*some, moment=end_of(CYCLES[2].release) - DAY)

    assert [one.season.title for one in found.recorded] == ["C1", "C2"]
    assert [one.title for one in found.folders] == ["C1", "C2"]


def test_a_record_of_simulated_code_tells_nothing_of_real_specs():
    records, course = cycle_of(CYCLES[0])
    season = past((records, replace(course, code=None))).recorded[0].season

    assert (season.coded, season.bare, season.every) == (None, None, Lot(14, 7))


def test_the_backlog_moves_from_the_day_to_the_release_but_for_clean_ups():
    records, course = cycle_of(CYCLES[0])
    season = past((records, course)).recorded[0].season
    assert (season.open, season.moved) == (65, -56)

    days = (CYCLES[0].release - 9 * DAY, CYCLES[0].release - 80 * DAY)
    season = past((records, replace(course, clean_ups=days))).recorded[0].season
    assert (season.open, season.moved) == (65, -54)

    season = past((records, replace(course, backlog=None))).recorded[0].season
    assert (season.open, season.moved) == (None, None)


def test_a_cycle_shorter_than_the_days_that_are_left_tells_of_no_backlog():
    records, course = cycle_of(CYCLES[0])
    for weeks, moved in ((8, -56), (7, None)):
        short = replace(course.cycle, start=course.cycle.release - weeks * WEEK)
        season = past((records, replace(course, cycle=short))).recorded[0].season

        assert season.moved == moved


def test_specs_that_went_from_cycle_to_cycle_are_sorted_by_how_often():
    first, second = CYCLES[:2]
    moved = step(
        start_of(second.start), "moved", "c2", "approved", "old", "specs/c1/approved/old.rst"
    )
    old = spec(first, "old", None)
    old = replace(old, life="old", events=(*old.events, moved))
    done = step(
        start_of(second.release - DAY), "moved", "c2", "implemented", "old", moved.path, "done"
    )
    again = SpecInfo(
        repository="specs",
        name="old",
        cycle="c2",
        life="old",
        events=(replace(moved, what="entered", source=""), done),
    )
    new = [spec(one, f"new-{one.name}", one.release - DAY) for one in (first, second)]
    found = past(([old, again, *new], Course(cycle=first)))

    assert found.carried == (Carrying(0, Lot(3, 2)), Carrying(1, Lot(1, 1)))


OFFSETS = st.integers(-70, 220)
SOME = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda pair: (max(pair), min(pair)))


@st.composite
def worlds(draw):
    return [
        cycle_of(one, draw(SOME), draw(SOME), draw(OFFSETS))
        for one in CYCLES[: draw(st.integers(1, 4))]
    ]


def cut(records: list[SpecInfo], moment: datetime) -> list[SpecInfo]:
    known = (
        replace(one, events=tuple(event for event in one.events if event.at < moment))
        for one in records
    )
    return [one for one in known if one.events]


@settings(max_examples=25)
@given(worlds(), st.integers(0, 900))
def test_histories_that_end_at_a_moment_tell_the_same_of_it(cycles, days):
    moment = end_of(CYCLES[0].start + days * DAY)
    short = [(cut(records, moment), course) for records, course in cycles]

    assert past(*cycles, moment=moment) == past(*short, moment=moment)
