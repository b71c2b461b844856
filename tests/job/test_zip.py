"""A retrospective in one file: unpacked anywhere, nothing of it leads nowhere."""

import re
from zipfile import ZipFile

import pytest

from retro.check import check
from retro.cli import main
from retro.job.zip import alone, packed
from tests.places import places


def run(home) -> bytes:
    assert main(["zip", "--cycle=dusk", "--quiet", *places("zip", home)]) == 0
    return (home / "output/zip/lantern-dusk.zip").read_bytes()


@pytest.mark.usefixtures("no_pictures")
def test_it_opens_by_itself_and_has_the_same_bytes_whenever_it_is_made(home, tmp_path):
    first = run(home)
    (home / "output/lantern/dusk/index.html").unlink()
    (home / "output/lantern/dusk/mine.txt").write_text("somebody else's")

    assert run(home) == first
    with ZipFile(home / "output/zip/lantern-dusk.zip") as archive:
        archive.extractall(tmp_path / "away")
    assert {path.name for path in (tmp_path / "away").iterdir()} == {"lantern-dusk"}
    assert not (tmp_path / "away/lantern-dusk/mine.txt").exists()
    assert (tmp_path / "away/lantern-dusk/early/index.html").is_file()
    assert check(tmp_path / "away/lantern-dusk") == []


def test_the_bytes_do_not_depend_on_the_order_of_files():
    made = {"b.html": b"b", "a/c.csv": b"c"}

    assert packed("x", made) == packed("x", dict(reversed(made.items())))


MENU = (
    '<p><a href="early/index.html">Early</a> · <a class="up" href="../../index.html">All</a></p>'
)
SENTENCE = '<p>More than in <a href="../liberty/index.html#backlog">Liberty</a>.</p>'


def test_without_an_address_a_menu_loses_the_entry_and_a_sentence_keeps_its_words():
    assert alone("index.html", MENU) == '<p><a href="early/index.html">Early</a></p>'
    assert alone("index.html", SENTENCE) == "<p>More than in Liberty.</p>"


def test_with_an_address_both_lead_to_the_published_site():
    above = "https://example.org/retro/glance/mitaka"

    assert re.findall('href="(.*?)"', alone("index.html", MENU + SENTENCE, above)) == [
        "early/index.html",
        "https://example.org/retro/index.html",
        "https://example.org/retro/glance/liberty/index.html#backlog",
    ]


@pytest.mark.parametrize("href", ["https://example.org/../x", "data/x.csv", "#a", "../index.html"])
def test_what_stays_inside_or_leads_into_the_web_is_left_as_it_is(href):
    page = f'<a href="{href}">x</a>'

    assert alone("early/index.html", page) == page
