"""Every sort of page in a real browser: who can't see, point or wait can read it, too."""

import subprocess
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from retro.cli import main
from retro.job.build import build
from retro.job.order import Order
from tests import sample
from tests.browser.tools import MissingError, browser
from tests.golden import CYCLE, content

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PATIENCE = 900

SEVERAL = ("heat", "nova", "zun")
EARLIER = CYCLE.replace("2021-03", "2021-02")
"""A month before the small cycle, so that one follows the other."""

pytestmark = pytest.mark.browser

FAULTY = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>t</title>
<meta name="viewport" content="width=device-width">
<style>
a, summary { outline: none } p.fine { color: #777 } main { width: 1300px }
h1 { animation: turn 1s infinite } @keyframes turn { to { rotate: 1turn } }
svg { forced-color-adjust: none }
</style></head>
<body><p><a href="#text">Skip</a></p><main id="text"><h1>Planted</h1>
<img src="https://cdn.example/x.png">
<p class="fine">Too faint</p>
<p onclick="0"><a href="#text" tabindex="1">Out of order</a> and <a href="#text">in order</a></p>
<svg role="img" aria-label="A drawing" width="99" height="30">
<rect width="99" height="30" fill="#fff"/><text y="20" fill="#ccc">faint</text></svg>
</main></body></html>
"""


@pytest.fixture(scope="session")
def chromium() -> str:
    try:
        return browser()
    except MissingError as error:
        pytest.fail(f"nothing to look with: {error}", pytrace=False)


def look(chromium: str, *sites: Path) -> list[str]:
    """Return a line for each fault of some sites."""
    done = subprocess.run(
        ["node", HERE / "look.mjs", chromium, *(site.name for site in sites)],
        cwd=sites[0].parent,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == bool(lines), done.stderr
    return lines


def made(*words: str, output: Path) -> None:
    places = [f"--content={sample.content()}", f"--themes={ROOT / 'themes'}"]
    assert main([*words, "--cycle=mitaka", "--quiet", *places, f"--output={output}"]) == 0


def attached(mails: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages that travel alone, each with the name of its mail."""
    for path in sorted(mails.rglob("*.eml")):
        for part in message_from_bytes(path.read_bytes(), policy=default).iter_attachments():
            yield path.stem, part.get_content()


def test_what_is_wrong_with_a_page_is_named(chromium, tmp_path):
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted/index.html").write_text(FAULTY)
    said = "\n".join(look(chromium, tmp_path / "planted"))

    for fault in (
        "planted/index.html, 1280x900, light: axe image-alt, img",
        "1280x900, light: axe color-contrast, .fine",
        "1280x900, light: drawn text too faint",
        "1280x900, light: tab order",
        "1280x900, light: focus not seen",
        "1280x900, light: moves although asked not to",
        "1280x900, light: moves by itself",
        "320x640, light: scrolls sideways",
        "718x1000, print: scrolls sideways",
        "any size: asks for, https://cdn.example/x.png",
        "any size: needs a script",
        "line 9: error, An “img” element must have an “alt” attribute",
    ):
        assert fault in said


@pytest.mark.parametrize("teams", [SEVERAL, (*SEVERAL, *"abcdef")], ids=["several", "many"])
@pytest.mark.usefixtures("no_pictures")
def test_pages_over_teams_can_be_read_by_everybody(chromium, tmp_path, teams):
    for cycle, written in (("caracal", CYCLE), ("bobcat", EARLIER)):
        for team in teams:
            content(tmp_path / "content", team=team, name=cycle, written=written)
    order = Order(content=tmp_path / "content", output=tmp_path / "output", themes=ROOT / "themes")
    build(order, all_of_them=True, say=lambda _: None)
    for name in ("index.html", "caracal", "bobcat", "assets"):
        (tmp_path / "over").mkdir(exist_ok=True)
        (tmp_path / "output" / name).rename(tmp_path / "over" / name)

    assert look(chromium, tmp_path / "over") == []


@pytest.mark.parametrize("theme", sorted(path.name for path in (ROOT / "themes").iterdir()))
def test_pages_can_be_read_by_everybody(chromium, tmp_path, theme):
    made("build", f"--theme={theme}", output=tmp_path / theme)

    assert look(chromium, tmp_path / theme) == []


def test_pages_that_travel_alone_can_be_read_by_everybody(chromium, tmp_path):
    made("mail", output=tmp_path / "letter")
    for name, page in attached(tmp_path / "letter/mail"):
        (tmp_path / "alone" / name).mkdir(parents=True)
        (tmp_path / "alone" / name / "index.html").write_text(page)

    assert look(chromium, tmp_path / "alone") == []
