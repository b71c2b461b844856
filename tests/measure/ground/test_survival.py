"""How long things wait, where some wait still; and medians made of that."""

import pytest

from retro.measure.ground.definition import Answer, Missing
from retro.measure.ground.median import median, percentiles, unreached
from retro.measure.ground.survival import Wait, survival
from retro.model.facts import Evidence, Withheld

LIST = Evidence(items=(), query="all")
PEOPLE = Withheld(rule="People are counted, never listed.", n=3)


def ended(*days: float) -> list[Wait]:
    return [Wait(one, True) for one in days]


def lost(*days: float) -> list[Wait]:
    return [Wait(one, False) for one in days]


def test_who_was_lost_from_sight_no_longer_counts_among_those_at_risk():
    curve = survival([*ended(1, 3), *lost(2)])

    assert curve.steps == ((1, pytest.approx(2 / 3)), (3, 0))
    assert [curve.waiting(at) for at in (0.5, 1, 2.9, 3, 9)] == [
        *(1, pytest.approx(2 / 3), pytest.approx(2 / 3), 0, 0),
    ]


def test_at_one_time_events_come_before_those_lost_from_sight():
    assert survival([*ended(1), *lost(1)]).steps == ((1, 0.5),)


def test_nobody_knows_of_times_after_the_longest_watch():
    curve = survival([*ended(1), *lost(5)])

    assert (curve.waiting(5), curve.waiting(5.1)) == (0.5, None)
    assert survival([]).waiting(0) == 1
    assert survival([]).waiting(1) is None


def test_a_share_is_reached_at_the_first_time_that_so_many_do_not_exceed():
    curve = survival(ended(1, 2, 3, 4))

    assert [curve.reached(share) for share in (0.25, 0.26, 0.5, 1)] == [1, 2, 2, 4]
    assert survival([*ended(1), *lost(5)]).reached(0.6) is None


def test_five_values_make_a_median_and_four_make_a_list():
    told = median(ended(1, 2, 3, 4), "changes", LIST, "And more.")

    assert told == Missing(
        "4\N{NO-BREAK SPACE}changes: fewer than 5 make no median. And more.", LIST
    )
    assert median(ended(1, 2, 3, 4, 5), "changes", LIST).value == 3


def test_a_median_comes_with_its_percentiles_and_its_n():
    found = median(ended(*range(1, 21)), "days", LIST, "Well.")

    assert isinstance(found, Answer)
    assert (found.value, found.n, found.evidence, found.note) == (10, 20, LIST, "Well.")
    assert [part.value for part in found.parts] == [3, 17]


def test_a_percentile_that_is_not_reached_is_left_out_and_said():
    found = median([*ended(1, 1, 1), *lost(9, 9)], "days", LIST, "Well.")

    assert [part.value for part in found.parts] == [1]
    assert found.note == "Well. The 85th percentile is not reached."


def test_the_percentiles_are_the_150th_and_the_850th_of_a_thousand():
    parts = percentiles(survival(ended(*range(1, 1001))))

    assert [(part.key, part.label, part.value) for part in parts] == [
        ("p15", "15th percentile", 150),
        ("p85", "85th percentile", 850),
    ]


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (850, ""),
        (849, "The 85th percentile is not reached."),
        (150, "The 85th percentile is not reached."),
        (149, "The 15th percentile is not reached. The 85th percentile is not reached."),
    ],
)
def test_a_percentile_is_reached_by_so_many_per_cent_and_no_fewer(happened, said):
    waits = [*ended(*range(1, happened + 1)), *lost(*[2000] * (1000 - happened))]

    assert unreached(survival(waits)) == said


def test_where_half_still_wait_there_is_no_median_and_people_are_not_listed():
    waits = [*ended(1, 2), *lost(9, 9, 9)]

    why = "Not reached: after 1\N{NO-BREAK SPACE}day more than half of the days still waited."
    assert median(waits, "days", LIST) == Missing(why, LIST, beyond=1)
    assert median(waits, "people", PEOPLE).evidence is None
