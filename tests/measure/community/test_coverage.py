import pytest

from retro.measure.community.core_reviews import core_reviews, core_reviews_weekly
from retro.measure.community.coverage import cores_reviewing, days_without_core_review
from retro.measure.ground.few import FEW
from retro.model.facts import Gap
from retro.model.origin import Origin
from retro.model.team import Notes, Tenure
from tests.measure.builders import ANN, BEN, CAT, case, change, merge, review, upload, when

TWO = Notes(roster=(Tenure(account="ann"), Tenure(account="ben")))
EVER = "04-04 00:00"


def reviewed(*steps, **given):
    return case(change(1, upload("02-20"), *steps), **({"notes": TWO, "moment": EVER} | given))


def test_a_middling_week_has_as_many_core_reviewers_as_half_of_the_weeks_at_most():
    weeks = ("02-29", "03-07", "03-14", "03-21", "03-28")
    ann = [review(day, ANN, on) for on, day in enumerate(weeks)]
    ben = [review(day, BEN, on) for on, day in enumerate(weeks[:2])]
    fact = cores_reviewing(reviewed(*ann, *ben, review("03-01", CAT)))

    assert (fact.value, fact.n, fact.unit) == (1, 5, "people")
    assert [part.value for part in fact.parts] == [1, 2]
    assert fact.evidence.n == 2


def test_weeks_that_are_not_whole_are_left_out_and_a_few_make_no_median():
    gap = cores_reviewing(reviewed(review("03-01"), moment="04-03 23:59"))

    assert gap.why.replace("\N{NO-BREAK SPACE}", " ") == "4 weeks: fewer than 5 make no median."
    assert gap.evidence is None


def test_the_longest_silence_is_of_core_reviewers_alone():
    steps = (review("02-29 23:59"), review("03-03", CAT), review("03-06 00:00", on=2))
    fact = days_without_core_review(reviewed(*steps, moment="03-10"))

    assert (fact.value, fact.unit) == (5, "days")


def test_who_was_core_must_be_known():
    inferred = {"notes": Notes(), "reaches": when("01-01")}

    for metric in (cores_reviewing, days_without_core_review, core_reviews, core_reviews_weekly):
        assert isinstance(metric(reviewed(review("03-01"), **inferred)), Gap)


def test_each_merged_change_needs_as_many_core_reviews_as_the_team_says():
    given = change(1, upload("02-20"), review("03-01"), review("03-08", BEN), review("03-08", CAT))
    merged = [change(n, upload("02-20"), merge(at)) for n, at in ((2, "03-01"), (3, "03-08"))]
    spec = change(9, upload("02-20"), review("03-01"), project="team/specs")
    here = case(given, *merged, specs=(spec,), notes=TWO, moment="03-14")
    fact, series = core_reviews(here), core_reviews_weekly(here)

    assert (fact.value, fact.parts[0].value, fact.unit) == (2, 4, "reviews")
    assert fact.note.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "In 2 of 2 whole weeks fewer were given than needed."
    )
    assert {line.label: line.values for line in series.lines} == {
        "given": (1, 1),
        "needed": (2, 2),
    }


def test_a_week_with_just_as_many_core_reviews_as_needed_is_not_short():
    given = [change(n, upload("02-20"), review("03-01", who)) for n, who in ((1, ANN), (2, BEN))]
    enough = case(*given, change(3, upload("02-20"), merge("03-02")), notes=TWO, moment="03-07")
    merged = (change(n, upload("02-20"), merge("03-02")) for n in (3, 4))
    short = case(*given, *merged, notes=TWO, moment="03-07")

    assert "In 0 of 1" in core_reviews(enough).note.replace("\N{NO-BREAK SPACE}", " ")
    assert "In 1 of 1" in core_reviews(short).note.replace("\N{NO-BREAK SPACE}", " ")


def test_reviews_and_merges_of_specs_and_of_other_branches_are_no_core_reviews():
    stable = change(1, upload("02-20"), review("03-01"), merge("03-02"), branch="old")
    spec = change(2, upload("02-20"), review("03-01"), merge("03-02"), project="team/specs")
    fact = core_reviews(case(stable, specs=(spec,), notes=TWO))

    assert (fact.value, fact.parts[0].value) == (0, 0)


@pytest.mark.few
def test_what_few_people_gave_and_their_silence_is_not_told():
    alone = reviewed(review("03-01"), review("03-02", on=2))

    for metric in (core_reviews, core_reviews_weekly, days_without_core_review):
        assert metric(alone).why == FEW


def test_inferred_core_reviewers_are_said_to_be():
    fact = core_reviews(case(notes=Notes()))

    assert fact.origin is Origin.ASSUMED
    assert "Inferred" in fact.note


def test_before_the_cycle_there_are_no_weeks():
    assert isinstance(core_reviews_weekly(case(notes=TWO, moment="02-01")), Gap)
