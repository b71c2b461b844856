"""What a writer may write, and what happens to it."""

import pytest

from retro.errors import ContentError
from retro.render import pages
from tests.render.fixture import PICTURES, THEME, chapter, fact, gap, report, series

PICTURED = (series(),)


def page(text: str, *told, line: int = 1, pictured=PICTURED, **more) -> str:
    known = report(*(told or (fact(),)), pictured=pictured)
    words = (chapter(text, "features", line=line),)
    made = pages(known, words, PICTURES, [THEME], **more)
    return made["index.html"].decode()


def prose(text: str, *told, **more) -> str:
    return page(text, *told, **more).split('id="features"')[1].split("</section>")[0]


def test_a_slot_becomes_a_number_that_opens_and_is_marked():
    html = prose("We have {backlog.open} of them.")
    assert '<a class="number" href="evidence/backlog.open.html"' in html
    assert ">87</a><span" in html


def test_a_slot_at_a_moment_takes_the_value_of_that_moment():
    there = {("backlog.open", "M-2"): fact(value=118)}
    html = prose("It was {backlog.open @ M-2}.", elsewhere=there)
    assert 'href="evidence/backlog.open--2016-03-09.html"' in html
    assert ">118</a>" in html


def test_a_moment_that_nobody_could_resolve_is_an_error():
    with pytest.raises(ContentError, match="M-9 is no moment"):
        page("{backlog.open @ M-9}")


def test_a_slot_in_code_stays_as_it_is_written():
    assert "<code>{backlog.open}</code>" in prose("`{backlog.open}`")


def test_a_paragraph_of_very_many_slots_is_filled_in_no_time():
    assert prose("{backlog.open} " * 3_000).count(">87</a>") == 3_000


def test_an_escaped_brace_is_a_brace():
    assert "{backlog.open}" in prose(r"\{backlog.open}")


def test_an_unknown_number_is_an_error_with_line_and_neighbour():
    with pytest.raises(ContentError) as error:
        page("One.\n\nTwo\nand {backlog.opne}.", line=4)
    assert error.value.where == "content/glance/mitaka/features.md:7"
    assert "backlog.open" in error.value.hint


def test_an_unknown_picture_is_an_error():
    with pytest.raises(ContentError, match="no picture is named"):
        page("{chart backlog.by_moon}")


def test_a_picture_inside_a_sentence_is_an_error():
    with pytest.raises(ContentError, match="inside a sentence"):
        page("Look: {chart backlog.by_state_daily}")


def test_a_picture_from_elsewhere_is_an_error():
    with pytest.raises(ContentError, match="not drawn from the record"):
        page("![cat](https://example.org/cat.png)")


def test_a_gap_in_prose_is_said_with_its_reason():
    assert "not known (nobody wrote it)" in prose("{bugs.new}", gap("bugs.new", "nobody wrote it"))


def test_html_in_prose_stays_text():
    assert "&lt;b&gt;bold&lt;/b&gt;" in prose("<b>bold</b>")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "mailto:a@example.org", "//evil.org"])
def test_a_link_that_is_neither_web_nor_relative_is_no_link(address):
    assert "<a href" not in prose(f"[here]({address})", fact("other.thing")).split("<dl")[0]


def test_a_link_outside_does_not_tell_where_the_reader_came_from():
    assert 'href="https://example.org" rel="noreferrer"' in prose("[here](https://example.org)")


def test_headings_stand_below_the_chapter_without_a_jump():
    html = prose("# One\n\n### Two\n\n# Three")
    assert "<h3>One</h3>" in html
    assert "<h4>Two</h4>" in html
    assert "<h3>Three</h3>" in html


def test_what_a_number_says_is_never_markdown():
    html = prose("{backlog.open}", fact(value="**bold** <i>x</i> {backlog.open}", unit=""))
    assert "**bold** &lt;i&gt;x&lt;/i&gt; {backlog.open}" in html


def test_a_slot_in_indented_code_stays_as_it_is_written():
    assert "<pre><code>{backlog.open}\n</code></pre>" in prose("One.\n\n    {backlog.open}")


def test_a_slot_in_a_comment_is_filled_since_the_comment_is_shown():
    html = prose("<!-- {backlog.open} -->")
    assert "&lt;!-- " in html
    assert ">87</a>" in html


def test_a_page_leaves_the_words_as_they_were_read():
    words = chapter("# One {backlog.open}\n\n[few](https://e.org)", "features")
    first, again = (
        pages(report(fact(value=n)), (words,), {}, [THEME])["index.html"].decode() for n in (87, 3)
    )
    assert ">87</a>" in first
    assert ">3</a>" in again
    assert again.count("<h3>One") == 1
