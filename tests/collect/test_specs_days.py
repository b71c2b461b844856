"""On which day a commit landed, or between which days, whatever its own clock says."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retro.collect.specs.days import landings
from retro.collect.specs.git import Commit, Git
from tests.collect.specs_repository import START, Repository, text
from tests.collect.test_specs import specs

THING = "specs/mitaka/approved/thing.rst"
LONG_AGO = -16_739
"""2 January 1970, as the first day of a repository in 2015 sees it."""


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "clone")


def entered(repository, tmp_path):
    (event, *_) = specs(repository, tmp_path)["mitaka", "thing"].events
    days = [at and (at - START).days for at in (event.at, event.until)]
    return (*days, event.doubted)


def straight(repository, made, below=1, above=1):
    """Commit a spec straight onto the branch, some days after one merge and before another."""
    repository.merge({"doc.rst": "Below"}, made=1)
    repository.day += below - 1
    repository.commit({THING: text()}, made=made)
    repository.day += above - 1
    repository.merge({"doc.rst": "Above"}, made=1)


@pytest.mark.parametrize("made", [LONG_AGO, 1, 900], ids=["1970", "below", "in the future"])
def test_a_clock_outside_of_its_neighbours_is_not_believed(repository, tmp_path, made):
    straight(repository, made, below=10, above=20)

    assert entered(repository, tmp_path) == (2, 32, True)


def test_a_clock_between_its_neighbours_tells_the_first_possible_day(repository, tmp_path):
    straight(repository, made=5, below=10, above=20)

    assert entered(repository, tmp_path) == (5, 32, False)


def test_without_a_merge_a_branch_has_its_commits_days_and_no_others(repository, tmp_path):
    repository.day = 23
    repository.commit({"doc.rst": "Below"})
    repository.commit({THING: text()}, made=LONG_AGO)
    repository.day = 69
    repository.commit({"doc.rst": "Above"})

    assert entered(repository, tmp_path) == (24, 70, True)


def test_what_lies_above_all_merges_landed_before_it_was_collected(repository):
    repository.merge({"doc.rst": "Below"}, made=1)
    repository.commit({THING: text()})
    git, collected = Git(repository.folder), START + timedelta(days=40)

    found = landings(git, git.line, collected)[git.tip]
    assert ((found.at - START).days, found.until) == (3, collected)


def test_a_merge_with_a_wrong_clock_is_no_neighbour(repository, tmp_path):
    repository.merge({"doc.rst": "Below"}, made=1)
    repository.commit({THING: text()})
    repository.day = 900
    repository.merge({"doc.rst": "Wrong"}, made=1)
    repository.day = 9
    repository.merge({"doc.rst": "Above"}, made=1)
    repository.merge({"doc.rst": "Above it"}, made=1)

    assert entered(repository, tmp_path) == (3, 10, False)


class Notes(Git):
    """A clone without notes."""

    def __init__(self) -> None:
        """Take no folder."""

    def notes(self):
        return {}

    def blobs(self, numbers):
        yield from numbers


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=12))
def test_what_lies_above_never_landed_first_and_no_range_ends_before_it_begins(told):
    line = [Commit(str(n), "", day * 86_400, merge) for n, (day, merge) in enumerate(told)]
    found = [landings(Notes(), line)[commit.number] for commit in line]

    assert all(a.at <= b.at for a, b in pairwise(found))
    assert all(one.until is None or one.until > one.at for one in found)
    assert all(one.until for one in found if one.doubted)
