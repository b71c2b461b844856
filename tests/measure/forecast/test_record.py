"""What past cycles landed is told as it was, and only in the weeks in which folders tell."""

from retro.measure.forecast.record import record
from retro.model.forecast import Carrying, Lot, Season
from tests.measure.forecast.builders import past, running


def folder(n: int, of: int, landed: int) -> Season:
    return Season(title=f"C{n}", every=Lot(of, landed))


CYCLES = [folder(n, 20, landed) for n, landed in enumerate((20, 7, 15, 9, 10, 11, 12, 13, 14, 8))]
CARRIED = (
    Carrying(0, Lot(100, 60)),
    Carrying(1, Lot(20, 9)),
    Carrying(2, Lot(4, 1)),
    Carrying(3, Lot(6, 2)),
)


def told(*cycles: Season, week: int = 8, carried=()) -> str:
    found = record(running(coded=0, bare=1, week=week), past(*cycles, carried=carried))
    return found.known.replace("\N{NO-BREAK SPACE}", " ")


def test_the_least_and_the_most_of_the_last_nine_cycles_are_told():
    # of C5 to C9 all lay between 35 and 100 %
    assert told(*CYCLES) == (
        "Of the specs open at R-8 the last 9 cycles landed 35 to 75 %; that is a record and no "
        "forecast: 5 of 5 lay between those of the cycles before them."
    )
    assert told(*(folder(n, 8, 4) for n in range(5))).endswith("the last 5 cycles landed 50 %.")


def test_a_cycle_of_few_specs_and_one_without_an_end_make_no_share():
    some = (*CYCLES[:4], folder(8, 4, 0), Season(title="C9"))

    assert told(*some) == ""


def test_what_it_is_worth_is_told_beside_it():
    odd = folder(10, 20, 1)

    assert "1 of 2 lay between" in told(*CYCLES[1:7], odd)


def test_shares_by_how_often_a_spec_was_carried_over_leave_out_few():
    assert told(carried=CARRIED) == (
        "Past cycles landed 60 % of 100 specs never carried over, 45 % of 20 specs carried over "
        "once and 33 % of 6 specs carried over more often."
    )


def test_from_r_5_on_folders_tell_nothing():
    assert told(*CYCLES, week=6, carried=CARRIED)
    assert told(*CYCLES, week=5, carried=CARRIED) == ""
    assert told(*CYCLES, week=13, carried=CARRIED) == ""
