import pytest

from retro.measure.flow import first_review as flow
from retro.measure.ground.survival import Wait, survival
from retro.model.facts import Bound, Evidence, Gap
from retro.model.origin import Origin
from tests.measure.builders import abandon, case, change, merge, restore, review, upload, when


def days_of(*waits: tuple[int, bool]):
    return survival(Wait(days, happened) for days, happened in waits)


def reviewed(number: int, after: int, uploaded: int = 1):
    return change(
        number, upload(f"03-{uploaded:02}"), review(f"03-{uploaded + after:02}", on=number)
    )


def test_a_known_estimate_comes_out():
    # Six waits, + for those lost from sight: 1, 2, 2+, 3, 4+, 5.
    curve = days_of((1, True), (2, True), (2, False), (3, True), (4, False), (5, True))

    assert curve.steps == (
        (1, pytest.approx(5 / 6)),
        (2, pytest.approx(4 / 6)),
        (3, pytest.approx(4 / 9)),
        (5, 0),
    )
    assert (curve.reached(0.5), curve.reached(0.15), curve.reached(0.85)) == (3, 1, 5)


def test_a_median_that_nobody_was_watched_for_is_not_reached():
    curve = days_of((1, True), (2, False), (3, False))

    assert curve.reached(0.5) is None
    third = pytest.approx(2 / 3)
    assert [curve.waiting(day) for day in (0, 1, 3, 4)] == [1, third, third, None]


def test_after_everybody_had_the_event_nobody_waits():
    assert days_of((1, True)).waiting(60) == 0
    assert days_of().waiting(1) is None


def test_the_median_comes_with_percentiles_and_what_they_rest_on():
    fact = flow.time_to_first_review(case(*(reviewed(n, n) for n in range(1, 8)), moment="03-20"))

    assert (fact.value, fact.n, fact.unit) == (4, 7, "days")
    assert [(part.label, part.value) for part in fact.parts] == [
        ("15th percentile", 2),
        ("85th percentile", 6),
    ]
    said = fact.note.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "7 changes, 7 reviewed, 0 not (yet) reviewed."


def test_fewer_than_five_changes_are_listed_instead():
    gap = flow.time_to_first_review(case(reviewed(1, 2)))

    assert isinstance(gap, Gap)
    assert isinstance(gap.evidence, Evidence)
    assert gap.evidence.items[0].state == "first review after 2\N{NO-BREAK SPACE}days"


def test_a_median_not_reached_is_a_gap_and_known_to_be_greater_than_what_five_waited():
    waiting = [change(n, upload(f"03-0{n}")) for n in range(1, 7)]
    gap = flow.time_to_first_review(case(*waiting, moment="03-20"))

    said = gap.why.replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith(
        "Not reached: after 15 days more than half of the changes still waited."
    )
    assert gap.beyond == Bound(15, Origin.MEASURED)


def test_a_median_not_reached_within_a_day_says_no_days():
    gap = flow.time_to_first_review(
        case(*(change(n, upload("03-01 12:00")) for n in range(5)), moment="03-02")
    )

    assert gap.why.startswith("Not reached: more than half of the changes still waited.")
    assert gap.beyond.value == 0.5


@pytest.mark.parametrize(
    ("steps", "days", "happened"),
    [
        ([], 9, False),
        ([review("03-03")], 2, True),
        ([merge("03-04")], 3, False),
        ([abandon("03-04")], 3, False),
        ([abandon("03-04"), restore("03-05"), review("03-06")], 3, False),
        ([review("03-03"), merge("03-04")], 2, True),
    ],
)
def test_a_wait_ends_with_a_review_or_is_lost_from_sight(steps, days, happened):
    ((_, wait),) = flow.first_reviews(case(change(1, upload("03-01"), *steps)))

    assert wait == Wait(days, happened)


def test_the_cohort_is_made_of_new_changes_by_people():
    old, bot = change(1, upload("02-28 23:59")), change(2, upload("03-01"), bot=True)
    first = change(3, upload("02-29 00:00"))

    assert [c.number for c, _ in flow.first_reviews(case(old, bot, first))] == [3]


def test_the_curve_rises_and_ends_where_nobody_was_followed():
    changes = [reviewed(n, n) for n in range(1, 5)] + [change(5, upload("03-01"))]
    series = flow.first_review(case(*changes))
    (line,) = series.lines

    assert line.values[:10] == (0, *(pytest.approx(n / 5) for n in (1, 2, 3, 4, 4, 4, 4, 4, 4)))
    assert set(line.values[10:]) == {None}
    assert (series.x[-1], series.unit) == (60, "share")
    assert series.sentence == "Half of 5 changes had a review within 3\N{NO-BREAK SPACE}days."


def test_the_sentence_tells_how_many_had_none_in_the_end():
    changes = [reviewed(n, n) for n in range(1, 6)]

    assert flow.first_review(case(*changes)).sentence.endswith(
        "after 60 days 0\N{NO-BREAK SPACE}% had none."
    )
    waiting = [change(n, upload("03-01")) for n in range(5)]
    assert "still waited" in flow.first_review(case(*waiting)).sentence


def test_a_curve_of_few_or_of_late_histories_is_a_gap():
    assert isinstance(flow.first_review(case(reviewed(1, 2))), Gap)
    assert isinstance(flow.first_review(case(reaches=when("03-01"))), Gap)
    assert isinstance(flow.time_to_first_review(case(reaches=when("03-01"))), Gap)
