"""A hint's command can be typed as it stands: where there is a Makefile, a name, or neither."""

import sys
from pathlib import Path

import pytest

from retro.shell import program, typed

PLACE = {"team": "glance", "cycle": "mitaka"}


@pytest.fixture
def away(tmp_path, monkeypatch) -> Path:
    """A folder that is no clone, on a machine whose PATH has nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("UV", raising=False)
    return tmp_path


@pytest.fixture
def on_the_path(away, monkeypatch) -> None:
    """The program has a name there, too, as `pipx` gives it: a link into its environment."""
    own = away / "own"
    own.mkdir()
    (own / "retro").write_text("")
    (own / "retro").chmod(0o755)
    (away / "bin").mkdir()
    (away / "bin/retro").symlink_to(own / "retro")
    monkeypatch.setattr(sys, "prefix", str(own))
    monkeypatch.setenv("PATH", str(away / "bin"))


def test_beside_the_makefile_it_is_make():
    assert typed("collect", **PLACE) == "make collect TEAM=glance CYCLE=mitaka"
    assert typed("build --collect", **PLACE) == "make retro TEAM=glance CYCLE=mitaka"
    assert typed("collect", cycle="mitaka", dry_run="1") == "make collect CYCLE=mitaka DRY_RUN=1"


def test_what_make_has_no_target_for_is_asked_of_the_program():
    assert typed("draft --chapters", **PLACE).endswith(
        "draft --chapters --team glance --cycle mitaka"
    )
    assert "make" not in typed("draft --chapters", **PLACE)


@pytest.mark.usefixtures("on_the_path")
def test_where_its_name_is_on_the_path_it_is_the_name():
    assert typed("collect", **PLACE) == "retro collect --team glance --cycle mitaka"
    assert (
        typed("collect", cycle="mitaka", dry_run="1") == "retro collect --cycle mitaka --dry-run"
    )
    assert typed("new", team="cinder", cycle="2026.1") == "retro new cinder 2026.1"


@pytest.mark.usefixtures("away")
def test_elsewhere_it_is_the_python_that_runs_it():
    assert typed("check") == f"{sys.executable} -m retro check"


@pytest.mark.usefixtures("on_the_path")
def test_another_program_of_that_name_is_not_meant(away, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(away / "elsewhere"))

    assert program() == f"{sys.executable} -m retro"


@pytest.mark.usefixtures("on_the_path")
def test_a_path_that_uv_made_for_one_run_is_not_the_users(monkeypatch):
    monkeypatch.setenv("UV", "/usr/bin/uv")

    assert program() == f"{sys.executable} -m retro"


def test_a_python_below_the_folder_is_named_from_there(away, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(away / ".venv/bin/python"))

    assert program() == ".venv/bin/python -m retro"
