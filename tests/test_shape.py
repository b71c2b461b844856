"""The house keeps its own rules: what is drawn, listed and promised is what is there."""

import ast
import inspect
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import retro
from retro import errors
from retro.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
MODULES = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for path in sorted((ROOT / "retro").rglob("*.py"))
}
TEMPLATES = sorted((ROOT / "themes").rglob("*.html"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TARGETS = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_drawing_of_the_error_tree_is_the_tree():
    drawn = re.findall(r"^\s*[*.-] (\w+)", errors.__doc__, re.MULTILINE)
    there = [n for n, kind in inspect.getmembers(errors, inspect.isclass)]

    assert sorted(drawn) == sorted(there)


def test_each_kind_of_error_has_the_exit_status_that_is_drawn():
    drawn = re.findall(r"- (\w+) .*exit (\d)", errors.__doc__)

    assert {(kind, str(getattr(errors, kind).status)) for kind, _ in drawn} == set(drawn)


def test_every_command_is_told_of_and_no_other():
    text = (ROOT / "docs/commands.md").read_text()
    named = re.findall(r"`(\w+)`", text.split("Its commands are ")[1].split(". Each")[0])

    assert sorted(named) == sorted(row.name for row in COMMANDS)


def test_every_make_target_is_told_of_and_no_other():
    rows = re.findall(r"^\| `(\w+)", (ROOT / "docs/commands.md").read_text(), re.MULTILINE)

    assert sorted(rows) == sorted(set(TARGETS) - {"help"})


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_a_page_tells_to_make_or_to_open_is_there(page):
    text = page.read_text()
    made = set(re.findall(r"(?:`|^    )make ([a-z]+)", text, re.MULTILINE))
    links = re.findall(r"\]\((?!http)([^)#]+)", text)

    assert made - set(TARGETS) == set()
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_fits_on_a_screen_or_two():
    assert len((ROOT / "README.md").read_text().splitlines()) < 100


def test_the_house_is_drawn_as_the_arrows_are():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = re.findall(r"\w+", " ".join(contracts["contracts"][0]["layers"]))
    drawing = (ROOT / "DESIGN.md").read_text().split("## The house\n")[1].split("\nArrows")[0]
    drawn = re.findall(r"^    (\w+)  ", drawing, re.MULTILINE)

    assert drawn == layers


def test_read_the_docs_serves_what_a_target_of_make_builds():
    commands = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text())["build"]["commands"]

    assert commands[0].removeprefix("make ") in TARGETS
    assert 'cp -r output "$READTHEDOCS_OUTPUT/html"' in commands[-1]


def test_a_module_fits_in_a_sitting():
    assert [name for name, text in MODULES.items() if len(text.splitlines()) > 300] == []


def test_a_template_says_what_it_is_given():
    assert [name(path) for path in TEMPLATES if not path.read_text().startswith("{#")] == []


def test_the_version_is_said_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["version"] == retro.__version__


def test_only_the_command_line_reads_a_clock():
    clock = re.compile(r"\b(?:datetime\.now|date\.today|time\.time|utcnow)\(")
    below = {name: text for name, text in MODULES.items() if Path(name).parent.name != "cli"}

    assert [name for name, text in below.items() if clock.search(text)] == []


TIMES = {
    "as_of": {"date", "date | None", "Day"},
    "moment": {"datetime", "datetime | None", "Instant", "Instant | None"},
}


def times(text: str) -> set[tuple[str, str]]:
    """Return how the fields and parameters are annotated that say to when something holds."""
    if not any(word in text for word in TIMES):
        return set()
    nodes = list(ast.walk(ast.parse(text)))
    fields = [(ast.unparse(n.target), n.annotation) for n in nodes if isinstance(n, ast.AnnAssign)]
    given = [(n.arg, n.annotation) for n in nodes if isinstance(n, ast.arg) and n.annotation]
    return {(word, ast.unparse(kind)) for word, kind in fields + given if word in TIMES}


def test_as_of_is_a_day_and_a_moment_is_an_instant():
    said = [(name, *pair) for name, text in MODULES.items() for pair in times(text)]

    assert [(name, word, kind) for name, word, kind in said if kind not in TIMES[word]] == []
    assert len(said) > 30


def test_tests_keep_days_and_instants_apart_too():
    tests = (path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    kinds = {pair for text in tests for pair in times(text)}

    assert not kinds & {("as_of", "datetime"), ("moment", "date")}


def test_beside_the_collector_only_the_check_of_a_served_site_asks_anybody():
    client = re.compile(r"^(?:from|import) (?:urllib\.request|http\.client|socket)", re.MULTILINE)
    asking = {name for name, text in MODULES.items() if client.search(text)}

    assert {path for path in asking if not path.startswith("retro/collect/")} == {
        "retro/check/served.py"
    }


@pytest.mark.parametrize("room", ["model", "ledger", "measure"])
def test_pure_rooms_touch_no_disk(room):
    disk = re.compile(
        r"(?<!def )\bopen\(|\bPath\(|\.read_text\(|\.write_|^import (?:os|shutil)", re.MULTILINE
    )
    inside = {name: text for name, text in MODULES.items() if room in Path(name).parts}
    found = [name for name, text in inside.items() if disk.search(text)]

    assert found == []


def test_the_tree_names_no_place_of_one_machine():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    homes = re.compile(rb"/(?:root|home/\w+|work)/")
    ours = (path for path in listed if not path.startswith("content/"))
    texts = (path for path in ours if not path.endswith((".gz", ".png")))

    assert [path for path in texts if homes.search((ROOT / path).read_bytes())] == []
