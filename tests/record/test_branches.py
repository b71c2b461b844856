"""What is said of branches that are not counted."""

from collections import Counter

import pytest
from msgspec.structs import replace

from retro.model.branches import OnBranch, Place
from retro.model.change import Kind
from retro.model.team import Gerrit
from retro.record.branches import branches, told, warnings
from tests.measure.builders import GERRIT as CODE_AND_SPECS
from tests.measure.builders import abandon, change, flag, merge, move, upload, when

GERRIT = Gerrit(server="https://gerrit.example.org", projects=("p",))
EVERY = replace(GERRIT, branches=())


def on(gerrit: Gerrit, **kinds: dict[str, int]) -> tuple[OnBranch, ...]:
    """Say of each kind how much there is of it on which branch."""
    names = dict.fromkeys(branch for numbers in kinds.values() for branch in numbers)
    return tuple(
        OnBranch(
            branch=name,
            place=gerrit.place(name),
            **{kind: Counter(numbers)[name] for kind, numbers in kinds.items()},
        )
        for name in names
    )


def found(*changes, at: str = "03-09"):
    begins, ends = when("03-01"), when("03-09")
    return branches(CODE_AND_SPECS, changes, begins, ends, when(at))


def test_merges_inside_a_time_count_on_the_branch_that_they_went_to():
    days = ("03-01", "03-05", "03-05", "03-09")
    names = ("master", "master", "stable/3.4", "stable/3.4")
    some = [
        change(n, upload("02-01"), merge(day), branch=branch)
        for n, (day, branch) in enumerate(zip(days, names, strict=True))
    ]

    assert {one.branch: one.merged for one in found(*some)} == {"master": 2, "stable/3.4": 1}


def test_what_is_open_counts_on_the_branch_that_it_is_on_and_specs_apart():
    some = [
        change(1, upload("02-01"), move("03-02", "feature/x")),
        change(2, upload("02-01"), abandon("03-02")),
        change(3, upload("02-01"), flag("03-02", Kind.PRIVATE)),
        change(4, upload("02-01"), project="team/specs", branch="proposed"),
        change(5, upload("02-01"), merge("03-02"), project="team/specs"),
        change(6, upload("03-09")),
    ]

    assert found(*some) == (
        OnBranch(branch="feature/x", place=Place.OUTSIDE, open=1),
        OnBranch(branch="master", place=Place.COUNTED, merged_specs=1),
        OnBranch(branch="proposed", place=Place.OUTSIDE, open_specs=1),
    )


@pytest.mark.parametrize(
    ("branch", "place"),
    [
        ("master", Place.COUNTED),
        ("stable/mitaka", Place.STABLE),
        ("stable-3.4", Place.STABLE),
        ("unmaintained/2023.1", Place.STABLE),
        ("feature/stable-api", Place.OUTSIDE),
        ("stability", Place.OUTSIDE),
    ],
)
def test_a_name_tells_how_a_branch_is_counted(branch, place):
    assert GERRIT.place(branch) is place


def test_a_team_says_which_branches_are_stable_and_one_that_counts_is_none():
    assert replace(GERRIT, stable="release-").place("release-2") is Place.STABLE
    assert replace(GERRIT, stable="").place("stable/x") is Place.OUTSIDE
    assert replace(GERRIT, branches=("stable/x",)).place("stable/x") is Place.COUNTED
    assert EVERY.place("stable/x") is Place.COUNTED


@pytest.mark.parametrize(
    ("gerrit", "kinds", "said"),
    [
        (GERRIT, {"merged": {"master": 38}}, "master and main counted"),
        (GERRIT, {}, "master and main counted"),
        (EVERY, {"merged": {"stable-3.4": 38}}, "all counted"),
        (
            GERRIT,
            {"merged": {"master": 5, "stable-3.5": 11, "stable-3.4": 22}},
            "master and main counted; 33 of 38\xa0merges are on other branches: stable-3.4 22, "
            "stable-3.5 11; stable branches are counted apart",
        ),
        (
            GERRIT,
            {"merged": {"master": 5, **{f"f-{n}": 9 - n for n in range(8)}}},
            "master and main counted; 44 of 49\xa0merges are on other branches: f-0 9, "
            "f-1 8, f-2 7, f-3 6, f-4 5, others 9, not counted",
        ),
        (
            GERRIT,
            {
                "merged": {"stable/a": 1, "f": 1},
                "open": {"master": 2, "f": 3},
                "open_specs": {"s": 1},
            },
            "master and main counted; 2 of 2\xa0merges are on other branches: stable/a 1, f 1; "
            "3 of 5\xa0open changes are on other branches: f 3; 1 of 1\xa0open spec is on other "
            "branches: s 1; stable branches are counted apart, the rest is not counted",
        ),
    ],
)
def test_what_is_not_counted_is_told_by_branch(gerrit, kinds, said):
    assert told(gerrit, on(gerrit, **kinds)) == said


@pytest.mark.parametrize(
    ("kinds", "warned"),
    [
        ({"merged": {"master": 1, "stable": 1}}, ""),
        ({}, ""),
        ({"merged": {"master": 1, "stable": 2}}, "2 of 3 merges are on other branches."),
        (
            {"open": {"master": 1, "f": 2}, "merged_specs": {"g": 1}},
            "2 of 3 open changes are on other branches; 1 of 1 merged spec is on other branches.",
        ),
    ],
)
def test_where_most_is_not_counted_every_page_warns(kinds, warned):
    said = " ".join(warnings(GERRIT, on(GERRIT, **kinds))).replace("\xa0", " ")

    assert said == (warned and f"Only what is on master and main is counted: {warned}")
