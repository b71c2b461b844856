"""How many specs may land: reckoned by hand, and held to laws."""

from fractions import Fraction
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from retro.measure.forecast import fared, forecast, shares
from retro.measure.forecast.ranges import PROMISE, allowance
from retro.measure.forecast.specs import DONE, MIXED, TITLE, TOO_FEW, specs
from retro.model.ahead import Expected
from retro.model.forecast import Rehearsal, Season
from retro.model.origin import Origin
from tests.measure.builders import case
from tests.measure.forecast.builders import past, rehearsed, running, season

EVEN = [season(n, (4, 3), (10, 4)) for n in range(1, 6)]
"""Five cycles that landed three of four specs with code, and four of ten without."""

BETTER = season(6, (4, 3), (10, 6))
"""One that landed two more than those before it let expect."""


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_each_class_lands_as_it_did_and_the_range_is_that_of_the_last_errors():
    # 3 × 18/24 + 9 × 26/60 = 2.25 + 3.9; errors of C2 to C6: 0, 0, 0, 0, 2
    found = specs(running(coded=3, bare=9), past(*EVEN, BETTER))

    assert (found.about, found.low, found.high) == (6, 4, 8)
    assert said(found.known) == (
        "12 specs are not known to be done; 3 have code merged in this cycle that names them, "
        "9 have none."
    )
    assert said(found.sentence) == (
        "As long before the end of 6 past cycles 75 % and 43 % of such landed in the end: "
        "expect about 6, 4 to 8; in 5 of 5 past cycles such a count was off by at most 2."
    )


def test_the_last_ones_are_scored_by_what_was_known_on_their_day():
    # C6 had four errors of none behind it: exactly 7 were expected, and 9 came
    found = specs(running(coded=3, bare=9), past(*EVEN, BETTER, season(7, (4, 3), (10, 4))))

    assert said(found.fared) == "C7: forecast 5 to 9, came 7; 1 of 2 inside."


def test_an_end_that_was_not_known_on_a_day_is_not_used_on_it():
    unknown = Season(title="C6")
    late = Rehearsal(season(7, (4, 3), (10, 4)), (*EVEN, unknown))
    every = (*rehearsed(*EVEN, BETTER), late)

    assert [one for one in shares.rehearsed(every) if one[0] == "C7"] == [("C7", (7, 7), 7)]


def test_under_five_past_cycles_only_the_two_counts_are_told():
    found = specs(running(coded=1, bare=1), past(*EVEN[:4]))

    assert said(found.known).endswith("1 has code merged in this cycle that names it, 1 has none.")
    assert (found.sentence, found.about, found.fared) == (TOO_FEW, None, "")


def test_cycles_whose_outcomes_are_not_known_are_no_past_cycles():
    some = (*EVEN[:4], Season(title="C5"), Season(title="C6"))

    assert specs(running(coded=1, bare=1), past(*some)).sentence == TOO_FEW


def test_a_class_that_no_past_cycle_had_makes_no_number():
    never = [season(n, (0, 0), (10, 4)) for n in range(6)]

    assert specs(running(coded=1, bare=1), past(*never)).about is None
    assert specs(running(coded=0, bare=10), past(*never)).about == 4


def test_from_r_5_on_and_before_r_12_it_is_told_what_has_code_and_no_more():
    for week, told in ((13, False), (12, True), (6, True), (5, False), (0, False)):
        found = specs(running(coded=3, bare=9, week=week), past(*EVEN, BETTER))

        assert found.known
        assert (found.about is not None, bool(found.sentence), bool(found.fared)) == (told,) * 3


def test_without_specs_and_without_any_left_nothing_is_expected():
    assert specs(case(), past(*EVEN)) == Expected(title=TITLE)
    assert specs(running(coded=0, bare=0), past(*EVEN)).known == DONE


def test_simulated_code_is_never_counted_with_real_specs():
    found = specs(running(coded=3, bare=9, simulated=True), past(*EVEN, BETTER))

    assert (said(found.known), found.sentence) == ("12 specs are not known to be done.", MIXED)
    assert found.about is None


def test_how_the_last_ones_fared_is_told_where_nothing_is_expected():
    found = fared(past(*EVEN, BETTER), Origin.MEASURED)

    assert found
    assert [(one.sentence, one.about, said(one.fared)) for one in found.expected] == [
        ("", None, "C6: forecast 7, came 9; 0 of 1 inside.")
    ]
    assert fared(past(*EVEN), Origin.MEASURED) is None


def test_from_r_5_on_it_is_told_how_those_fared_that_were_due_before():
    case = running(coded=3, bare=9, week=3)
    found = forecast(case, past(days=21), Origin.MEASURED, past(*EVEN, BETTER))
    specs = found.expected[0]

    assert said(specs.fared) == "56 days before the end of C6: forecast 7, came 9; 0 of 1 inside."
    assert (specs.sentence, specs.about) == ("", None)


LOTS = st.integers(0, 20).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of)))
SEASONS = st.lists(st.tuples(LOTS, LOTS), min_size=5, max_size=14).map(
    lambda some: [season(n, *lots) for n, lots in enumerate(some)]
)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=12))
def test_the_range_holds_what_it_promises_of_the_errors_it_is_made_of(errors):
    off = allowance(errors)

    assert sum(abs(error) <= off for error in errors) >= PROMISE * len(errors)
    assert off >= median(map(abs, errors))
    assert off in map(abs, errors)


@given(SEASONS, st.integers(0, 20), st.integers(0, 20))
def test_a_range_is_around_its_number_and_within_what_there_is(seasons, coded, bare):
    every = rehearsed(*seasons)
    found = shares.expected((coded, bare), every, shares.outcomes(seasons))
    if found:
        low, high = found.within

        assert 0 <= low <= found.about <= high <= coded + bare
        assert max(0, found.about + min(found.off, median(found.errors))) >= low


@given(SEASONS, st.integers(0, 14))
def test_the_score_of_a_past_cycle_knows_none_that_came_after_it(seasons, first):
    every = rehearsed(*seasons)
    whole = list(shares.rehearsed(every))
    cut = list(shares.rehearsed(every[:first]))

    assert cut == whole[: len(cut)]
    assert list(shares.rehearsed(every)) == whole


@given(SEASONS)
def test_shares_are_those_of_all_specs_of_a_class(seasons):
    known = shares.outcomes(seasons)
    of = sum(one.bare.of for one in seasons)

    assert known.shares[1] == (
        Fraction(sum(one.bare.landed for one in seasons), of) if of else None
    )
