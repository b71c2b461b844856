"""Candidates are counted as somebody listed them, and named on no page."""

from retro.measure.handoff.pointers import candidates
from retro.measure.signals import judged
from retro.model.facts import Withheld
from retro.model.origin import Origin
from retro.model.team import Notes, Pointer
from tests.measure.builders import case


def told(*listed: Pointer):
    return candidates(case(notes=Notes(candidates=listed)))


def test_candidates_are_a_number_that_a_person_typed_and_no_list():
    found = told(Pointer(title="Ann Anvil"), Pointer(title="Bob"))
    assert (found.value, found.origin) == (2, Origin.TYPED)
    assert isinstance(found.evidence, Withheld)
    assert "Ann" not in str(found)


def test_an_empty_list_says_that_nobody_stands_for_election():
    assert [one.says for one in judged({"handoff.candidates": told()})] == [
        "nobody stands for election"
    ]


def test_without_a_list_nobody_knows_and_no_page_misses_it():
    assert candidates(case()).moot
