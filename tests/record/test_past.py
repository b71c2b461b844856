"""What moments share is what each of them would find alone."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import ledger, measure
from retro.ledger.features.outcomes import FeatureRecords, features, telling
from retro.model.change import UNREAD, Kind, Sure
from retro.model.cycle import Cycle
from retro.model.team import Deferral, Notes
from retro.model.time import DAY, end_of, start_of
from retro.record import weekly_numbers
from retro.record.book import Book
from retro.record.past import Past
from retro.snapshot.launchpad import BlueprintInfo
from retro.snapshot.specs import SpecEventInfo, SpecInfo
from tests import sample
from tests.measure.builders import CYCLE, change, merge, upload, when
from tests.measure.worlds import ROSTERS, lives
from tests.record.alone import digests
from tests.record.test_cut import AS_OF, TARGET, book, bugs

BEFORE = Cycle(name="small", start=date(2015, 9, 1), release=date(2016, 2, 28))
RELEASE = date(2016, 4, 7)
NAMES = ("thing", "idea", "other")
DAYS = st.integers(-20, 40).map(lambda n: start_of(CYCLE.start) + n * DAY)
PATHS = tuple(
    (f"specs/{cycle}/{state}/{{}}.rst", cycle, state)
    for cycle in ("tiny", "small")
    for state in ("approved", "implemented")
)


@st.composite
def guesses(draw, steps):
    """Let some reviews be counts of comments that nobody read."""
    unread = draw(st.sets(st.integers(0, len(steps) - 1)))
    return [
        (replace(event, text=UNREAD, sure=Sure.ASSUMED), new)
        if at in unread and event.kind is Kind.REVIEW
        else (event, new)
        for at, (event, new) in enumerate(steps)
    ]


def ending(steps, *, ended: bool):
    """Merge a change at last, if it can be."""
    now = change(1, *steps).states[-1]
    return [merge("03-12")] if ended and now.open else []


@st.composite
def histories(draw, first: int, project: str):
    """Draw changes, some of which name a blueprint; a commit may be one of a spec's."""
    some = draw(st.lists(lives().flatmap(guesses), max_size=5))
    topics = st.sampled_from(["", *(f"bp/{name}" for name in NAMES)])
    ended = draw(st.sets(st.integers(0, 4)))
    return [
        replace(
            change(number, *steps, *ending(steps, ended=number - first in ended), project=project),
            topic=draw(topics),
            commit=draw(st.sampled_from(["", "c0", "c1"])),
        )
        for number, steps in enumerate(some, first)
    ]


@st.composite
def specs(draw, name: str):
    """Draw a spec that came to a folder, and went to another or away."""
    events, source = [], ""
    for at, day in enumerate(sorted(draw(st.lists(DAYS, min_size=1, max_size=4, unique=True)))):
        path, cycle, state = draw(st.sampled_from(PATHS))
        what = draw(st.sampled_from(["moved", "removed"])) if events else "entered"
        until = draw(st.none() | st.integers(1, 9).map(lambda n, day=day: day + n * DAY))
        told = {"source": source} if what == "moved" else {}
        told |= {"path": path.format(name), "cycle": cycle, "state": state, "commit": f"c{at}"}
        events.append(SpecEventInfo(at=day, what=what, until=until, **told))
        source = path.format(name)
    return SpecInfo(repository="team/specs", cycle="tiny", name=name, events=tuple(events))


@st.composite
def blueprints(draw, name: str):
    made, done = sorted((draw(DAYS), draw(DAYS)))
    complete = draw(st.booleans())
    return BlueprintInfo(
        project="team",
        name=name,
        goals=draw(st.sampled_from([("tiny",), ("small",), ()])),
        has_accepted_goal=draw(st.booleans()),
        definition_status="Approved",
        implementation_status="Implemented" if complete else "Started",
        date_created=made,
        date_completed=done if complete else None,
    )


def some_of(kind):
    return st.sets(st.sampled_from(NAMES)).flatmap(
        lambda names: st.tuples(*(kind(name) for name in sorted(names)))
    )


@st.composite
def typed(draw):
    """Draw what a team wrote, some of it on days inside the cycle."""
    said = st.none() | DAYS.map(lambda at: at.date())
    deferred = Deferral(item="thing", to="next", day=draw(said))
    asked = Deferral(item="idea", to="granted", day=draw(said))
    return replace(
        draw(st.sampled_from(ROSTERS)),
        deferred=draw(st.sampled_from([None, (deferred,)])),
        ffe=draw(st.sampled_from([None, (asked,)])),
    )


@st.composite
def books(draw) -> Book:
    """Draw a record of everything that a cycle is told by."""
    changes = (*draw(histories(1, "team/code")), *draw(histories(101, "team/specs")))
    records = FeatureRecords(
        cycles=(BEFORE, CYCLE),
        own=(BEFORE, CYCLE),
        before=BEFORE,
        specs=draw(st.none() | some_of(specs)),
        blueprints=draw(st.none() | some_of(blueprints)),
        collected=end_of(CYCLE.release),
    )
    record = book(changes, draw(st.lists(bugs(), max_size=3)))
    target = replace(TARGET, notes=draw(typed()))
    return replace(record, target=target, feature_records=records)


def said(case: measure.Case) -> object:
    return case, measure.facts(case), measure.series(case)


@given(books(), st.lists(AS_OF, min_size=2, max_size=3))
@settings(max_examples=25)
def test_moments_that_are_asked_about_one_after_the_other_say_what_each_says_alone(record, days):
    past = Past(record)

    assert [said(past.case(day)) for day in days] == [said(record.case(day)) for day in days]


@given(books(), AS_OF.filter(lambda day: day >= CYCLE.start))
@settings(max_examples=40)
def test_a_digest_is_what_its_weeks_say_each_alone(record, as_of):
    swept, alone = digests(record, record.report("final", as_of))

    assert swept == alone


@given(books(), AS_OF)
@settings(max_examples=50)
def test_changes_that_tell_nothing_of_features_can_be_left_out(record, day):
    def found(changes):
        known = [one for change in changes if (one := ledger.cut(change, end_of(day)))]
        parts = TARGET.team, Notes(), CYCLE, record.accounts
        return features(record.feature_records, *parts, known, moment=end_of(day))

    some = telling(record.feature_records, record.changes)

    assert found(some) == found(record.changes)


def test_a_change_that_names_nothing_tells_of_a_feature_by_its_commit():
    merged = change(1, upload("03-01"), merge("03-02"), project="team/specs")
    came = {"at": when("03-01"), "what": "entered", "path": "specs/tiny/approved/thing.rst"}
    event = SpecEventInfo(**came, cycle="tiny", state="approved", commit="c0")
    spec = SpecInfo(repository="team/specs", cycle="tiny", name="thing", events=(event,))
    changes = replace(merged, commit="c0"), replace(merged, number=2, commit="c1")

    assert [one.number for one in telling(FeatureRecords(specs=(spec,)), changes)] == [1]


def test_the_samples_digest_is_what_its_weeks_say_each_alone(monkeypatch):
    monkeypatch.setattr(weekly_numbers, "LONGEST", 4)
    swept, alone = digests(sample.book(), sample.report(RELEASE))

    assert swept == alone
