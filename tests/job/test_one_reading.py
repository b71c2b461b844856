"""Each chapter is read once, however many pages, mails and warnings it makes."""

from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline

from retro.cli import main
from tests import golden

ROOT = Path(__file__).parents[2]
WORDS = "We had\n[none left]{backlog.open = 0}, {backlog.open @ start} then.\n\n- {bugs.open}\n"


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("command", ["build", "mail"])
def test_a_chapter_is_read_once_by_a_whole_command(tmp_path, monkeypatch, capsys, command):
    golden.content(tmp_path / "content")
    (tmp_path / "content/lantern/dusk/summary.md").write_text(WORDS)
    read, lines = Counter(), Counter()
    parse, parse_line = MarkdownIt.parse, ParserInline.parse

    def counted(self, src, env=None):
        read[src] += 1
        return parse(self, src, env)

    def counted_line(self, src, *more):
        lines[src] += 1
        return parse_line(self, src, *more)

    monkeypatch.setattr(MarkdownIt, "parse", counted)
    monkeypatch.setattr(ParserInline, "parse", counted_line)
    places = [f"--content={tmp_path / 'content'}", f"--output={tmp_path / 'output'}"]

    assert main([command, "--cycle=dusk", *places, f"--themes={ROOT / 'themes'}"]) == 0
    assert "“none left” does not hold" in capsys.readouterr().err
    assert read[WORDS] == 1
    assert [lines[block] for block in WORDS.strip().replace("- ", "").split("\n\n")] == [1, 1]
