"""What one retrospective leaves to the pages over many."""

import pytest
from msgspec.structs import replace

from retro.measure import definitions
from retro.model.facts import Line
from retro.outline.digest import (
    COLUMNS,
    FEATURES,
    MULTIPLES,
    Digest,
    KeyNumber,
    Weekly,
    said,
    same_week,
    worded,
)
from tests.render.fixture import UNCHAINED


def weekly(*lines: tuple[float | None, ...], weeks=(2, 1, 0), unit="changes") -> Weekly:
    drawn = tuple(
        Line(label=f"of kind {n}", role="core", values=line) for n, line in enumerate(lines)
    )
    return Weekly(name="a", title="A", unit=unit, weeks=weeks, lines=drawn)


def digest(*weeks: tuple[int, ...]) -> Digest:
    some = {str(n): weekly(weeks=one) for n, one in enumerate(weeks)}
    return Digest(made_from="", numbers=(), weekly=some, chain=UNCHAINED)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([(3, 4, 5)], "from 3 at R-2 to 5 changes at R-0"),
        ([(None, 4, 5)], "from 4 at R-1 to 5 changes at R-0"),
        ([(3, 1, None)], "from 3 at R-2 to 1 change at R-1"),
        ([(None, 4, None)], "4 changes at R-1"),
        ([(None, None, None)], ""),
        ([(1, 2, 3), (4, 5, 6)], "from 1 at R-2 to 3 of kind 0 at R-0; "
         "from 4 at R-2 to 6 of kind 1 at R-0"),
    ],
)  # fmt: skip
def test_a_line_is_said_by_where_it_began_and_ended(lines, words):
    assert said(weekly(*lines)).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_line_that_may_be_off_says_so_at_both_ends():
    some = replace(weekly((3, 4, 5)), off=(1, 0, 2))

    words = said(some).replace("\N{NO-BREAK SPACE}", " ")
    assert words == "from 3 ± 1 at R-2 to 5 ± 2 changes at R-0"
    assert [some.off_at(week) for week in (2, 1, 0, 7)] == [1, 0, 2, 0]


def test_a_share_is_said_as_such_and_a_number_with_its_noun():
    said = (worded(0.5, "share", "x"), worded(5, "days"), worded(5, "days", "days"))

    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in said] == ["50 %", "5", "5 days"]


def test_a_week_that_a_cycle_has_not_has_no_values():
    assert weekly((3, None, 5)).at(1) == (None,)
    assert weekly((3, None, 5), (6, 7, 8)).at(2) == (3, 6)
    assert weekly((3, None, 5)).at(3) == ()


def test_all_cycles_are_held_at_the_last_week_that_the_latest_has_reached():
    assert same_week([digest((5, 4)), digest((5, 4, 3, 2))]) == 4
    assert same_week([digest((2, 1, 0)), digest(())]) == 0
    assert same_week([]) == 0


def test_what_is_shown_over_many_cycles_is_measured_of_each():
    assert {*MULTIPLES, *COLUMNS} - {FEATURES} <= definitions().keys()
    assert FEATURES in MULTIPLES
    assert FEATURES.partition(".")[0] == "features"


def test_a_key_number_and_a_measure_need_no_more_than_a_name_and_a_title():
    number, measure = KeyNumber(name="a", title="A"), Weekly(name="a", title="A")

    assert (number.unit, number.value, number.why) == ("", None, "")
    assert (measure.unit, measure.weeks, measure.lines, measure.why) == ("", (), (), "")


def test_a_number_that_another_version_left_out_is_a_gap():
    assert digest((1,)).number("features.landed").why == "This cycle was not asked."
