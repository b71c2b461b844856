"""What is typed behind `make` reaches the program as it was typed, and no shell."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from retro.cli import main
from retro.cli.option import Option
from tests.test_shape import ROOT

WORDS = re.findall(r"^WORDS := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
PYTHON = """#!/bin/sh
env
"""


@pytest.fixture
def desk(tmp_path) -> Path:
    """A checkout whose Python only tells its environment."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", ".venv/bin/python", ".venv/.installed"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PYTHON)
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("how", ["typed", "from the environment"])
def test_a_word_is_no_command_whatever_it_holds(desk, how):
    hostile = "$(shell touch a)`touch b`;touch c;$$(touch d)'\"|touch e"
    said = {word: f"{word.lower()}{hostile}" for word in WORDS}
    typed = [f"{word}={value}" for word, value in said.items()] if how == "typed" else []
    told = subprocess.run(
        ["make", "audit", *typed],
        cwd=desk,
        env={**os.environ, **({} if typed else said)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    lines = told.splitlines()
    assert [line for word, value in said.items() if (line := f"{word}={value}") not in lines] == []
    assert sorted(path.name for path in desk.iterdir()) == [
        ".venv",
        "Makefile",
        "requirements.lock",
    ]


def test_each_option_that_stands_in_the_environment_is_among_the_words():
    from retro.cli import options

    groups = [value for value in vars(options).values() if isinstance(value, tuple)]
    known = {one.variable for group in groups for one in group if isinstance(one, Option)}

    assert known - {""} == set(WORDS)


@pytest.mark.parametrize("word", ["0", "-1", "ten", "1e3", "$(id)", "9" * 5000])
def test_a_sample_that_is_no_number_is_refused_with_a_right_one(monkeypatch, capsys, word):
    monkeypatch.setenv("SAMPLE", word)
    with pytest.raises(SystemExit) as stopped:
        main(["audit", "--cycle=dusk"])

    assert stopped.value.code == 2
    assert "is no number of changes; write 1 or more" in capsys.readouterr().err
