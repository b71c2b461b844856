"""Releases are counted as somebody listed them; an empty list means none, and no list nothing."""

from datetime import date

from retro.measure.rhythm.releases import releases
from retro.measure.signals import judged
from retro.model.team import Notes, Pointer
from tests.measure.builders import case


def told(*listed: Pointer):
    return releases(case(notes=Notes(releases=listed)))


def test_releases_are_those_that_are_listed():
    found = told(Pointer(title="lamp 1.0", on=date(2016, 3, 1)), Pointer(title="lamp 1.1"))
    assert (found.value, [one.title for one in found.evidence.items]) == (
        2,
        ["lamp 1.0", "lamp 1.1"],
    )


def test_an_empty_list_says_that_nothing_was_released_and_that_stands_out():
    assert told().value == 0
    assert [one.says for one in judged({"rhythm.releases": told()})] == ["no release in the cycle"]


def test_without_a_list_nobody_knows_and_no_page_misses_it():
    found = releases(case())
    assert (found.unwritten, found.moot) == (True, True)
    assert judged({"rhythm.releases": found}) == ()
