"""The presence of a source is no knowledge: what it does not tell stays unknown."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.ledger.features.outcomes import FeatureRecords, features
from retro.model.change import Accounts, Event, Kind, Status
from retro.model.feature import Features, Outcome
from retro.model.team import Notes
from retro.snapshot.specs import SpecInfo
from tests.ledger.feature_builders import (
    ANN,
    APPROVED,
    MITAKA,
    TEAM,
    blueprint,
    change,
    feature,
    known,
    spec,
    step,
    when,
)

BACKLOG = spec(
    step("2015-11-20", "entered", "backlog/idea.rst", state="shelved"), cycle="", name="idea"
)
GOAL = blueprint("idea", goals=("mitaka",), has_accepted_goal=True)
LATER = blueprint("other", goals=("newton",), has_accepted_goal=True)


def approved(name: str) -> SpecInfo:
    return spec(step("2015-11-20", "entered", f"mitaka/approved/{name}.rst"), name=name)


def moved(one: SpecInfo, day="2016-03-05", commit="") -> SpecInfo:
    source = f"mitaka/approved/{one.name}.rst"
    path = f"mitaka/implemented/{one.name}.rst"
    done = step(day, "moved", path, source=source, commit=commit or f"{day}{one.name}")
    return replace(one, events=(*one.events, done))


def fates(*records: SpecInfo, **more) -> dict[Outcome, int]:
    found = known(*records, **{"moment": "2016-04-01"} | more).taken_on
    return {
        outcome: number
        for outcome in Outcome
        if (number := sum(one.outcome is outcome for one in found))
    }


SPECS = tuple(approved(f"s{n:02}") for n in range(37))


def test_one_file_that_somebody_moved_tells_of_itself_alone():
    assert fates(moved(SPECS[0]), *SPECS[1:]) == {Outcome.LANDED: 1, Outcome.UNKNOWN: 36}


@pytest.mark.parametrize("number", [8, 20])
def test_a_commit_around_the_release_that_moves_a_fifth_sorts_out_the_cycle(number):
    swept = [moved(one, commit="sweep") for one in SPECS[:number]]

    assert fates(*swept, *SPECS[number:]) == {
        Outcome.LANDED: number,
        Outcome.OPEN: 37 - number,
    }


@pytest.mark.parametrize(
    ("number", "day", "commit"),
    [(7, "2016-03-05", "sweep"), (8, "2016-02-01", "sweep"), (8, "2016-03-05", "")],
)
def test_fewer_or_sooner_or_one_by_one_tell_nothing_of_the_others(number, day, commit):
    some = [moved(one, day, commit) for one in SPECS[:number]]

    assert fates(*some, *SPECS[number:])[Outcome.UNKNOWN] == 37 - number


def test_half_of_what_is_left_sorts_out_the_cycle_whatever_the_day():
    some = [moved(one, "2016-01-10") for one in SPECS[:19]]

    assert fates(*some, *SPECS[19:]) == {Outcome.LANDED: 19, Outcome.OPEN: 18}
    assert fates(*some[:18], *SPECS[18:])[Outcome.UNKNOWN] == 19


def test_before_the_day_of_the_move_nothing_is_known():
    swept = [moved(one, "2016-03-30", "sweep") for one in SPECS]

    assert fates(*swept, moment="2016-03-30") == {Outcome.UNKNOWN: 37}


def test_a_team_that_only_removes_what_it_gives_up_never_tells_what_landed():
    gone = [
        replace(one, events=(*one.events, step("2016-03-01", "removed", one.events[0].path[6:])))
        for one in SPECS[:30]
    ]

    assert fates(*gone, *SPECS[30:]) == {Outcome.DROPPED: 30, Outcome.UNKNOWN: 7}


def test_one_repositorys_folders_tell_nothing_of_anothers():
    swept = [moved(one, commit="sweep") for one in SPECS]
    other = replace(approved("elsewhere"), repository="team/other-specs")

    assert fates(*swept, other) == {Outcome.LANDED: 37, Outcome.UNKNOWN: 1}


def test_a_blueprint_of_the_cycle_tells_of_its_own_spec_alone():
    goal = blueprint("s00", goals=("mitaka",))

    assert fates(*SPECS, blueprints=(goal,)) == {Outcome.OPEN: 1, Outcome.UNKNOWN: 36}
    assert fates(*SPECS, blueprints=(replace(goal, goals=("newton",)),)) == {Outcome.UNKNOWN: 37}


def test_what_was_never_there_in_the_cycle_knows_nothing_of_it():
    for told in (
        {"specs": ()},
        {"specs": (BACKLOG,)},
        {"blueprints": ()},
        {"blueprints": (LATER,)},
        {"specs": (BACKLOG,), "blueprints": (LATER,)},
    ):
        found = known(**told)
        assert (found.every, found.specs, found.blueprints) == ((), False, False)
        assert len(found.silent) == 2


def test_a_spec_is_of_no_use_for_the_cycle_before_it_was_there():
    assert not known(approved("a"), moment="2015-11-19").specs


SOURCES = st.fixed_dictionaries(
    {
        "specs": st.sampled_from(
            (None, (), (BACKLOG,), SPECS[:3], (moved(SPECS[0]), *SPECS[1:3]))
        ),
        "blueprints": st.sampled_from((None, (), (LATER,), (GOAL,), (GOAL, LATER))),
    }
)


def numbers(found: Features) -> tuple[object, ...]:
    return found.every, found.specs, found.blueprints, found.before


@given(SOURCES)
def test_an_empty_source_changes_nothing(told):
    empty = {
        "specs": () if told["specs"] is None else (*told["specs"], BACKLOG),
        "blueprints": () if told["blueprints"] is None else (*told["blueprints"], LATER),
    }

    assert numbers(known(**told)) == numbers(known(**empty))


@given(st.permutations((GOAL, LATER, blueprint("s00", goals=("mitaka",)))))
def test_the_order_in_which_blueprints_came_changes_nothing(some):
    assert numbers(known(*SPECS, blueprints=tuple(some))) == numbers(
        known(*SPECS, blueprints=tuple(reversed(some)))
    )


@given(st.lists(st.sampled_from(("", "landed", "removed", "later")), min_size=1, max_size=12))
def test_what_was_approved_is_landed_deferred_given_up_open_and_unknown(ends):
    records = list[SpecInfo]()
    for one, end in zip(SPECS, ends, strict=False):
        left = step("2016-03-01", "removed", one.events[0].path[6:])
        again = spec(
            step("2016-03-02", "entered", f"newton/approved/{one.name}.rst"),
            cycle="newton",
            name=one.name,
        )
        kept = moved(one) if end == "landed" else one
        records += [replace(one, events=(*one.events, left)) if end == "removed" else kept]
        records += [again] if end == "later" else []
    told = fates(*records)

    assert sum(told.values()) == len(ends)
    assert set(told) <= {
        *(Outcome.LANDED, Outcome.DEFERRED, Outcome.DROPPED, Outcome.OPEN, Outcome.UNKNOWN)
    }


@pytest.mark.parametrize("order", tuple(permutations((1, 2))))
def test_a_feature_knows_when_code_that_names_it_was_merged(order):
    def coded(number):
        event = Event(when(f"2016-02-0{number}"), Kind.MERGE, 1, ANN)
        return change(number, event, status=Status.MERGED, topic="bp/thing")

    waiting = change(3, topic="bp/thing")
    found = feature(spec(APPROVED), changes=(*map(coded, order), waiting))

    assert found.merged == (when("2016-02-01"), when("2016-02-02"))
    assert (found.changes, found.outcome) == (frozenset({1, 2, 3}), Outcome.UNKNOWN)


def test_no_cycle_before_the_calendar_has_one():
    found = features(
        FeatureRecords(specs=SPECS),
        TEAM,
        Notes(),
        MITAKA,
        Accounts(),
        (),
        moment=when("2016-04-01"),
    )

    assert (len(found.unknown), found.before) == (37, None)


def of_liberty(name: str, *, done: bool = False) -> SpecInfo:
    there, gone = f"liberty/approved/{name}.rst", f"liberty/implemented/{name}.rst"
    landed = step("2015-10-10", "moved", gone, source=there)
    events = (step("2015-06-01", "entered", there), *((landed,) if done else ()))
    return spec(*events, cycle="liberty", name=name)


def test_what_the_cycle_before_left_undone_is_counted_where_it_is_known_of_each():
    early = (of_liberty("a", done=True), of_liberty("b", done=True), of_liberty("c"))
    found = known(*early, approved("c"))

    assert (found.left_before, found.before) == (1, 3)
    assert [(one.name, one.carried) for one in found.every] == [("c", ("liberty",))]
    assert known(of_liberty("a"), of_liberty("c"), approved("c")).left_before is None


def test_a_project_that_launchpad_refused_is_why_there_are_no_blueprints():
    lacks = {"blueprints": "lamp is not on Launchpad"}

    assert known(blueprints=(), lacks=lacks).silent[1] == "lamp is not on Launchpad"
    assert known(blueprints=(LATER,), lacks=lacks).silent[1].startswith("none of Launchpad")
