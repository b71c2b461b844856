"""The ledger held against what real servers stored."""

from functools import cache

import pytest

from tests.prove import DATA, Proof, prove

FILES = ["plugins-multi-site-2019-2026", "gerrithub-analytics-etl-2017-2026"]


@cache
def proof(name: str) -> Proof:
    path = DATA / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no recorded histories at {path}")
    return prove(path)


@pytest.mark.parametrize("name", FILES)
def test_replayed_votes_are_those_of_the_servers_own_store_since_2022(name):
    recent = [counts for year, counts in proof(name).moments.items() if year >= 2022]

    assert sum(counts["agree"] for counts in recent) > 0
    assert sum(counts["differ"] for counts in recent) == 0


@pytest.mark.parametrize("name", FILES)
def test_the_last_votes_are_those_that_the_server_reports_since_2023(name):
    recent = [counts for year, counts in proof(name).finals.items() if year >= 2023]

    assert sum(counts["agree"] for counts in recent) > 0
    assert sum(counts["differ"] for counts in recent) == 0


@pytest.mark.parametrize("name", FILES)
def test_every_difference_since_2018_has_a_cause(name):
    assert proof(name).unexplained == []
    assert proof(name).causes.total() <= 10
