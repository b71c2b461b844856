"""The view in mid-cycle as Markdown, read by a reader of Markdown."""

from markdown_it import MarkdownIt
from msgspec.structs import replace

from retro.model.today import Lately, Work
from retro.today import markdown
from tests.today.test_view import HOSTILE, TODAY, thing


def page(**more: object) -> str:
    return MarkdownIt().render(markdown(replace(TODAY, **more)).replace("\N{NO-BREAK SPACE}", " "))


def test_each_list_is_there_with_links_to_changes_and_queries():
    told = page()

    assert "<h1>Team, Tiny: week R-8</h1>" in told
    assert '<a href="https://review.example.org/q/merged">Merged</a>: 1' in told
    assert '<a href="https://review.example.org/11">11</a> Sign the image (team/code)' in told
    assert "<h2>Days ahead</h2>" in told


def test_what_is_not_known_is_said_with_its_reason_and_what_is_empty_is_none():
    told = page(starved="No CI is named.", stuck=())

    assert "Newly starved: Not known: No CI is named." in told
    assert "<h2>May be abandoned</h2>\n<p>None.</p>" in told


def test_words_of_a_server_are_words():
    odd = "*bold* [x](http://evil.example) `code` <b>&amp; # 1. " + HOSTILE
    told = page(lately=(Lately("Merged", (thing(1, odd),)),), team="# _Team_", cycle="1. x")

    assert "*bold* [x](http://evil.example) `code` &lt;b&gt;&amp;amp; # 1. " in told
    assert 'href="http://evil' not in told
    assert "\x1b" not in told
    assert "<h1># _Team_, 1. x: week R-8</h1>" in told
    assert "<ul>\n<li>1. x</li>\n" in page(priorities=(Work("1. x", "", ()),))


def test_simulated_numbers_carry_their_mark_and_remarks_come_first():
    text = markdown(replace(TODAY, simulated=True), ("Take care.",))

    assert text.index("**Simulated**") < text.index("Take care.") < text.index("## Since")
