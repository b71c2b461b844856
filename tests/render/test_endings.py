from datetime import date

import pytest

from retro.model.facts import Evidence
from retro.model.origin import Origin
from retro.model.story import Story, Work
from retro.outline.words import NBSP
from retro.render import pages
from tests.render.fixture import HOSTILE, THEME, chapter, fact, gap, item, report

CLIENT = Work("team/python-lampclient", 1, "client")


def line(title="Store", state="landed", **story):
    return item(title, state=state, since=date(2016, 3, 1), story=Story(**story))


def ends(name, *items):
    given = {"unit": "features", "origin": Origin.MEASURED, "evidence": Evidence(items=items)}
    return fact(name, len(items), **given)


def page(*facts, words=()):
    made = pages(report(*facts), words, {}, [THEME])["index.html"].decode()
    return made.replace(NBSP, " ")


def chapter_of(*facts, words=()):
    """The lists of the chapter, or nothing."""
    _, block, rest = page(*facts, words=words).partition('<div class="endings">')
    return block + rest.partition("</section>")[0]


def test_what_slipped_stands_beside_what_landed():
    made = chapter_of(
        ends("features.landed", line("Sign")),
        ends(
            "features.will_not_make_it", line("Import", "deferred to next", times=3, first="old")
        ),
    )

    assert made.index("Sign") < made.index(" slipped") < made.index("Import")
    assert "<bdi>deferred to Next for the 3rd time</bdi>, 1 March 2016" in made
    assert "; <bdi>first approved for Old</bdi>" in made


def test_a_line_leads_to_blueprint_and_changes_and_says_where_they_were_merged():
    story = {
        "blueprint": "https://bp.example.org/x",
        "changes": "https://review.example.org/q/x",
        "work": (Work("team/lamp", 2), CLIENT),
        "times": 2,
        "first": "kilo",
    }
    made = chapter_of(ends("features.landed", line(**story)))

    assert '<a href="https://bp.example.org/x" rel="noreferrer">blueprint</a>' in made
    assert '<a href="https://review.example.org/q/x" rel="noreferrer">3 merged changes</a>' in made
    assert "in <bdi>lamp 2, python-lampclient 1 (client)</bdi>" in made
    assert "deferred 2 times before, first approved for Kilo" in made


def test_of_work_that_is_not_known_nothing_is_said():
    made = chapter_of(ends("features.landed", line()))

    assert made
    assert not any(word in made for word in ("merged change", "docs", "tests", "client"))


def test_simulated_changes_and_words_of_a_person_bear_their_marks():
    story = {"work": (CLIENT,), "origin": Origin.SIMULATED, "words": "At last."}
    made = chapter_of(ends("features.landed", line(**story)))

    assert 'title="simulated"' in made
    assert 'title="typed by a person"' in made


def test_what_a_person_declared_is_marked_as_typed():
    made = chapter_of(ends("features.will_not_make_it", line("Import", "declared, to next")))

    assert 'declared deferred to Next</bdi><span class="mark" title="typed by a person">' in made


def test_nothing_of_a_stranger_is_markup_or_an_address():
    work = (Work(HOSTILE, 1),)
    story = {"words": HOSTILE, "work": work, "first": HOSTILE, "times": 2, "approved": HOSTILE}
    bad = {"blueprint": "javascript:alert(1)", "changes": "javascript:alert(2)"}
    made = chapter_of(ends("features.landed", line(HOSTILE, HOSTILE, **story, **bad)))

    assert made
    assert "<script" not in made
    assert "javascript:" not in made


def test_a_list_of_the_chapter_stands_once_on_the_page():
    late = line("Import", "deferred to next")
    facts = (ends("features.deferred", late), ends("features.will_not_make_it", late))

    assert page(*facts).count("<bdi>Import</bdi>") == 1


def test_a_list_that_the_writer_placed_is_not_said_again():
    words = (chapter("{list features.landed}", "features"),)

    assert page(ends("features.landed", line("Sign")), words=words).count("<bdi>Sign</bdi>") == 1


def test_a_long_list_is_folded_after_its_first_lines():
    made = chapter_of(ends("features.landed", *(line(f"Sign {n}") for n in range(15))))

    assert "<summary>3 more " in made
    assert made.count("<li>") == 15


@pytest.mark.parametrize("answer", [gap("features.landed"), ends("features.landed")])
def test_without_anything_that_landed_or_slipped_there_is_no_list(answer):
    assert chapter_of(answer, fact("features.ffe", 0)) == ""
