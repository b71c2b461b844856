"""The ledger held against what real servers stored."""

import pytest

from tests.prove import DATA, compare

FILES = ["plugins-multi-site-2019-2026", "gerrithub-analytics-etl-2017-2026"]


@pytest.mark.parametrize("name", FILES)
def test_replayed_votes_agree_with_the_servers_own_store_since_2023(name):
    path = DATA / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no recorded histories at {path}")
    years = compare(path)
    agree = sum(counts["agree"] for year, counts in years.items() if year >= 2023)
    total = sum(counts.total() for year, counts in years.items() if year >= 2023)

    assert agree >= 0.99 * total > 0
