"""The wheel works where there is no clone: in a folder of its own, with nothing else of this tree.

What it depends on is that of these tests; `.ci/wheel` installs that from the registry, too.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import golden

pytestmark = pytest.mark.recipes

ROOT = Path(__file__).parents[1]


class Machine:
    """A user's machine: a folder to stand in, and what an install has put on the PATH."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        self._tools = tools

    def run(self, words: str, *, path: bool = True) -> tuple[int, str]:
        """Run the program, by its name or, where that is not on the PATH, by Python's."""
        program = [self._tools / "retro"] if path else [self._tools / "python", "-m", "retro"]
        done = subprocess.run(
            [*map(str, program), *words.split()],
            cwd=self.folder,
            env={"PATH": str(self._tools) if path else "", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def tools(tmp_path_factory) -> Path:
    """The programs of a fresh environment, into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run([sys.executable, "-m", *build], cwd=ROOT, check=True, capture_output=True)
    venv.create(folder / "own", with_pip=False)
    python = folder / "own/bin/python"
    packages = next((folder / "own/lib").glob("python*/site-packages"))
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    installer = pip if find_spec("pip") else ["uv", "pip", "install", "--python", str(python)]
    words = ["--quiet", "--no-deps", "--no-index", *map(str, folder.glob("*.whl"))]
    subprocess.run([*installer, *words], check=True, capture_output=True, env=os.environ)
    return python.parent


@pytest.fixture
def machine(tools, tmp_path) -> Machine:
    return Machine(tmp_path, tools)


def test_the_program_is_that_of_the_wheel(machine):
    code = "import retro, sys; sys.exit(not retro.__file__.startswith(sys.prefix))"
    python = machine._tools / "python"

    assert subprocess.run([python, "-c", code], cwd=machine.folder, check=False).returncode == 0


def test_an_empty_folder_is_answered_with_how_to_begin(machine):
    for command in ("build --cycle mitaka", "build --all", "today"):
        status, said = machine.run(command)
        assert status == 2
        assert "try: retro new TEAM CYCLE begins it" in said

    status, said = machine.run("build --all", path=False)
    assert "python -m retro new TEAM CYCLE begins it" in said
    assert "make " not in said


def test_a_team_is_begun_in_an_empty_folder_and_what_comes_next_can_be_typed(machine):
    status, said = machine.run("new cinder mitaka --offline")
    typed = re.findall(r"^  (retro .*?)  ", said, re.MULTILINE)

    assert status == 0
    assert (machine.folder / "content/cinder/mitaka/cycle.yaml").is_file()
    assert [line.split()[1] for line in typed] == ["collect", "build", "draft"]
    status, said = machine.run("build --cycle mitaka")
    assert status == 5
    assert "try: retro collect --team cinder --cycle mitaka" in said


@pytest.mark.usefixtures("home")
def test_what_was_collected_becomes_pages_letters_and_tables(machine):
    for command in ("build --all", "mail --cycle dusk --attach none", "export --cycle dusk"):
        status, said = machine.run(command)
        assert status == 0, said
    status, said = machine.run("check --recount")

    assert status == 0, said
    page = (machine.folder / "output/lantern/dusk/index.html").read_text()
    kept = (golden.SITE / "lantern/dusk/index.html").read_text()
    assert golden._without_pictures(page) == kept


def test_a_theme_of_the_wheel_can_be_named(machine, home):
    shutil.rmtree(home / "content/lantern/dusk/snapshot")

    assert "collect" in machine.run("build --cycle dusk --theme manual")[1]
    assert "there are: default, manual" in machine.run("build --cycle dusk --theme mine")[1]
