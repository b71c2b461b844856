"""What is said of branches that are not counted."""

from collections import Counter

import pytest

from retro.model.team import Gerrit
from retro.record.branches import merged_on, told, warnings
from tests.measure.builders import change, merge, upload, when

GERRIT = Gerrit(server="https://gerrit.example.org", projects=("p",))
EVERY = Gerrit(server="https://gerrit.example.org", projects=("p",), branches=())


def test_merges_inside_a_time_count_on_the_branch_that_they_went_to():
    days = ("03-01", "03-05", "03-05", "03-09")
    on = ("master", "master", "stable-3.4", "stable-3.4")
    some = [
        change(n, upload("02-01"), merge(day), branch=branch)
        for n, (day, branch) in enumerate(zip(days, on, strict=True))
    ]

    assert merged_on(some, when("03-01"), when("03-09")) == {"master": 2, "stable-3.4": 1}


@pytest.mark.parametrize(
    ("gerrit", "merges", "said"),
    [
        (GERRIT, {"master": 38}, "master and main counted"),
        (GERRIT, {}, "master and main counted"),
        (EVERY, {"stable-3.4": 38}, "all counted"),
        (
            GERRIT,
            {"master": 5, "stable-3.5": 11, "stable-3.4": 22},
            "master and main counted; 33 of 38\xa0merges are on other branches: stable-3.4 22, "
            "stable-3.5 11, not counted",
        ),
        (
            GERRIT,
            {"master": 5, **{f"stable-{n}": 9 - n for n in range(8)}},
            "master and main counted; 44 of 49\xa0merges are on other branches: stable-0 9, "
            "stable-1 8, stable-2 7, stable-3 6, stable-4 5, others 9, not counted",
        ),
    ],
)
def test_what_is_not_counted_is_told_by_branch(gerrit, merges, said):
    assert told(gerrit, Counter(merges)) == said


@pytest.mark.parametrize(
    ("merges", "warned"),
    [
        ({"master": 1, "stable": 1}, ()),
        ({}, ()),
        (
            {"master": 1, "stable": 2},
            (
                "Only what is on master and main is counted: "
                "2 of 3\xa0merges are on other branches.",
            ),
        ),
    ],
)
def test_where_most_is_not_counted_every_page_warns(merges, warned):
    assert warnings(GERRIT, Counter(merges)) == warned
