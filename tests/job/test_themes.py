"""Each theme of the tree makes a sound site, and takes from the default what it leaves out."""

import re
from pathlib import Path

import pytest

from retro.check import check
from retro.cli import main
from tests import golden
from tests.draw.colour import contrast

THEMES = golden.ROOT / "themes"
NAMES = sorted(path.name for path in THEMES.iterdir() if path.is_dir())
MANUAL = (THEMES / "manual/style/manual.css").read_text()


@pytest.fixture(scope="module")
def home(tmp_path_factory, small) -> Path:
    return golden.begin(small, tmp_path_factory.mktemp("themes"))


def built(home: Path, folder: str, *words: str) -> Path:
    places = [f"--content={home / 'content'}", f"--output={home / folder}", f"--themes={THEMES}"]
    final = ("--cycle=dusk", "--edition=final")  # the early one's pictures take as long again
    assert main(["build", *final, "--quiet", *places, *words]) == 0
    return home / folder


@pytest.fixture(scope="module", params=NAMES)
def site(request, home) -> Path:
    return built(home, request.param, f"--theme={request.param}")


@pytest.fixture(scope="module")
def manual(home) -> Path:
    return built(home, "manual", "--theme=manual")


def page(site: Path, path: str = "index.html") -> str:
    return (site / "lantern/dusk" / path).read_text()


def test_each_theme_makes_a_sound_site(site):
    assert check(site) == []


def test_each_theme_says_what_every_variable_of_its_style_is(site):
    style = page(site, "assets/style.css")
    defined = set(re.findall(r"(?:^|[{;])\s*(--[\w-]+):", style, re.MULTILINE))
    assert set(re.findall(r"var\((--[\w-]+)", style)) - defined == set()


def test_the_second_theme_is_used_where_it_has_a_file(manual):
    style = page(manual, "assets/style.css")
    assert "--chart-reviewers: #5457b8;" in style
    assert MANUAL in style
    assert (THEMES / "manual/icon.svg").read_text() == page(manual, "assets/icon.svg")
    assert '<p class="whose">Lantern Dusk: final edition</p>' in page(manual)
    assert "#5457b8" in page(manual, "charts/backlog.by_state_daily.svg")


def test_the_second_theme_takes_the_rest_from_the_default(manual):
    style = page(manual, "assets/style.css")
    default = (THEMES / "default/style/prose.css").read_text()
    assert default in style
    assert style.index(default) < style.index(MANUAL)
    assert "--chart-author: #c2751f;" in style
    assert '<nav class="chapters"' in page(manual)
    assert "What we refuse to measure" in page(manual, "method.html")


def test_the_site_names_its_theme_as_the_command_line_does(home, manual):
    own = home / "content/site.yaml"
    own.write_text("theme: manual\n")
    named = built(home, "named")
    own.unlink()
    assert page(named) == page(manual)
    assert page(named, "assets/style.css") == page(manual, "assets/style.css")


@pytest.mark.parametrize("role", ["ink", "link", "muted"])
def test_no_colour_for_words_on_paper_is_left_in_the_second_themes_band(role):
    band = re.search(r"\.masthead \{[^}]*background: var\(--band\)[^}]*\}", MANUAL)
    assert band
    assert re.search(rf"--{role}: var\(--(?:on|beside)-band\);", band[0])


@pytest.mark.parametrize("words", ["on-band", "beside-band"])
def test_words_on_the_second_themes_band_can_be_read(words):
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", MANUAL))
    assert contrast(colours[words], colours["band"]) >= 4.5
