"""The view in mid-cycle as a terminal shows it."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.model.ahead import Ahead, Expected, Forecast
from retro.model.facts import Fact, Gap, Part
from retro.model.origin import Origin
from retro.model.today import Hungry, Lately, Stuck, Thing, Today, Week, Work
from retro.today import view
from retro.today.columns import WIDTH, fit, width

DAY = date(2016, 2, 10)
HOSTILE = "\x1b[31mred\x07 \u202egnp.exe\nsecond line " + "漢字かな交じり文" * 8


def fact(value: int) -> Fact:
    return Fact(
        name="x",
        title="X",
        value=value,
        unit="changes",
        moment=datetime(2016, 2, 11, tzinfo=UTC),
        origin=Origin.MEASURED,
        source="",
        definition="x",
    )


def thing(number: int = 7, subject: str = "Store the image", **more: str) -> Thing:
    given = {"project": "team/code", "url": f"https://review.example.org/{number}"} | more
    return Thing(number=number, subject=subject, created=DAY - timedelta(days=50), **given)


TODAY = Today(
    ending="release",
    key="team",
    team="Team",
    cycle="Tiny",
    as_of=DAY,
    week="R-8",
    release=date(2016, 4, 7),
    simulated=False,
    ahead=(Ahead(date(2016, 2, 18), "review day"), Ahead(date(2016, 4, 7), "release")),
    open=fact(136),
    verified=fact(81),
    verified_before=93,
    starved=(Hungry(thing(), DAY - timedelta(days=45)), Hungry(thing(8), None)),
    stuck=(Stuck(thing(9), (("merge conflict", date(2016, 1, 3)),)),),
    weeks=(Week("R-9", 40, 22), Week("R-8", 10, 20)),
    priorities=(Work("Import", "open", (thing(10, standing="reviewable"),)),),
    features=(Work("Signing", "approved 2015-12-17", ()),),
    since=date(2016, 2, 8),
    lately=(
        Lately("Merged", (thing(11, "Sign the image"),), "https://review.example.org/q/merged"),
        Lately("Newly starved", "No CI is named."),
        Lately("Bugs", (thing(7),), doubt="2 more may be open"),
    ),
    dashboard="https://review.example.org/dashboard",
)


def shown(**more: object) -> str:
    return view(replace(TODAY, **more)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_lines_say_where_in_the_cycle_we_are():
    lines = shown().splitlines()

    assert lines[0] == "Team, Tiny: week R-8, 57 days to the release"
    assert "Next: review day in 8 days, on 18 February 2016." in lines


def test_what_nobody_reviewed_comes_before_all_other_lists():
    text = shown()

    assert text.index("Look at these first") < text.index("Clean-up")
    assert "team/code, reviewed 45 d ago, uploaded 50 d ago" in text
    assert "team/code, never reviewed, uploaded 50 d ago" in text


def test_this_week_is_a_line_a_sort_and_all_of_it_where_all_is_wanted():
    text = shown()

    assert "Since Monday, 8 February 2016\n" in text
    assert "\n    1  Merged\n" in text
    assert "Newly starved: Not known: No CI is named." in text
    assert "\n    1  Bugs (2 more may be open)\n" in text
    assert "dashboard" not in text
    assert "Sign the image" not in text
    whole = view(TODAY, whole=True)
    assert "https://review.example.org/q/merged" in whole
    assert "Sign the image" in whole
    assert "https://review.example.org/dashboard" in whole


def test_the_clean_up_list_has_reasons():
    assert "merge conflict since 3 January 2016" in shown()


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (93, ", 12 fewer than four weeks ago (93)."),
        (80, ", 1 more than four weeks ago (80)."),
        (81, ", as many as four weeks ago."),
        (None, "."),
    ],
)
def test_the_backlog_has_its_trend(before, said):
    assert f"Verified: 81 changes{said}\n" in shown(verified_before=before)


def test_a_trend_that_may_be_none_is_not_told():
    doubtful = replace(fact(81), off=13)
    said = shown(verified=doubtful, verified_before=93).replace("\N{NO-BREAK SPACE}", " ")

    assert "Verified: 81 ± 13 changes, about 93 four weeks ago." in said


def test_the_verified_backlog_says_for_whom_it_waits():
    turns = (Part("reviewer", "waiting for a reviewer", 60), Part("author", "waiting", 21))
    here = shown(verified=replace(fact(81), parts=turns), verified_before=None)

    assert "Verified: 81 changes; 60 waiting for a reviewer and 21 waiting.\n" in here


def test_the_verified_backlog_says_by_how_much_it_may_be_off():
    turns = (Part("reviewer", "waiting for a reviewer", 60, 2),)
    here = shown(verified=replace(fact(81), off=4, parts=turns), verified_before=None)

    assert "Verified: 81 ± 4 changes; 60 ± 2 waiting for a reviewer.\n" in here


def test_a_week_with_too_few_core_reviews_shows_what_was_missing():
    line = next(line for line in shown().splitlines() if line.startswith("R-8 "))

    assert line.split()[:3] == ["R-8", "10", "20"]
    assert line.endswith(f"  {'█' * 11}{'░' * 11}")


def test_what_is_not_known_is_said_with_its_reason():
    text = shown(starved="No CI is named.", weeks="There is no roster.", verified=_gap())

    assert "Not known: No CI is named." in text
    assert "Not known: There is no roster." in text
    assert "The verified backlog is not known: No CI is named." in text


def _gap() -> Gap:
    return Gap(name="backlog.verified", title="Verified backlog", why="No CI is named.")


def test_an_empty_list_is_good_news_and_not_silence():
    assert "None: every verified change had a review within 30 days." in shown(starved=())


def test_a_long_list_is_cut_unless_all_is_wanted():
    many = replace(TODAY, starved=tuple(Hungry(thing(n), None) for n in range(100, 130)))

    assert "… and 18 more; --verbose shows all." in view(many)
    assert "more; --verbose" not in view(many, whole=True)


def test_simulated_numbers_carry_their_mark():
    assert "SIMULATED:" in shown(simulated=True)


def test_remarks_about_the_record_stand_above_the_numbers():
    text = view(TODAY, ["The cycle is over."])

    assert text.index("The cycle is over.") < text.index("Verified:")


def test_no_line_is_wider_than_a_terminal_and_none_steers_it():
    wide = thing(7, HOSTILE, project=HOSTILE)
    text = view(
        replace(
            TODAY,
            team=HOSTILE,
            cycle=HOSTILE,
            starved=(Hungry(wide, None),),
            features=(Work(HOSTILE, "open", (wide,)),),
            ahead=(Ahead(date(2016, 2, 18), "a " * 100),),
        )
    )

    assert [line for line in text.splitlines() if width(line) > WIDTH] == []
    assert [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"] == []


@given(st.text(), st.integers(1, 60))
def test_a_text_fits_into_its_columns(text, columns):
    assert width(fit(text, columns)) <= columns


def test_a_text_that_fits_is_left_whole():
    assert fit("漢字 and é", 10) == "漢字 and é"
    assert fit("漢字漢字", 5) == "漢字…"


def test_what_may_be_expected_stands_before_the_days_ahead_and_says_that_nobody_measured_it():
    one = Expected(title="Specs that land", known="12 are left.", sentence="As before.", low=4)
    more = Expected(
        title="Open changes", known="37 are open.", fared="Zed: came 6; 9 of 11 inside."
    )
    told = Forecast(days=56, expected=(one, more), origin=Origin.SIMULATED)
    text = view(replace(TODAY, forecast=told))
    _, _, section = text.partition("\nWhat may be expected (simulated)\n---")

    assert "Specs that land\n    12 are left. Expected, not measured: as before.\n" in section
    assert "    37 are open. How it fared: Zed: came 6; 9 of 11 inside.\n" in section
    assert "Days ahead" in section
    score = Forecast(days=56, expected=(replace(more, known=""),), origin=Origin.MEASURED)
    assert "\nHow forecasts fared\n---" in view(replace(TODAY, forecast=score))
