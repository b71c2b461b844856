"""Texts for other places say what the facts bear, in a form that the place can read."""

import re
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro.cli import main
from retro.cli.values import _FORMS
from retro.draft import FORMS
from retro.draft.forms.highlights import LONGEST, highlights
from retro.draft.forms.lessons import lessons
from retro.model.facts import Before, Evidence, Part
from retro.model.origin import Origin
from retro.model.story import Story, Work
from tests import sample
from tests.places import places
from tests.render.fixture import HOSTILE, fact, gap, item, report

EVERY = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def landed(*titles: str, words: str = "", merged: int = 1):
    story = Story(words=words, work=(Work("glance", merged),))
    return tuple(item(title, at, state="landed", story=story) for at, title in enumerate(titles))


def features(*items):
    return fact("features.landed", len(items), unit="features", evidence=Evidence(items=items))


def bullets(*items) -> list[str]:
    return yaml.safe_load(highlights(report(features(*items))))["cycle-highlights"]


def told(*facts, **more) -> list[tuple[bool, str]]:
    found = lessons(report(*facts, **more))
    return [(one.well, one.words.replace("\xa0", " ")) for one in found]


def test_the_forms_of_the_command_line_are_those_there_are():
    assert tuple(FORMS) == _FORMS


@EVERY
def test_what_is_simulated_says_so_and_what_is_not_does_not(form):
    assert "SIMULATED SAMPLE" in form(report(fact("flow.merged"), fact("flow.merged_by_people")))
    assert "SIMULATED" not in form(report(fact("bugs.fixed", 3, unit="bugs"), simulated=False))


@EVERY
def test_what_is_not_known_is_a_line_with_its_reason_and_never_a_zero(form):
    names = ("features.landed", "features.proposed", "flow.merged", "backlog.verified")
    text = form(report(*(gap(name, "The server was silent.") for name in names)))
    said = re.sub(r"\n[# ]*", " ", text)

    assert "The server was silent." in said
    assert "Not known:" in said
    assert not re.search(r"\b(0|no|none)\b (features|changes)", said)


@EVERY
def test_each_text_tells_of_which_day_it_is(form):
    assert "9 March 2016" in form(report(features(*landed("A")), fact("bugs.fixed", 3)))


@EVERY
def test_the_samples_texts_name_no_account(form):
    found = sample.report(sample.book().target.cycle.release)
    text = form(found)

    assert not re.search(r"sim-|@|\baccount\b", text)
    assert max(map(len, text.splitlines())) <= LONGEST + 10


def test_three_to_five_features_are_highlights_the_team_s_words_first():
    worked = landed("Busy one", merged=9)
    found = bullets(*landed("A", "B", "C", "D"), *worked, *landed("Said", words="It helps you"))

    assert found == ["Said: It helps you.", "Busy one.", "A.", "B.", "C."]


def test_fewer_than_three_highlights_are_a_question():
    text = highlights(report(features(*landed("A", "B"))))

    assert "3 to 5 bullets are asked for. [?] What else" in text


def test_a_highlight_of_more_than_two_lines_says_how_long_it_is():
    long = landed("Long", words="w" * LONGEST)

    assert f"# {len('Long: .') + LONGEST} letters" in highlights(report(features(*long)))
    assert "letters" not in highlights(report(features(*landed("Short", words="Well"))))


def test_no_highlight_is_made_where_it_is_not_known_what_landed():
    assert yaml.safe_load(highlights(report(gap("features.landed")))) is None
    assert bullets() == []


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5), st.text())
def test_texts_of_others_are_texts_for_every_reader_of_yaml(titles, words):
    found = bullets(*landed(*titles, words=words))

    assert len(found) == len(titles)
    assert all(isinstance(one, str) and one.isprintable() for one in found)


@pytest.mark.parametrize("title", ["yes", "null", "2016-03-09", "- a: b", "# no", HOSTILE, "1_0"])
def test_a_title_that_looks_like_something_else_stays_a_title(title):
    (found,) = bullets(*landed(title))

    assert found.startswith(title.split(" ", 1)[0])


@given(st.text(min_size=1))
def test_the_prelude_is_yaml_whatever_a_team_is_called(title):
    note = yaml.safe_load(
        FORMS["reno"](report(fact("bugs.fixed", 3, unit="bugs"), team_title=title))
    )

    assert list(note) == ["prelude"]
    assert note["prelude"].rstrip().endswith("3 bugs were fixed.")


def test_markup_in_a_name_is_none_in_a_prelude():
    team = report(fact("bugs.fixed", 3, unit="bugs"), team_title="`x`_ *y*", simulated=False)

    assert r"\`x\`\_ \*y\*" in FORMS["reno"](team)


def test_a_prelude_of_which_nothing_is_known_is_no_prelude():
    assert yaml.safe_load(FORMS["reno"](report(gap("flow.merged")))) is None


@pytest.mark.parametrize(
    ("start", "now", "off", "expected"),
    [
        (164, 83, 0, [(True, "fell from 164 when the cycle began to 83.")]),
        (83, 164, 0, [(False, "rose from 83 when the cycle began to 164.")]),
        (83, 83, 0, []),
        (83, 80, 2, []),
    ],
)
def test_a_backlog_went_well_or_not_only_if_it_surely_moved(start, now, off, expected):
    found = told(
        fact("backlog.verified_at_start", start, off=off), fact("backlog.verified", now, off=off)
    )

    assert [(well, words.partition("people, ")[2]) for well, words in found] == expected


@pytest.mark.parametrize("name", ["features.landed", "features.deferred", "priorities.missed"])
def test_what_may_be_none_is_no_lesson(name):
    assert told(fact(name, 2, off=2, unit="features")) == []
    assert told(fact(name, 0, unit="features")) == []
    assert [well for well, _ in told(fact(name, 3, off=2, unit="features"))] == [
        name == "features.landed"
    ]


def test_open_bugs_of_which_some_are_unknown_are_no_lesson():
    lacking = (Part("unknown", "of unknown state", 4),)
    start, now = fact("bugs.open_at_start", 200), fact("bugs.open", 250)

    assert len(told(start, now)) == 1
    assert told(start, replace(now, parts=lacking)) == []


@pytest.mark.parametrize(("then", "wells"), [(8.0, [True]), (5.1, []), (3.0, [False])])
def test_a_wait_is_a_lesson_where_it_differs_from_the_cycle_before_by_a_tenth(then, wells):
    wait = fact("flow.time_to_first_review", 4.9, unit="days", origin=Origin.MEASURED)
    past = replace(wait, value=then)
    before = Before(
        cycle_title="Liberty", as_of=date(2015, 9, 1), week="R-4", facts={wait.name: past}
    )

    assert [well for well, _ in told(wait, before=before)] == wells


def test_a_draft_takes_one_form_at_a_time(home, capsys):
    words = ["draft", "--cycle=dusk", *places("draft", home)]
    assert main([*words, "--form=board"]) == 0
    assert "A report as of 26 March 2021" in capsys.readouterr().out
    assert main([*words, "--form=board", "--chapters"]) == 2
    assert "--chapters and --form" in capsys.readouterr().err
