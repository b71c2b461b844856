import pytest

from retro.measure.flow.rework import patch_sets, review_cycle
from retro.model.facts import Gap
from tests.measure.builders import (
    abandon,
    case,
    change,
    merge,
    review,
    upload,
    when,
)


def uploads(number: int, *days: str, merged: str = "03-08", **given):
    steps = [upload(day, place) for place, day in enumerate(days, 1)]
    return change(number, *steps, merge(merged), **given)


def test_each_patch_set_up_to_the_merge_counts():
    counts = (1, 1, 2, 3, 4)
    changes = [
        uploads(n, *(f"03-{day + 1:02}" for day in range(count))) for n, count in enumerate(counts)
    ]
    bot = uploads(9, "03-01", bot=True)
    fact = patch_sets(case(*changes, bot))

    assert (fact.value, fact.n, fact.unit) == (2, 5, "patch sets")
    assert [part.value for part in fact.parts] == [1, 4]


def test_a_few_merged_changes_are_listed_instead():
    gap = patch_sets(case(uploads(1, "03-01", "03-02")))

    assert gap.evidence.items[0].state == "2\N{NO-BREAK SPACE}patch sets"
    assert isinstance(patch_sets(case(reaches=when("03-01"))), Gap)


def waits(*steps) -> list[str]:
    gap = review_cycle(case(change(1, upload("03-01"), *steps)))
    return [item.state.replace("\N{NO-BREAK SPACE}", " ") for item in gap.evidence.items]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([], ["patch set 1, still waiting after 9 days"]),
        ([review("03-02")], ["patch set 1, reviewed after 1 day"]),
        ([merge("03-03")], ["patch set 1, merged after 2 days"]),
        ([abandon("03-03"), review("03-04")], ["patch set 1, abandoned after 2 days"]),
        (
            [upload("03-04", 2), review("03-05", on=1), review("03-07", on=2)],
            ["patch set 1, uploaded again after 3 days", "patch set 2, reviewed after 3 days"],
        ),
    ],
)
def test_a_patch_set_waits_for_its_review_the_next_or_an_end(steps, told):
    assert waits(*steps) == told


def test_half_of_the_patch_sets_have_an_answer_within_the_median():
    answered = [change(n, upload("03-01"), review(f"03-{n + 1:02}")) for n in range(1, 6)]
    fact = review_cycle(case(*answered, change(7, upload("03-01"))))

    assert (fact.value, fact.n) == (3, 6)
    assert fact.note.startswith("Of these, 5 reviewed, 0 uploaded again, 0 merged, 0 abandoned, 1")


def test_uploads_of_the_window_on_branches_that_count_are_followed():
    old = change(1, upload("02-28 23:59"), upload("02-29 00:00", 2))
    stable = change(2, upload("03-01"), branch="stable/one")
    bot = change(3, upload("03-01"), bot=True)
    gap = review_cycle(case(old, stable, bot))

    assert [item.ref for item in gap.evidence.items] == ["team/code 1"]
    assert gap.evidence.items[0].state.startswith("patch set 2,")
    assert isinstance(review_cycle(case(reaches=when("03-01"))), Gap)
