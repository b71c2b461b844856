"""A theme may replace any file, and learns where it went wrong."""

import pytest

from retro.errors import ContentError
from retro.render import pages
from tests.render.fixture import THEME, fact, report


def made(tmp_path, **files: str) -> dict[str, bytes]:
    (tmp_path / "style").mkdir()
    for name, text in files.items():
        (tmp_path / name.replace("__", "/").replace("_", ".")).write_text(text)
    return pages(report(fact()), (), {}, [tmp_path, THEME])


def test_a_theme_replaces_one_file_and_keeps_the_others(tmp_path):
    files = made(tmp_path, method_html="mine: {{ page.title }}")
    assert files["method.html"] == b"mine: How we measure: Glance in Mitaka"
    assert b"Verified" not in files["method.html"]
    assert b"<h1 " in files["index.html"]


def test_a_template_may_extend_the_one_that_it_hides(tmp_path):
    own = '{% extends "default/method.html" %}{% block masthead %}<p>mine</p>{% endblock %}'
    page = made(tmp_path, method_html=own)["method.html"].decode()
    assert "<p>mine</p>" in page
    assert 'class="masthead' not in page
    assert "What we refuse to measure" in page


def test_a_template_of_the_default_is_built_on_the_themes_own(tmp_path):
    own = 'mine: {% import "parts.html" as parts %}{% block main %}{% endblock %}'
    page = made(tmp_path, base_html=own)["method.html"]
    assert page.startswith(b"mine: ")
    assert b"What we refuse to measure" in page


def test_a_theme_changes_one_colour_and_keeps_the_others(tmp_path):
    palette = '{"light": {"ink": "#000001"}, "dark": {}}'
    style = made(tmp_path, palette_json=palette)["assets/style.css"].decode()
    assert "--chart-ink: #000001;" in style
    assert "--chart-reviewers:" in style


def parts(style: bytes) -> list[str]:
    """Return the first lines of the default theme's parts that a style sheet is made of."""
    firsts = {path.read_text().splitlines()[0]: path.name for path in THEME.glob("style/*.css")}
    return [firsts[line] for line in style.decode().splitlines() if line in firsts]


def test_the_style_sheet_opens_with_tokens_and_closes_with_print(tmp_path):
    order = parts(made(tmp_path)["assets/style.css"])
    assert (order[0], order[-1]) == ("tokens.css", "print.css")
    assert set(order) == {path.name for path in THEME.glob("style/*.css")}


def test_a_theme_replaces_one_part_of_the_style_and_keeps_the_others(tmp_path):
    style = made(tmp_path, style__home_css="/* mine */")["assets/style.css"]
    assert b"/* mine */" in style
    assert "home.css" not in parts(style)
    assert "page.css" in parts(style)


def test_what_a_theme_adds_to_the_style_follows_all_but_print(tmp_path):
    style = made(tmp_path, style__added_css="/* mine */")["assets/style.css"].decode()
    before, after = style.split("/* mine */")
    assert parts(after.encode()) == ["print.css"]
    assert "prose.css" in parts(before.encode())


def test_a_misspelt_tag_is_told_with_file_and_line(tmp_path):
    with pytest.raises(ContentError) as error:
        made(tmp_path, method_html="one\n{% fi %}")
    assert error.value.where == f"{tmp_path}/method.html:2"


def test_an_unknown_name_is_told_with_file_and_line(tmp_path):
    with pytest.raises(ContentError) as error:
        made(tmp_path, evidence_html="one\n\n{{ proof.nothing }}")
    assert error.value.where == f"{tmp_path}/evidence.html:3"


def test_a_theme_without_a_file_is_told_so(tmp_path):
    with pytest.raises(ContentError, match=r"no theme folder has .*\.html"):
        pages(report(fact()), (), {}, [tmp_path])


@pytest.mark.parametrize("path", sorted(THEME.glob("*.html")), ids=lambda path: path.name)
def test_a_template_opens_with_its_contract(path):
    assert path.read_text().startswith("{#- ")
