from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from retro.measure.rhythm.effect import effect
from retro.measure.rhythm.occasions import daily, occasions
from retro.measure.rhythm.reviews_daily import reviews_daily
from retro.model.facts import Gap
from retro.model.origin import Origin
from retro.model.team import Freeze, Happening, Notes
from tests.measure.builders import CYCLE, case, change, merge, review, upload, when

TUESDAY = date(2016, 3, 15)


def notes(*days: date, kind: str = "review day", title: str = "", **given) -> Notes:
    return Notes(rhythm=(Happening(kind=kind, title=title, days=days),), **given)


def reviewed(number: int, **days: int):
    """Make a change with so many reviews on each day, written r03_15=2."""
    counts = [(name[1:].replace("_", "-"), count) for name, count in days.items()]
    given = [(day, on) for day, count in counts for on in range(count)]
    steps = [review(day, on=100 * place + on) for place, (day, on) in enumerate(sorted(given))]
    return change(number, upload("01-01"), *steps)


def around(*changes, moment: str = "04-04", **given):
    return case(*changes, moment=moment, **({"as_of": CYCLE.release} | given))


def parts(fact) -> list[int]:
    return [part.value for part in fact.parts]


def test_what_happened_before_on_and_after_is_summed():
    here = around(
        reviewed(1, r03_01=1, r03_14=2, r03_15=4, r03_16=1, r03_29=2),
        change(2, upload("02-20"), merge("03-14")),
        notes=notes(TUESDAY, title="Review day"),
        specs=(reviewed(9, r03_16=5),),
    )
    fact = effect(here)
    (item,) = fact.evidence.items

    assert (fact.value, fact.unit) == (1, "occasions")
    assert (item.title, item.since) == ("Review day", TUESDAY)
    assert item.note.replace("\N{NO-BREAK SPACE}", " ") == (
        "reviews 3 → 4 → 3; merges 1 → 0 → 0; median weekday around 0 reviews"
    )
    assert parts(fact) == []
    assert fact.note.startswith("Too few review days, or reviews, to tell")


def test_the_fourteenth_day_is_in_and_the_fifteenth_is_out():
    outside = reviewed(1, r02_29=7, r03_30=7)
    (item,) = effect(around(outside, notes=notes(TUESDAY))).evidence.items

    assert item.note.startswith("reviews 0 → 0 → 0;")


def test_days_after_that_are_not_over_are_not_held_against_those_before():
    fact = effect(around(reviewed(1, r03_14=2), notes=notes(TUESDAY), moment="03-29 23:59"))

    assert fact.value == 1
    assert fact.evidence.items[0].note.startswith("reviews 2 → 0 → not over;")


def test_days_in_a_row_are_one_occasion():
    sprint = notes(TUESDAY, TUESDAY + timedelta(days=1), date(2016, 3, 22), kind="sprint")

    assert [one.since.day for one in effect(around(notes=sprint)).evidence.items] == [15, 22]


def test_freezes_are_looked_at_and_meetings_are_not():
    freeze = Freeze(name="spec freeze", day=TUESDAY)
    here = around(notes=notes(date(2016, 3, 8), kind="meeting", freezes=(freeze,)))

    assert [(one.kind, one.title) for one in occasions(here)] == [("freeze", "spec freeze")]


def test_days_to_come_and_outside_the_cycle_are_left_out():
    days = (date(2016, 2, 28), TUESDAY, date(2016, 3, 17), date(2016, 4, 4))

    here = around(notes=notes(*days), moment="03-16")
    assert [one.first for one in occasions(here)] == [TUESDAY]
    cut = around(notes=notes(*days), moment="03-15 12:00")
    assert effect(cut).why == "None of the team's own days is over yet."


def test_a_day_listed_twice_is_one_occasion_with_the_first_title():
    twice = (
        Happening(kind="review day", title="The big one", days=(TUESDAY,)),
        Happening(kind="review day", title="Every week", days=(TUESDAY,)),
    )

    assert [one.title for one in occasions(around(notes=Notes(rhythm=twice)))] == ["The big one"]


def test_nothing_written_is_a_gap_and_so_are_short_histories():
    assert effect(around()).why.startswith("Nobody wrote it")
    assert isinstance(effect(around(notes=notes(TUESDAY), reaches=when("03-02"))), Gap)
    assert not isinstance(effect(around(notes=notes(TUESDAY), reaches=when("03-01"))), Gap)


def test_what_was_counted_around_a_typed_day_is_typed():
    assert effect(around(notes=notes(TUESDAY))).origin is Origin.TYPED


def test_reviews_of_code_are_drawn_day_by_day_without_those_of_specs():
    here = around(
        reviewed(1, r02_28=9, r02_29=2, r03_01=3, r03_02=1),
        specs=(reviewed(9, r03_02=7),),
        moment="03-03",
        notes=notes(date(2016, 3, 1)),
    )
    series = reviews_daily(here)

    assert {line.role: line.values for line in series.lines} == {
        "review": (2, 3, 1),
    }
    assert series.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "There were 6 reviews, 1 on the median weekday, and 3 on a review day. "
        "The busiest day was 1 March 2016, a review day, with 3 reviews."
    )


def test_days_that_share_the_first_place_are_both_named_but_not_many():
    two = reviews_daily(around(reviewed(1, r02_29=2, r03_01=2, r03_02=1)))
    many = reviews_daily(around(reviewed(1, r02_29=2, r03_01=2, r03_02=2)))

    assert two.sentence.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "The busiest days were 29 February 2016 and 1 March 2016 with 2 reviews each."
    )
    assert "busiest" not in many.sentence


def test_without_any_review_no_day_is_the_busiest():
    assert "busiest" not in reviews_daily(around()).sentence


def test_no_days_and_late_histories_are_gaps():
    assert isinstance(reviews_daily(case(moment="02-01")), Gap)
    assert isinstance(reviews_daily(case(reaches=when("03-01"))), Gap)


@given(st.lists(st.integers(0, 34), max_size=30))
def test_the_days_add_up_to_the_reviews_of_the_cycle(days):
    first = when("02-29 12:00")
    steps = [
        review(f"{first + timedelta(days=day):%m-%d %H:%M}", on=on)
        for on, day in enumerate(sorted(days))
    ]
    here = around(change(1, upload("02-20"), *steps))

    assert sum(map(sum, (line.values for line in reviews_daily(here).lines))) == len(here.reviews)
    assert daily(here).reviews.total() == len(days)
