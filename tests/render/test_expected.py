"""What may be expected stands on the page of a cycle that runs, with a mark of its own."""

import re

from retro.model.ahead import Expected, Fared, Forecast, Outlook
from retro.model.definition import Definition
from retro.model.facts import Gap
from retro.model.origin import Origin
from retro.outline.key_numbers import AHEAD
from retro.render import pages
from tests.render.fixture import HOSTILE, THEME, report

SCORE = Fared(title="Zed", low=4, high=8, came=6, inside=9, of=11)
SPECS = Expected(
    title="Specs that land",
    known="12 specs are not known to be done.",
    sentence="As long before, half of such landed: expect about 6, 4 to 8.",
    about=6,
    low=4,
    high=8,
    fared="Zed: forecast 4 to 8, came 6; 9 of 11 inside.",
    score=SCORE,
)
LEFT = Expected(title="Open changes", known="37 changes are open.", sentence="It takes records.")
DEFINED = Definition(
    name="forecast.specs", title="Specs that land", summary="Expect `specs`.", source="Specs."
)
NONE = Gap(name=AHEAD[0], title="Still to do", why="Nobody tells.")


def page(*expected: Expected, running=True, origin=Origin.MEASURED, **more) -> str:
    outlook = Outlook(days=(), features=(), origin=Origin.MEASURED) if running else None
    gaps = (NONE, Gap(name=AHEAD[1], title="Verified", why="x")) if running else ()
    given = {"days": 56, "origin": origin, "definitions": (DEFINED,)} | more
    forecast = Forecast(expected=expected, **given)
    found = report(
        pictured=gaps, outlook=outlook, forecast=forecast, edition="so-far" if running else "final"
    )
    text = pages(found, (), {}, (THEME,))["index.html"].decode()
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def section(*expected: Expected, **more) -> str:
    found = page(*expected, **more).partition('id="to_expect"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_range_is_told_with_its_mark_and_its_score():
    found = section(SPECS)

    assert "What may be expected" in found
    assert "Expected, not measured: as long before, half of such landed" in found
    assert "4 to 8. ≈ (expected) How it fared: Zed: forecast 4 to 8, came 6; 9 of 11" in found
    assert "4 to 8 ≈ (expected) about 6" in found
    assert "Expect specs ." in found


def test_where_there_is_no_range_there_is_no_mark_and_no_number():
    found = section(LEFT)

    assert "37 changes are open. It takes records." in found
    assert "≈" not in found


def test_what_rests_on_simulated_numbers_says_both():
    found = section(SPECS, LEFT, origin=Origin.SIMULATED)

    assert "4 to 8. †≈ (simulated, expected) How" in found
    assert "9 of 11 inside. † (simulated)" in found
    assert "37 changes are open. It takes records. † (simulated)" in found


def test_a_page_of_an_edition_that_is_over_tells_how_it_fared_and_nothing_that_is_expected():
    fared = Expected(title="Specs that land", score=SCORE, fared=SPECS.fared)
    found = section(fared, running=False, definitions=())

    assert found.startswith('aria-labelledby="to_expect_title"> How forecasts fared')
    assert "Each forecast as of 56 days before the end of its cycle." in found
    assert "Specs that land Zed: forecast 4 to 8, came 6; 9 of 11 inside." in found
    assert "≈" not in found


def test_no_forecast_makes_no_section():
    assert "to_expect" not in pages(report(), (), {}, (THEME,))["index.html"].decode()


def test_the_words_of_others_are_words():
    rude = Expected(title=HOSTILE, known=HOSTILE, sentence=HOSTILE, low=1, high=2, fared=HOSTILE)

    assert "<script" not in page(rude).partition('id="to_expect"')[2].partition("</section>")[0]
