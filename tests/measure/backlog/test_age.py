from datetime import date

import pytest

from retro.measure.backlog import age
from retro.model.facts import Evidence, Gap
from tests.measure.builders import UNGATED, case, change, merge, upload, verdict, when


def crowd(*days: str, until: str = ""):
    gone = [merge(until)] if until else []
    return [change(n, upload(day), verdict(day), *gone) for n, day in enumerate(days, 1)]


FIVE = ("03-01", "03-02", "03-04", "03-06", "03-07")


def test_the_median_is_of_what_waits_verified():
    fact = age.age(case(*crowd(*FIVE), change(9, upload("01-01"))))

    assert (fact.value, fact.n, fact.unit) == (6, 5, "days")
    assert [(part.label, part.value) for part in fact.parts] == [
        ("15th percentile", 3),
        ("85th percentile", 9),
    ]
    assert [item.ref for item in fact.evidence.items][:2] == ["team/code 1", "team/code 2"]


def test_a_new_patch_set_is_young_on_an_old_change():
    renewed = [
        change(n, upload("01-01"), verdict("01-02"), upload(day, 2), verdict(day))
        for n, day in enumerate(FIVE, 1)
    ]
    here = case(*renewed)

    assert (age.age(here).value, age.patch_set_age(here).value) == (69, 6)


def test_of_fewer_than_five_the_list_stands_instead():
    gap = age.age(case(*crowd(*FIVE[:4])))

    assert isinstance(gap, Gap)
    assert isinstance(gap.evidence, Evidence)
    assert len(gap.evidence.items) == 4


def test_a_week_ends_with_its_sunday_and_the_last_at_the_moment():
    series = age.age_weekly(case(*crowd(*["02-27 12:00"] * 5), moment="03-08"))

    assert series.x == (date(2016, 2, 29), date(2016, 3, 7))
    assert series.lines[0].values == series.lines[1].values == (8.5, 9.5)
    assert series.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "The median age of what waited, verified, went from 8.5 days to 9.5 days."
    )


@pytest.mark.parametrize(("until", "known"), [("03-06 23:59", False), ("03-07 00:00", True)])
def test_what_happens_on_the_stroke_belongs_to_the_next_week(until, known):
    series = age.age_weekly(case(*crowd(*["02-27"] * 5, until=until), moment="03-14"))

    assert (series.lines[0].values[0] is not None) is known
    assert series.lines[0].values[1] is None


def test_the_sentence_names_the_weeks_where_the_first_or_the_last_has_no_median():
    gone = age.age_weekly(case(*crowd(*["02-27"] * 5, until="03-07"), moment="03-16"))
    late = age.age_weekly(case(*crowd(*["03-08"] * 5), moment="03-16"))

    assert gone.lines[0].values[-1] is None
    assert gone.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "The median age of what waited, verified, was 9 days in R-4; since then too little "
        "waited for a median."
    )
    assert late.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "The median age of what waited, verified, went from 6 days in R-3 to 8 days."
    )


def test_a_week_of_few_has_no_median():
    series = age.age_weekly(case(*crowd(*FIVE[:4])))

    assert series.lines[0].values == (None, None)
    assert "never large enough" in series.sentence


@pytest.mark.parametrize("metric", [age.age, age.patch_set_age, age.age_weekly])
def test_without_a_gating_ci_there_is_no_age(metric):
    assert isinstance(metric(case(*crowd(*FIVE), accounts=UNGATED)), Gap)


def test_a_series_needs_a_start():
    assert isinstance(age.age_weekly(case(moment="02-01")), Gap)
    assert isinstance(age.age_weekly(case(reaches=when("03-01"))), Gap)
