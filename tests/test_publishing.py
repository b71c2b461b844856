"""The recipes of docs/ and .readthedocs.yaml: what they run is run here, and leaves a sound site.

What a host does besides (its image, its own steps) is not there. What installs is put in by hand.
"""

import configparser
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from retro.check import check, check_served
from tests import golden

pytestmark = pytest.mark.recipes

ROOT = Path(__file__).parents[1]
RECIPES = ROOT / "docs/recipes"
TREE = ("Makefile", "requirements.lock", "pyproject.toml")


@pytest.fixture(scope="module")
def clone(small, tmp_path_factory) -> Path:
    """A clone with the small cycle alone, in which make finds all installed."""
    folder = golden.begin(small, tmp_path_factory.mktemp("clone"))
    for name in TREE:
        shutil.copy2(ROOT / name, folder / name)
    for name in ("retro", "themes"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "output").mkdir()
    program(folder / ".venv/bin/python", f'exec {sys.executable} "$@"')
    (folder / ".venv/.installed").write_text("")
    return folder


def program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run(folder: Path, commands: list[str], **environment: str) -> None:
    """Run commands as a host does: one after the other, until one fails."""
    path = f"{folder / '.venv/bin'}:{os.environ['PATH']}"
    for command in commands:
        done = subprocess.run(
            ["sh", "-ec", command],
            cwd=folder,
            env={"PATH": path, "LC_ALL": "C.UTF-8", **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def sound(site: Path) -> bool:
    return (site / "lantern/dusk/index.html").is_file() and check(site) == []


def recipe(name: str) -> Any:
    return yaml.load((RECIPES / name).read_text(), yaml.BaseLoader)


def tox(name: str, folder: Path) -> list[str]:
    parser = configparser.ConfigParser(defaults={"toxinidir": str(folder)}, interpolation=None)
    parser.read(RECIPES / name)
    return parser["testenv:docs"]["commands"].strip().splitlines()


def test_read_the_docs(clone):
    commands = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text())["build"]["commands"]
    run(clone, commands, READTHEDOCS_OUTPUT="there")

    assert sound(clone / "there/html")


def test_github_pages(clone):
    jobs = recipe("github-pages.yaml")["jobs"]["pages"]
    run(clone, [step["run"] for step in jobs["steps"] if "run" in step])
    taken = next(step["with"]["path"] for step in jobs["steps"] if "path" in step.get("with", {}))

    assert sound(clone / taken)
    assert jobs["environment"]["name"] == "github-pages"


def test_gitlab_pages(clone):
    job = recipe("gitlab-pages.yaml")["pages"]
    run(clone, job["script"])

    assert job["artifacts"]["paths"] == ["public"]
    assert sound(clone / "public")


def test_docs_openstack_org(clone):
    run(clone, tox("tox.ini", clone))

    assert sound(clone / "doc/build/html")


def test_inside_of_a_sphinx_documentation(clone):
    for name in ("content", ".cache"):
        shutil.copytree(clone / name, clone / "doc" / name, dirs_exist_ok=True)
    # what Sphinx does with html_extra_path = ["../build/extra"]
    program(clone / ".venv/bin/sphinx-build", "mkdir -p $5; cp -r doc/build/extra/. $5")
    run(clone, tox("tox-sphinx.ini", clone))

    assert sound(clone / "doc/build/html/retrospectives")


@pytest.mark.parametrize("path", sorted(RECIPES.iterdir()), ids=lambda path: path.name)
def test_a_recipe_is_told_of_and_says_where_it_goes(path):
    text = (ROOT / "docs/publishing.md").read_text()

    assert f"](recipes/{path.name})" in text
    assert path.read_text().startswith("# ")


@pytest.fixture
def served(small, tmp_path) -> Iterator[str]:
    """The small cycle's site, served below a path of its host."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/retro").symlink_to(small / "output")
    handler = partial(Silent, directory=str(tmp_path / "pages"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/retro/"
        server.shutdown()


class Silent(SimpleHTTPRequestHandler):
    """Shows the site's own page for what is not there."""

    def send_error(self, *_: object) -> None:
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(Path(self.directory, "retro/404.html").read_bytes())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_whole_site_can_be_read_below_a_path(served):
    assert check_served(served) == []
