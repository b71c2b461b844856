"""The outline of a letter: from a report to Markdown, and from the command line to files."""

import html
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro import content
from retro.cli import main
from retro.draft import chapters, letter
from retro.model.facts import Gap
from retro.outline.chapters import QUESTIONS
from retro.outline.words import NBSP, markdown, number, share
from retro.render.prose import prose
from tests import golden, sample
from tests.places import places
from tests.render.fixture import chapter, fact, gap, report

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    monkeypatch.delenv("CYCLE", raising=False)
    monkeypatch.delenv("TEAM", raising=False)


def run(home: Path, *words: str) -> int:
    return main([*words, "--cycle=dusk", *places(words[0], home)])


def drafted(home: Path, capsys, *words: str) -> str:
    assert run(home, "draft", *words) == 0
    return capsys.readouterr().out


def paragraph(text: str, title: str) -> list[str]:
    """Return the lines of a chapter's first paragraph."""
    return text.split(f"## {title}\n\n")[1].split("\n\n")[0].splitlines()


def test_a_draft_of_simulated_numbers_opens_with_that():
    assert letter(report()).split("\n\n")[1].startswith("**SIMULATED SAMPLE:")


def test_a_draft_of_measured_numbers_does_not():
    assert "SIMULATED" not in letter(report(simulated=False))


def test_a_chapter_of_which_nothing_is_known_says_why():
    text = letter(report(gap("bugs.reported", "Launchpad was not collected.")))

    assert paragraph(text, "Bugs") == ["Not known: Launchpad was not collected."]


def test_what_a_reader_looks_for_and_misses_is_said_beside_what_is_known():
    text = letter(report(fact("backlog.open"), gap("backlog.verified", "No CI is named.")))

    assert "87 changes are open." in text
    assert "Not known: verified. No CI is named." in text


def test_a_chapter_without_facts_asks_its_questions():
    assert paragraph(letter(report()), "What did not go well")[0] == "> [?] What surprised you?"


def test_no_number_stands_in_a_chapter_that_is_written_to_a_file():
    told = (fact("community.cores", 12, unit="people"), fact("backlog.open"))
    text = "".join(chapters([report(*told)]).values())

    assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", text))


def test_what_an_edition_does_not_know_is_in_no_chapter():
    assert chapters([report(gap("backlog.open")), report(fact("backlog.open"))])["backlog"] == ""


@given(st.text(alphabet="aZ0.9 -+=:#>|~!^&;<*_`[](){}\\\t\n/x\u202e\x1bé漢", min_size=1))
def test_a_title_comes_out_of_our_markdown_as_itself(title):
    made = prose(chapter(f"- {markdown(title)}, open"), _Nothing())
    shown = " ".join(re.sub("[\u202e\x1b]", "", title).split())

    assert html.unescape(made) == f"<ul>\n<li>{shown}, open</li>\n</ul>\n"


class _Nothing:
    """Nothing in a title is a slot."""

    def number(self, *words):
        raise AssertionError(words)

    chart = number


def test_the_small_cycle_is_told_in_true_sentences(home, capsys):
    text = drafted(home, capsys)

    assert paragraph(text, "Community")[:3] == [
        "There are 2 core reviewers now.",
        "During the cycle 1 joined.",
        "Nobody left the core team.",
    ]
    assert paragraph(text, "Priorities") == [
        "1 priority was set for the cycle, and it was not missed."
    ]
    assert "No feature freeze exceptions were asked for." in text
    assert "Changes were abandoned once during the cycle, by its owner (1);" in text
    assert paragraph(text, "Bugs")[0].startswith("Not known: ")


def test_each_number_of_the_samples_draft_is_that_of_a_fact():
    known = sample.report(date(2016, 3, 9))
    text = re.sub(r"<http\S+>|^- .*$|^#.*$|^All numbers.*$", "", letter(known), flags=re.MULTILINE)
    said = set(re.findall(r"(?<![\w-])[−\d](?:[\d. ]*\d)?", text))

    assert len(said) > 50
    assert said - _numbers(known.facts.values()) == set()


