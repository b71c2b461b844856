"""The origin of a number is that of its weakest part."""

from datetime import date

import pytest
from msgspec.structs import fields, replace

from retro.measure import Case, definitions, facts, series
from retro.measure.ground.sources import TYPED, named
from retro.model.facts import Bars, Fact, Gap, Series, Table
from retro.model.origin import Origin, weakest
from retro.model.team import (
    Deferral,
    Freeze,
    Group,
    Happening,
    Notes,
    Pointer,
    Priority,
    Promise,
    Tenure,
)
from tests.measure.builders import case, change, merge, review, upload, verdict, vote
from tests.measure.features.builders import MIXED, with_features

BY_PERSON = [Origin.MEASURED, Origin.ASSUMED, Origin.TYPED, Origin.SIMULATED]
FULL = Notes(
    roster=(Tenure(account="ann", since=date(2016, 3, 2)),),
    priorities=(Priority(title="First", outcome="missed", links=("topic:first",)),),
    promises=(Promise(priority="First", url="https://e.org"),),
    rhythm=tuple(
        Happening(kind=kind, days=(date(2016, 3, 3),)) for kind in ("review day", "clean-up day")
    ),
    freezes=(Freeze(name="spec freeze", day=date(2016, 3, 4), announced=date(2016, 3, 1)),),
    ffe=(Deferral(item="late"),),
    deferred=(Deferral(item="a thing"),),
    groups=(Group(name="drivers"),),
    delegations=(Pointer(title="releases"),),
    next_goals=(Pointer(title="less"),),
    releases=(Pointer(title="1.0"),),
    candidates=(Pointer(title="Ann"),),
)
CHANGES = (
    change(1, upload("02-01"), verdict("02-01"), review("03-01"), vote("03-03", 2)),
    change(2, upload("03-01"), vote("03-02", 2, by=12), merge("03-05")),
    change(3, upload("03-02"), verdict("03-02", -1)),
)


def written(**given: object) -> Case:
    return with_features(*MIXED, changes=CHANGES, notes=replace(FULL, **given))


def detail(answer: object) -> object:
    """Return what an answer says in numbers."""
    match answer:
        case Fact():
            return answer.value, answer.n, answer.parts
        case Series():
            return answer.x, answer.lines
        case Bars():
            return answer.bars
        case Table():
            return answer.rows
    return None


def shown(answer: object) -> object:
    return getattr(answer, "evidence", None)


def test_the_order_is_measured_assumed_typed_simulated():
    assert [weakest(*BY_PERSON[: n + 1]) for n in range(4)] == BY_PERSON


def test_every_key_is_an_answer_or_says_of_what_one_asks():
    assert {*TYPED} == {field.name for field in fields(Notes)} - {"dates", "editions", "watch"}


@pytest.mark.parametrize("key", TYPED)
def test_what_changes_as_a_typed_key_is_taken_away_bore_the_mark_before(key):
    every, some = written(), written(**{key: getattr(Notes(), key)})
    there, left = facts(every) | series(every), facts(some) | series(some)
    changed = {n for n, one in there.items() if detail(one) != detail(left.get(n))}
    listed = {n for n, one in there.items() if shown(one) != shown(left.get(n))}

    assert changed | listed, "the case has a number that rests on the key, or a list"
    assert {n for n in changed if there[n].origin not in (Origin.TYPED, Origin.SIMULATED)} == set()


def test_whatever_names_a_typed_key_as_its_source_is_typed():
    told = facts(written()) | series(written())
    typed = {n for n, one in definitions(FULL).items() if {*named(one)} & {*TYPED}}

    assert {told[n].origin for n in typed if not isinstance(told[n], Gap)} == {Origin.TYPED}
    assert "features.will_not_make_it" in typed


def test_what_is_simulated_too_is_simulated():
    found = facts(replace(written(), simulated=True))

    assert found["priorities.focus"].origin is Origin.SIMULATED
    assert found["priorities.missed"].origin is Origin.TYPED


def test_a_roster_of_which_nobody_is_known_leaves_an_assumption():
    nobody = case(*CHANGES, notes=Notes(roster=(Tenure(account="nobody"),)))

    assert facts(nobody)["community.cores"].origin is Origin.ASSUMED


def test_a_source_that_is_in_cycle_yaml_names_its_keys():
    told = {n: one for n, one in definitions(FULL).items() if "in the team's notes" in one.source}
    keys = {field.name for field in fields(Notes)}

    assert {n for n, one in told.items() if not {*named(one)} & keys} == set()
