"""A theme may replace any file, and learns where it went wrong."""

import pytest

from retro.errors import ContentError
from retro.render import pages
from tests.render.fixture import THEME, fact, report


def made(tmp_path, **files: str) -> dict[str, bytes]:
    for name, text in files.items():
        (tmp_path / name.replace("_", ".")).write_text(text)
    return pages(report(fact()), (), {}, [tmp_path, THEME])


def test_a_theme_replaces_one_file_and_keeps_the_others(tmp_path):
    files = made(tmp_path, method_html="mine: {{ page.title }}")
    assert files["method.html"] == b"mine: How we measure: Glance in Mitaka"
    assert b"Verified" not in files["method.html"]
    assert b"<h1>" in files["index.html"]


def test_a_theme_changes_one_colour_and_keeps_the_others(tmp_path):
    palette = '{"light": {"ink": "#000001"}, "dark": {}}'
    style = made(tmp_path, palette_json=palette)["assets/style.css"].decode()
    assert "--chart-ink: #000001;" in style
    assert "--chart-reviewers:" in style


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
