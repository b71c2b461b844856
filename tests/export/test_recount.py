"""The numbers of a page, counted once more by SQL from the exported tables."""

from contextlib import closing
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import ledger
from retro.export import sqlite
from retro.export.numbers import WHOLE
from retro.export.recount import counted, held, told
from retro.export.table import Cycle, Edition
from retro.export.tables import TABLES
from retro.model.team import Notes, Tenure
from tests import sample
from tests.agree.reports import report_of
from tests.measure.bugs.builders import bug_case
from tests.measure.bugs.worlds import bugs
from tests.measure.builders import (
    case,
    change,
    merge,
    review,
    upload,
    verdict,
    when,
)
from tests.measure.worlds import ROSTERS, slow_worlds, worlds

PEOPLE = (*range(601, 606), *range(701, 706))
ROSTER = Notes(roster=tuple(Tenure(account=str(number)) for number in PEOPLE[:5]))
MOMENTS = ("02-29 06:00", "03-01", "03-10", "04-04", "04-20")


def cycle_of(*cases) -> Cycle:
    editions = (
        Edition(f"edition {place}", here, report_of(here)) for place, here in enumerate(cases)
    )
    return Cycle(book=sample.book(), editions=tuple(editions))


def exported(cycle):
    base = sqlite.opened(":memory:")
    sqlite.fill(base, TABLES, cycle)
    return base


def otherwise(*cases):
    with closing(exported(cycle_of(*cases))) as base:
        return held(told(base), *counted(base)).disagreements


@pytest.fixture(scope="module")
def mitaka():
    """The sample's two editions, and two days more."""
    book = sample.book()
    days = (date(2015, 11, 1), date(2016, 1, 18), date(2016, 3, 9), date(2016, 4, 7))
    editions = tuple(Edition(str(day), book.case(day), sample.report(day)) for day in days)
    with closing(exported(Cycle(book=book, editions=editions))) as base:
        yield told(base), *counted(base)


def test_seventy_facts_of_the_sample_are_counted_again_and_are_the_same(mitaka):
    found = held(*mitaka)

    assert found.disagreements == ()
    assert found.counted >= 70
    assert found.values > 600


def test_each_value_that_is_planted_wrong_is_found(mitaka):
    page, sql, views = mitaka
    known = [view.name for view in views]
    here = (key for key in page if key[0] == "2016-03-09" and key[1] in known)
    wrong = [key for key in here if key in sql or key[2] == WHOLE]

    missed = [key for key in wrong if not found(key, *mitaka)]
    assert missed == []
    assert len(wrong) > 150


def found(key, page, sql, views):
    wrong = "otherwise" if isinstance(page[key], str) else page[key] + 1
    return held({**page, key: wrong}, sql, views).disagreements


@given(st.one_of(worlds(), slow_worlds()), st.sampled_from(ROSTERS), st.booleans())
@settings(max_examples=15)
def test_numbers_of_any_small_world_are_the_same(changes, notes, bots):
    changes = tuple(replace(one, owner_is_bot=bots) for one in changes)

    assert otherwise(*cases_of(changes, notes)) == ()


def cases_of(changes, notes):
    """Return what was known at each moment, the latest last."""
    for moment in MOMENTS:
        known = [cut for one in changes if (cut := ledger.cut(one, when(moment)))]
        yield case(*known, notes=notes, moment=moment)


@given(bugs(), st.sampled_from(MOMENTS))
@settings(max_examples=15)
def test_numbers_of_any_few_bugs_are_the_same(tasks, moment):
    known = [cut for one in tasks if (cut := one.cut(when(moment)))]
    here = bug_case(*known, projects=("code", "client"), moment=moment, tags=("lite-spec",))

    assert otherwise(here) == ()


def plants():
    """Yield a hundred faults of one row each, in what the numbers of the moment rest on."""
    for number in range(20):
        yield f"DELETE FROM states WHERE change = {number} AND since = uploaded"
        yield f"DELETE FROM reviews WHERE change = {number}"
        yield f"UPDATE changes SET spec = 1 WHERE change = {number}"
        yield f"UPDATE states SET counted = 0, waits_for = NULL WHERE change = {number}"
        if number % 2:
            yield f"DELETE FROM events WHERE change = {number} AND kind = 'merge'"
        else:
            yield f"UPDATE states SET waits_for = 'approved' WHERE change = {number}"


def test_each_row_that_is_planted_wrong_is_found():
    lives = [
        (upload("03-01"), verdict("03-01 06:00"), review(f"03-0{2 + n % 5}", PEOPLE[n % 10]))
        + ((merge("03-09"),) if n % 2 else ())
        for n in range(20)
    ]
    changes = (change(n, *life) for n, life in enumerate(lives))
    here = cycle_of(case(*changes, notes=ROSTER, moment="03-20"))
    with closing(exported(here)) as base:
        whole = base.serialize()
        assert held(told(base), *counted(base)).disagreements == ()
    faults = list(plants())
    assert len(faults) == 100
    assert [fault for fault in faults if not found_in(whole, fault)] == []


def found_in(whole, fault):
    with closing(sqlite.opened(":memory:")) as base:
        base.deserialize(whole)
        assert base.execute(fault).rowcount
        return bool(held(told(base), *counted(base)).disagreements)
