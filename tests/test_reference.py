"""The writer's reference tells what the readers accept, and its examples are read."""

import re

import pytest

from retro.content import read, rules
from retro.content.chapter import _Front
from retro.content.decode import decode
from retro.content.folder import parsed
from retro.content.rules import READERS
from retro.errors import ContentError
from retro.model.team import Happening, Notes
from tests.reference import FILES, PAGE, page

TEXT = PAGE.read_text()
YAML = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
TABLES = [(file, key, kind) for file in FILES for key, kind in file.kinds.items()]
EVERY_KEY = set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))


def section(file, key) -> set[str]:
    """Return the keys that the page lists in one place."""
    text = TEXT.split(f"## Keys: {file.name}\n")[1].split("\n## ")[0]
    part = text.split(f"### Under {key}\n")[1] if key else text
    return set(re.findall(r"^\| `(\w+)` \|", part.split("\n### ")[0], re.MULTILINE))


def accepts(kind, key: str) -> bool:
    """Tell whether a reader knows a key, whatever it thinks of the value."""
    node = parsed(f"{key}: x", "x.yaml")
    given = {"key": "lantern"} if kind.__name__ == "Team" else {}
    reader = READERS.get(Happening) if kind.__name__ == "_Entry" else READERS.get(kind)
    try:
        reader(node) if reader else decode(node, kind, READERS, **given)
    except ContentError as error:
        return "unknown key" not in error.what
    return True


def test_the_page_is_the_one_that_the_readers_make():
    assert page() == TEXT, "make reference"


@pytest.mark.parametrize(("file", "key", "kind"), TABLES)
def test_a_key_is_on_the_page_exactly_if_its_reader_knows_it(file, key, kind):
    assert {name for name in EVERY_KEY if accepts(kind, name)} == section(file, key)


def test_each_key_of_a_cycle_that_has_keys_of_its_own_is_told():
    told = " ".join(FILES[0].kinds)

    assert all(key in told for key in Notes.__struct_fields__ if key != "editions")


def test_the_examples_of_files_are_read():
    cycle, team, site = (parsed(text, "x.yaml") for text in YAML)

    assert rules.notes(cycle).watch
    assert rules.team(team, "lantern").gerrit.projects
    assert rules.site(site).url


def test_each_example_of_a_slot_or_a_claim_is_one():
    part = TEXT.split("## Slots\n")[1].split("## A chapter")[0]
    lines = re.findall(r"^    ([{\[].*)$", part, re.MULTILINE)

    assert len(lines) > 8
    for line in lines:
        written = re.split(r" {2,}", line)[0]
        assert read(written).marks, line


def test_the_example_of_a_chapter_with_keys_is_read():
    example = re.findall(r"^    (.*)$", TEXT.split("## A chapter with keys on top\n")[1], re.M)
    keys = "\n".join(example).split("---\n")[1]

    assert decode(parsed(keys, "x.md"), _Front).questions
