"""A built site read as a stranger would."""

from pathlib import Path

import pytest

from retro.check import Problem, check

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
HEAD = (
    f'<!doctype html><html lang="en"><head>{META.format(POLICY)}<title>t</title></head>'
    '<body><h1 id="a">A</h1>'
)


@pytest.fixture
def site(tmp_path) -> Path:
    page(tmp_path, '<p><a href="#a">up</a> <a href="more/page.html#b">more</a></p>')
    page(tmp_path, '<p id="b"><a href="../index.html">home</a></p>', "more/page.html")
    return tmp_path


def page(folder: Path, body: str, name: str = "index.html") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEAD}{body}</body></html>")


def said(site: Path) -> list[str]:
    return [str(problem) for problem in check(site)]


def test_a_sound_site_has_no_problems(site):
    assert said(site) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="gone.html">x</a>', "leads nowhere: gone.html"),
        ('<a href="more/page.html#z">x</a>', "leads to no such place: more/page.html#z"),
        ('<a href="../../etc/passwd">x</a>', "leads out of the site: ../../etc/passwd"),
        ('<a href="javascript:alert(1)">x</a>', "leads out of the web: javascript:alert(1)"),
        ('<img src="https://cdn.example/x.png" alt="x">', "asks a third party"),
        ('<img src="index.html">', "a picture without alt text"),
        ("<svg></svg>", "a drawing without a name"),
        ("<script></script>", "a script"),
        ("<p>{backlog.open}</p>", "a placeholder was left: {backlog.open}"),
        ("<p>{{ x }}</p>", "a placeholder was left: {{"),
        ("<td>None</td>", "a placeholder was left: None"),
        ("<p>write to ann@example.org</p>", "an e-mail address: ann@example.org"),
        ('<p id="a">twice</p>', "the id 'a' stands twice"),
        ("<h3>deep</h3>", "a heading h3 after h1"),
        ("<p><b>x</p>", "</p> closes nothing that is open"),
        ('<p onclick="x()">x</p>', "a script at onclick"),
        ('<p style="color: red">x</p>', "an element has a style, which Content-Security-Policy"),
        ("<style>p {}</style>", "a style sheet stands in the page, which"),
    ],
)
def test_a_problem_is_named_with_its_page(site, body, problem):
    page(site, body)

    assert any(line.startswith(f"index.html: {problem}") for line in said(site))


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        ("", "no Content-Security-Policy before what the page loads"),
        (POLICY.replace("default-src 'none'; ", ""), "leaves default-src open"),
        (POLICY.replace("base-uri 'none'; ", ""), "leaves base-uri open"),
        (POLICY.replace("'self' data:", "https://cdn.example"), "lets img-src be https://cdn"),
        (POLICY.replace("data:", "*"), "lets img-src be *"),
        (f"{POLICY}; script-src 'self'", "lets scripts run"),
        (f"{POLICY}; script-src 'unsafe-eval'", "lets script-src be 'unsafe-eval'"),
    ],
)
def test_a_page_whose_policy_is_missing_or_open_is_refused(site, policy, problem):
    path = site / "index.html"
    path.write_text(path.read_text().replace(POLICY, policy))

    assert any(problem in line for line in said(site))


def test_a_policy_after_what_it_should_bind_is_none(site):
    path = site / "index.html"
    meta = META.format(POLICY)
    late = path.read_text().replace(meta, "").replace("</head>", f"<style></style>{meta}</head>")
    path.write_text(late)

    assert any("no Content-Security-Policy" in line for line in said(site))


TABLE = "<table><thead><tr><th>a</thead><tbody><tr><td>b<td>c<tr><td>d</tbody></table>"


def test_a_table_may_leave_out_the_end_tags_that_html_needs_not(site):
    page(site, TABLE)
    assert said(site) == []

    page(site, TABLE.replace("</table>", "</div></table>"))
    assert said(site) == ["index.html: </div> closes nothing that is open"]


def test_what_is_quoted_as_code_is_no_placeholder(site):
    page(site, "<p><code>{backlog.open}</code> and None of it</p>")

    assert [line for line in said(site) if "placeholder" in line] == []


def test_braces_that_a_server_sent_are_no_placeholder_but_its_addresses_are_found(site):
    page(site, "<p><bdi>{backlog.open} {{ x }}</bdi></p>")
    assert said(site) == []

    page(site, "<p><bdi>{backlog.open} by ann@example.org</bdi></p>")
    assert said(site) == ["index.html: an e-mail address: ann@example.org"]


def test_a_style_sheet_that_asks_a_third_party_is_named(site):
    (site / "style.css").write_text("@import 'https://fonts.example/x.css';")

    assert said(site) == ["style.css: asks a third party"]


def test_only_the_page_for_what_is_not_there_is_seen_from_the_root(site):
    page(site, '<p><a href="/more/page.html">x</a></p>', "404.html")
    assert said(site) == []

    page(site, '<p><a href="/more/page.html">x</a></p>', "other.html")
    assert said(site) == ["other.html: leads out of the site: /more/page.html"]


@pytest.mark.parametrize(
    ("outcome", "doubt"),
    [
        ("false", "The claim “few” does not hold, and nobody answers it"),
        ("unknown", "The claim “few” can't be checked"),
    ],
)
def test_a_claim_that_nobody_answers_is_a_doubt_about_the_words(site, outcome, doubt):
    page(site, f'<aside aria-label="The claim “few”" data-claim="{outcome}"></aside>')

    assert check(site) == [Problem("index.html", doubt, doubt=True)]


def test_a_claim_that_somebody_answers_is_none(site):
    page(site, '<aside aria-label="The claim “few”" data-claim="answered"></aside>')

    assert check(site) == []
