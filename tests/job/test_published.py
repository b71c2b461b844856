"""A site that knows its address: what a build adds for it, and takes away without it."""

from pathlib import Path

import pytest

from retro.check import check
from retro.cli import main
from tests import golden

ADDRESS = "title: Nights\nurl: https://nights.example.org/\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory, small) -> Path:
    return golden.begin(small, tmp_path_factory.mktemp("published"))


def build(home: Path, site: str) -> Path:
    (home / "content/site.yaml").write_text(site)
    words = [f"--content={home / 'content'}", f"--output={home / 'output'}", "--quiet"]
    assert main(["build", "--all", *words, f"--themes={golden.ROOT / 'themes'}"]) == 0
    return home / "output"


def test_the_feed_says_what_the_first_picture_says(home):
    feed = (build(home, ADDRESS) / "feed.xml").read_text()
    assert "<summary>The Dusk cycle of Lantern as of" in feed
    assert "The backlog" in feed


def test_a_published_site_is_sound(home):
    assert check(build(home, ADDRESS)) == []


def test_an_address_that_is_taken_away_takes_its_files_along_and_no_others(home):
    output = build(home, ADDRESS)
    (output / "CNAME").write_text("nights.example.org\n")
    build(home, "title: Nights\n")
    left = {path.name for path in output.iterdir() if path.is_file()}
    assert left == {"index.html", "404.html", "CNAME"}


def test_a_site_without_an_address_is_sound(home):
    assert check(build(home, "title: Nights\n")) == []


def test_a_page_that_is_spoken_of_elsewhere_has_a_card_where_its_address_is_known(home):
    page = build(home, ADDRESS) / "lantern/dusk/early"
    address = "https://nights.example.org/lantern/dusk/early/card.png"
    assert f'<meta property="og:image" content="{address}">' in (page / "index.html").read_text()
    assert (page / "card.png").read_bytes().startswith(b"\x89PNG")

    build(home, "title: Nights\n")
    assert "og:image" not in (page / "index.html").read_text()
    assert not (page / "card.png").exists()


def test_a_page_tells_how_to_cite_it_and_under_which_terms(home):
    output = build(home, ADDRESS + "licence: CC BY 3.0 <x>\n")
    page = (output / "lantern/dusk/early/index.html").read_text()
    cited = "To cite this page: Lantern, Dusk: early edition, 12 March 2021."
    assert cited in page.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")
    assert "https://nights.example.org/lantern/dusk/early/</span>" in page
    pages = [*output.rglob("index.html")]
    assert all("Words and data: CC BY 3.0 &lt;x&gt;." in one.read_text() for one in pages)

    page = (build(home, "title: Nights\n") / "lantern/dusk/early/index.html").read_text()
    assert "To cite" not in page
    assert "Words and data" not in page
