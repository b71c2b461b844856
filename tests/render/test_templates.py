"""Templates are compiled once a process, and never taken for another."""

from jinja2 import Environment

from retro.render.theme import Theme


def themed(folder, text):
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_text(text)
    return Theme([folder])


def test_a_template_is_compiled_once_for_all_themes_of_a_process(tmp_path, monkeypatch):
    compiled = []
    compile_one = Environment.compile

    def counting(self, source, *rest, **more):
        compiled.append(source)
        return compile_one(self, source, *rest, **more)

    monkeypatch.setattr(Environment, "compile", counting)
    pages = [themed(tmp_path / "one", "{{ word }}").page("page.html", word=w) for w in "ab"]

    assert pages == ["a", "b"]
    assert compiled == ["{{ word }}"]


def test_a_template_that_changes_or_lies_in_another_folder_is_another_one(tmp_path):
    first = themed(tmp_path / "one", "first {{ 1 }}")
    second = themed(tmp_path / "two", "second {{ 1 }}")

    assert [first.page("page.html"), second.page("page.html")] == ["first 1", "second 1"]
    assert themed(tmp_path / "one", "later {{ 1 }}").page("page.html") == "later 1"
    assert first.page("page.html") == "later 1"


def test_all_templates_can_be_compiled_before_a_page_is_asked_for_but_those_that_are_wrong(
    tmp_path, monkeypatch
):
    theme = themed(tmp_path / "one", "{{ word }}, compiled before")
    (tmp_path / "one" / "wrong.html").write_text("{% unknown %}")
    theme.compile()
    monkeypatch.setattr(Environment, "compile", None)

    assert theme.page("page.html", word="a") == "a, compiled before"
