from retro.measure.flow import merges, merges_weekly
from retro.model.facts import Gap
from tests.measure.builders import case, change, merge, upload, when


def merged(number: int, at: str, **given):
    return change(number, upload("02-01"), merge(at), **given)


def test_merges_count_inside_the_window_with_bots_apart():
    spec = merged(4, "03-02", project="team/specs")
    here = case(
        merged(1, "02-28 23:59"),
        merged(2, "02-29 00:00"),
        merged(3, "03-07", bot=True),
        specs=(spec,),
    )
    fact = merges.merged(here)

    assert [(part.label, part.value) for part in fact.parts] == [("people", 1), ("bots", 1)]
    assert (fact.value, merges.merged_by_people(here).value) == (2, 1)
    assert fact.note == "Beside them, 1\N{NO-BREAK SPACE}merged spec."
    assert fact.evidence.query.endswith(
        'mergedafter:"2016-02-29 00:00:00" mergedbefore:"2016-03-09 23:59:59"'
    )


def test_merges_fall_into_their_weeks():
    here = case(merged(1, "02-29"), merged(2, "03-06 23:59"), merged(3, "03-07", bot=True))
    series = merges_weekly.merges_weekly(here)

    assert {line.role: line.values for line in series.lines} == {"people": (2, 0), "bots": (0, 1)}
    assert series.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Merged: 3 changes, 2 by people; the busiest week was R-4, with 2."
    )


def test_of_two_equally_busy_weeks_the_earlier_is_named():
    series = merges_weekly.merges_weekly(case(merged(1, "02-29"), merged(3, "03-07")))

    assert "busiest week was R-4" in series.sentence


def test_no_merge_is_said_and_no_record_is_a_gap():
    assert merges_weekly.merges_weekly(case()).sentence == "No change was merged."
    assert isinstance(merges_weekly.merges_weekly(case(moment="02-01")), Gap)
    assert isinstance(merges_weekly.merges_weekly(case(reaches=when("03-01"))), Gap)
    assert isinstance(merges.merged(case(reaches=when("03-01"))), Gap)
