import pytest

from retro.errors import UsageError
from retro.measure import METRICS, definitions, fact, facts, series
from retro.model.facts import Fact
from tests.measure.builders import case


def test_every_name_is_answered_and_defined():
    here = case()

    assert list(facts(here)) == [metric.definition.name for metric in METRICS]
    assert {*facts(here), *series(here)} == set(definitions())


def test_one_fact_is_the_same_alone_as_among_all():
    here = case()

    assert all(fact(here, name) == found for name, found in facts(here).items())


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match=r"backlog\.opened"):
        fact(case(), "backlog.opened")


def test_every_fact_says_what_it_needs_to_be_believed():
    for name, found in facts(case()).items():
        assert found.definition == name
        if isinstance(found, Fact):
            assert found.unit
            assert found.source
            assert found.moment == case().moment
