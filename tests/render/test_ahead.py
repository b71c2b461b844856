"""What lies ahead stands on the page of a cycle that runs."""

import re
from datetime import date

from retro.model.ahead import Ahead, Outlook, Underway
from retro.model.facts import Gap, Line
from retro.model.origin import Origin
from retro.outline.key_numbers import AHEAD
from retro.render import pages
from tests.render.fixture import HOSTILE, THEME, report, series

FEATURES, VERIFIED = AHEAD
WORK = Underway(
    title="Signing",
    since="approved on 1 March 2016",
    open=1,
    open_url="https://x.example/q/2",
    merged=2,
    moved=date(2016, 3, 7),
)
AHEAD_OF_IT = Outlook(
    days=(Ahead(date(2016, 3, 17), "RC1"), Ahead(date(2016, 3, 10), "feature freeze")),
    features=(Underway(title="Import"), WORK),
    origin=Origin.SIMULATED,
)
NONE = Gap(name=FEATURES, title="Still to do", why="Nobody tells.")


def page(outlook=AHEAD_OF_IT, before=True, **more) -> str:
    drawn = series(name=VERIFIED, title="The verified backlog up to the release")
    if not before:
        more["compared"] = "There is no snapshot of Liberty."
    found = report(pictured=(NONE, drawn), outlook=outlook, edition="so-far", **more)
    text = pages(found, (), {}, (THEME,))["index.html"].decode()
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def ahead(**more) -> str:
    return page(**more).partition('id="to_come"')[2].partition("</section>")[0]


def test_days_left_are_counted_from_the_day_of_the_edition():
    found = re.sub(r"<[^>]+>", "", ahead())

    assert "RC1 in 8 days 17 March 2016" in found
    assert "feature freeze in 1 day 10 March 2016" in found


def test_each_feature_has_its_changes_and_when_one_moved_with_the_mark_of_their_origin():
    found = ahead()

    assert '<a href="https://x.example/q/2" rel="noreferrer">1 open</a>, 2 merged' in found
    assert 'last moved 7 March 2016<span class="mark" title="simulated">' in found
    assert "Import</bdi><small> · no change names it</small>" in found


def test_what_is_known_to_nobody_is_said():
    unsure = Outlook(days=(), features=(WORK,), unsure=1, origin=Origin.MEASURED)

    assert "Approved and not known to have landed" in ahead(outlook=unsure)
    assert "Of 1 of them no source tells" in ahead(outlook=unsure)
    missing = Outlook(days=(), features="Nothing was collected.", origin=Origin.MEASURED)
    assert "Not known: Nothing was collected." in ahead(outlook=missing)
    empty = Outlook(days=(), features=(), origin=Origin.MEASURED)
    assert "No approved feature is left." in ahead(outlook=empty)


def test_the_first_picture_that_is_known_stands_there_and_nowhere_else():
    found = page()

    assert found.count(f'id="figure-{VERIFIED}"') == 1
    assert f"figure-{FEATURES}" not in found


def test_a_line_without_the_cycle_before_says_why():
    lonely = {"x": (date(2016, 3, 8),), "lines": (Line(label="now", role="opened", values=(3,)),)}
    drawn = series(name=VERIFIED, title="The verified backlog", **lonely)
    found = report(
        pictured=(NONE, drawn),
        outlook=AHEAD_OF_IT,
        compared="There is no snapshot of Liberty.",
    )
    text = pages(found, (), {}, (THEME,))["index.html"].decode()

    assert '<p class="gap">There is no snapshot of Liberty.</p>' in text


def test_the_words_of_others_are_words():
    rude = Outlook(
        days=(Ahead(date(2016, 3, 17), HOSTILE),),
        features=(Underway(title=HOSTILE, url="javascript:alert(1)"),),
        origin=Origin.MEASURED,
    )

    assert "<script" not in ahead(outlook=rude)
    assert "javascript:" not in ahead(outlook=rude)


def test_a_cycle_that_is_over_has_nothing_ahead():
    assert "to_come" not in pages(report(), (), {}, (THEME,))["index.html"].decode()