def _numbers(facts) -> set[str]:
    found = {"85"}  # the name of a percentile
    for told in facts:
        if isinstance(told, Gap):
            continue
        for value in (told.value, told.n, *(part.value for part in told.parts)):
            if isinstance(value, int | float):
                found |= {number(abs(value)), share(value).split(NBSP)[0], number(value)}
        texts = (str(told.value), told.note, told.title, *(part.label for part in told.parts))
        found |= {text for one in texts for text in re.findall(r"[−\d][\d.]*", one.rstrip("."))}
        if told.name == "features.spec_freeze":
            found |= {"1", "2016"}
    return {text.replace(NBSP, " ").rstrip(".") for text in found}


def test_a_project_without_anything_gets_a_draft_without_untruth(tmp_path, capsys):
    golden.content(tmp_path / "content")
    folder = tmp_path / "content/lantern"
    (folder / "dusk/cycle.yaml").write_text("dates: {start: 2021-03-01, release: 2021-03-26}\n")
    (folder / "dusk/summary.md").unlink()
    text = drafted(tmp_path, capsys)

    assert "joined during" not in text
    assert "Not known: core reviewers who joined" in text
    assert all(line and line[-1] in ".?*>" for line in _lines(text))


def _lines(text: str) -> list[str]:
    plain = (line for line in text.splitlines() if line and line not in (">", ""))
    return [line for line in plain if not line.startswith(("#", "- ")) and line[-1] != ":"]


def test_drafted_chapters_build_strictly_and_all_their_slots_resolve(home):
    (home / "content/lantern/dusk/summary.md").unlink()
    assert run(home, "draft", "--chapters") == 0
    assert run(home, "build", "--strict", "--quiet") == 0

    page = (home / "output/lantern/dusk/index.html").read_text()
    assert "The core team stands at " in page
    assert not re.search(r"\{[a-z]+\.", page)


def test_a_drafted_chapter_still_asks_its_writer(home):
    run(home, "draft", "--chapters")
    asked = content.unanswered(home / "content", "lantern", "dusk")

    assert asked["community.md"] == len(QUESTIONS["community"])


def test_what_somebody_wrote_is_left_as_it_is(home, capsys):
    path = home / "content/lantern/dusk/summary.md"
    before = path.read_text()
    assert run(home, "draft", "--chapters") == 0

    assert path.read_text() == before
    assert "summary.md: is there already, left as it is" in capsys.readouterr().err


def test_a_second_draft_writes_nothing(home, capsys):
    run(home, "draft", "--chapters")
    capsys.readouterr()
    run(home, "draft", "--chapters")

    assert ": written" not in capsys.readouterr().err


def test_chapters_can_be_drafted_for_one_edition(home):
    run(home, "draft", "--chapters", "--edition=early")
    found = content.chapters(home / "content", "lantern", "dusk")

    assert next(one for one in found if one.key == "backlog").editions == ("early",)


def test_no_chapter_is_written_through_a_link(home):
    elsewhere = home / "elsewhere"
    (home / "content/lantern/dusk").rename(elsewhere)
    (home / "content/lantern/dusk").symlink_to(elsewhere)

    assert run(home, "draft", "--chapters") == 3
    assert not (elsewhere / "thanks.md").exists()


def test_the_draft_of_a_hand_off_is_as_of_its_day(home, capsys):
    shutil.rmtree(home / "output", ignore_errors=True)
    path = home / "content/lantern/dusk/cycle.yaml"
    path.write_text(path.read_text().replace("early:", "handoff:"))
    (home / "content/lantern/dusk/summary.md").unlink()

    assert "All numbers are as of 12 March 2021" in drafted(home, capsys)
    assert "All numbers are as of 26 March 2021" in drafted(home, capsys, "--edition=final")
    assert "All numbers are as of 15 March 2021" in drafted(home, capsys, "--as-of=2021-03-15")


def test_a_page_without_a_summary_opens_with_sentences_from_its_numbers(home):
    (home / "content/lantern/dusk/summary.md").unlink()
    assert run(home, "build", "--strict", "--quiet") == 0
    summary = (home / "output/lantern/dusk/index.html").read_text().split('class="legend"')[0]

    assert "Nobody has written this summary yet" in summary
    assert "The verified backlog, which passed its tests and waits for people" in summary
