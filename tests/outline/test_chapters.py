"""The list of chapters stands once: page, mail, draft and begun files all follow it."""

import re
import sys
from pathlib import Path

from retro import mail
from retro.content import scaffold
from retro.draft import letter
from retro.draft.letter import EXPECTED, PASSAGES
from retro.outline.chapters import CHAPTERS, QUESTIONS, TITLES, Outline
from retro.render import pages
from tests.render.fixture import THEME, chapter, fact, report

ROOT = Path(__file__).parents[2]
TOLD = ROOT / "retro/draft/letter.py"
"""What the sentences of each chapter are is told here, and so its key."""


def begun(folder: Path) -> dict[str, str]:
    (folder / "glance").mkdir()
    (folder / "glance/team.yaml").touch()
    paths = scaffold.write_chapters(folder, "glance", "mitaka")
    return {path.stem: path.read_text() for path in paths}


def added(monkeypatch, outline: Outline) -> None:
    """Add a chapter to the list, wherever a module has it by its name."""
    for there, more in (
        (CHAPTERS, (*CHAPTERS, outline)),
        (TITLES, TITLES | {outline.key: outline.title}),
        (QUESTIONS, QUESTIONS | {outline.key: outline.questions}),
    ):
        for module in [m for name, m in sys.modules.items() if name.startswith("retro.")]:
            for name in [name for name, value in vars(module).items() if value is there]:
                monkeypatch.setattr(module, name, more)


def test_one_entry_more_is_on_the_page_in_the_mail_in_the_draft_and_begun(tmp_path, monkeypatch):
    added(monkeypatch, Outline(key="made-up", title="Made up", prefix="made", questions=("Why?",)))
    known = report(fact("made.things"))
    words = chapter("Words.", key="made-up", title="Made up")

    assert 'id="made-up"' in pages(known, [], {}, [THEME])["index.html"].decode()
    assert "\nMade up\n-------\n\nWords." in mail.letter(known, [words], {}).text
    assert "\n## Made up\n\n> [?] Why?\n" in letter(known)
    assert "Why?" in begun(tmp_path)["made-up"]


def test_no_other_module_names_several_chapters():
    modules = {*(ROOT / "retro").rglob("*.py")} - {ROOT / "retro/outline/chapters.py", TOLD}
    keys = {*TITLES} - {"priorities", "rhythm"}  # these are keys of cycle.yaml, too
    modules -= {*(ROOT / "retro/export").rglob("*.py")}  # its tables bear names of their own
    found = {path: keys & {*re.findall(r'"([a-z-]+)"', path.read_text())} for path in modules}

    assert {path.name: some for path, some in found.items() if len(some) > 1} == {}


def test_no_chapter_is_there_twice():
    assert len(TITLES) == len(CHAPTERS)


def test_every_chapter_has_its_place_on_the_page():
    page = pages(report(), [], {}, [THEME])["index.html"].decode()

    assert re.findall(r'<section class="(?:summary|chapter)[^>]* id="([^"]*)"', page) == [*TITLES]


def test_every_chapter_has_its_place_in_the_mail():
    words = [chapter("Words.", key=key, title=title) for key, title in reversed(TITLES.items())]
    text = mail.letter(report(), words, {}).text

    assert re.findall(r"^(.*)\n-+\n\nWords\.", text, re.MULTILINE) == [*TITLES.values()]


def test_every_chapter_is_drafted_with_its_questions():
    asked = re.findall(r"^(?:## |> \[\?\] )(.*)", letter(report()), re.MULTILINE)

    assert asked == [line for one in CHAPTERS for line in (one.title, *one.questions)]


def test_every_chapter_is_begun_with_its_questions(tmp_path):
    texts = begun(tmp_path)

    assert [*texts] == [*TITLES]
    assert all(question in texts[one.key] for one in CHAPTERS for question in one.questions)


def test_sentences_are_those_of_a_chapter():
    assert {*PASSAGES} <= {*TITLES}
    assert [name for name in EXPECTED if sum(one.owns(name) for one in CHAPTERS) != 1] == []
