"""Whether claims hold, and how far they are from it."""

from datetime import date

import pytest

from retro.content import Vocabulary
from retro.content.verdict import verdicts
from retro.errors import ContentError
from tests.render.fixture import chapter, fact, gap, report

SPACE = "\N{NO-BREAK SPACE}"
FACTS = (
    fact("a.count", 97),
    fact("a.other", 120),
    fact("a.rough", 97, off=4),
    fact("a.people", 12, unit="people"),
    fact("a.days", 4.86, unit="days"),
    fact("a.share", 0.496, unit="share"),
    fact("a.day", date(2016, 1, 1), unit="day"),
    fact("a.address", "https://example.org", unit="address"),
    fact("a.ratio", 1.25, unit="to 1"),
    gap("a.gap", "nobody asked"),
)
UNSURE = f"97{SPACE}±{SPACE}4"
START = {("a.count", "start"): fact("a.count", 97), ("a.gap", "start"): gap("a.gap", "too early")}


def judged(comparison):
    words = chapter(f"[words]{{{comparison}}}", line=7)
    (verdict,) = verdicts(words, Vocabulary(report(*FACTS), START))
    return verdict


@pytest.mark.parametrize(
    ("comparison", "holds"),
    [
        ("a.count < 97", False),
        ("a.count < 98", True),
        ("a.count <= 97", True),
        ("a.count > 96", True),
        ("a.count >= 98", False),
        ("a.count = 97", True),
        ("a.count != 97", False),
        ("a.days = 4.9", True),
        ("a.days = 5", True),
        ("a.days = 4.85", False),
        ("a.days <= 4.8", False),
        ("a.days < 5", True),
        ("a.share = 50 %", True),
        ("a.share < 50 %", True),
        ("a.share >= 49.7 %", False),
        ("a.day < 2016-01-01", False),
        ("a.day <= 2016-01-01", True),
        ("a.count < a.other", True),
        ("a.count >= a.other", False),
        ("a.count = a.count @ start", True),
    ],
)
def test_a_claim_holds_or_does_not(comparison, holds):
    assert judged(comparison).holds is holds


@pytest.mark.parametrize(
    ("comparison", "holds"),
    [
        ("a.rough < 102", True),
        ("a.rough < 101", None),
        ("a.rough < 98", None),
        ("a.rough > 92", True),
        ("a.rough > 93", None),
        ("a.rough < 93", False),
        ("a.rough = 97", None),
        ("a.rough = 99", None),
        ("a.rough = 102", False),
        ("a.rough != 102", True),
        ("a.rough < a.other", True),
        ("a.count = a.rough", None),
        ("a.other > a.rough", True),
    ],
)
def test_a_claim_about_what_may_be_off_is_judged_only_where_that_makes_no_difference(
    comparison, holds
):
    assert judged(comparison).holds is holds


def test_a_claim_that_can_not_be_told_says_what_was_measured():
    assert judged("a.rough < 98").why == f"measured is {UNSURE}, which may be so or not"
    assert judged("a.count = a.rough").why == (
        f"measured is 97 against {UNSURE}, which may be so or not"
    )


@pytest.mark.parametrize(
    ("comparison", "claimed", "measured", "difference"),
    [
        ("a.count < 90", "fewer than 90 changes", "97", "7 changes more than that"),
        ("a.count > 98", "more than 98 changes", "97", "1 change fewer than that"),
        ("a.count < 97", "fewer than 97 changes", "97", "exactly that"),
        ("a.days < 4.5", "less than 4.5 days", "4.9", "0.4 days more than that"),
        ("a.days > 4.9", "more than 4.9 days", "4.86", "slightly less than that"),
        ("a.share > 61 %", "more than 61 %", "50 %", "11.4 percentage points less than that"),
        ("a.share < 50 %", "less than 50 %", "49.60 %", "0.4 percentage points less than that"),
        ("a.day < 2016-01-01", "before 1 January 2016", "1 January 2016", "on that very day"),
        ("a.day = 2015-12-23", "on 23 December 2015", "1 January 2016", "9 days later than that"),
        ("a.ratio >= 2", "at least 2 to 1", "1.2", "0.8 less than that"),
        ("a.count > a.other", "more than 120 changes (Other)", "97", "23 changes fewer than that"),
    ],
)
def test_a_claim_says_what_it_asks_and_how_far_it_is(comparison, claimed, measured, difference):
    told = judged(comparison)
    said = (told.claimed, told.measured, told.difference)

    assert tuple(one.replace(SPACE, " ") for one in said) == (claimed, measured, difference)


@pytest.mark.parametrize(
    ("comparison", "why"),
    [
        ("a.gap < 90", "nobody asked"),
        ("a.count < a.gap", "nobody asked"),
        ("a.gap = a.gap @ start", "nobody asked; too early"),
    ],
)
def test_a_claim_about_a_gap_can_not_be_checked(comparison, why):
    told = judged(comparison)

    assert (told.holds, told.why) == (None, why)


@pytest.mark.parametrize(
    ("comparison", "what"),
    [
        ("a.count < 61 %", "a.count is in changes, and 61 % is a share"),
        ("a.share > 60", "a.share is a share, and 60 is none"),
        ("a.count < 2016-03-09", "a.count is in changes, and 2016-03-09 is not"),
        ("a.day < 90", "a.day is a day, and 90 is not"),
        ("a.address = 1", "a.address is an address"),
        ("a.count < a.people", "a.count is in changes, and a.people in people"),
        ("a.count < a.address", "a.address is an address"),
        ("a.conut < 90", "no number is named a.conut"),
        ("a.count < a.othre", "no number is named a.othre"),
        ("a.count @ M-9 < 90", "M-9 is no moment"),
    ],
)
def test_what_can_not_be_compared_is_an_error_with_file_and_line(comparison, what):
    with pytest.raises(ContentError) as error:
        judged(comparison)

    assert error.value.what.startswith(what)
    assert error.value.where == "content/glance/mitaka/backlog.md:7"
    assert error.value.hint
