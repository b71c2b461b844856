"""Prose in a mail: the same blocks as on a page, wrapped where they are words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.content import read
from retro.mail.plain import plain
from tests.mail.test_letter import LONG, lines


class Filler:
    """Says a name and a comparison as they are."""

    def number(self, slot):
        return f"<{slot.name}>"

    def block(self, slot):
        return [f"<{slot}>", "  second  line"]

    def judged(self, claim):
        return f" ({claim})"

    def linked(self, link):
        return f" ({link.address})"


def said(text: str) -> list[str]:
    return plain(read(text), Filler()).split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "- one\n\n  ```\n  {a}  b\n\n  - c {x.y}\n  ```\n  two",
        "> ~~~\n> a  b\n> c\n> ~~~",
        "one\n\n    {x.y}  b\n      c",
        "Title\n=====\n\nwords\n\nOther\nlines\n-----",
        "a | b\n--|--\nc  | `\\{` \\| d",
        "[^1]: never pointed to\n\n[x]: https://example.org/one\n[y]: https://example.org/two\n\none",
        "one\n\n***\n\n## two ##\n\n- # three",
        "- one\n-\n- two\n\n1) a\n   - b\n\n     c",
        "term\n: words\n: others",
        "one[^1] two^[three]\n\n[^1]: four\n\n    five",
    ],
)
def test_what_needs_no_wrapping_stands_as_it_is_written(text):
    assert said(text) == text.split("\n")


def test_a_backslash_before_a_brace_stays_in_code_and_goes_elsewhere():
    assert said(r"\{a\} `\{b\}` **\{**") == [r"{a} `\{b\}` **{**"]
    assert said("```\n\\{a}\n```\n\n# \\{b\n\n| \\{c |\n|---|") == [
        *("```", "\\{a}", "```", "", "# {b", "", "| {c |", "|---|")
    ]


@pytest.mark.parametrize("end", ["  ", "     ", "\\"])
def test_a_line_that_the_writer_ended_ends(end):
    assert said(f"- one{end}\n  two\n  three") == ["- one", "  two three"]
    assert said(f"> one{end}\n> two") == ["> one", "> two"]


def test_a_slot_in_a_comment_is_said_since_the_comment_is_shown():
    assert said("<!-- {a.b} -->") == ["<!-- <a.b> -->"]


def test_slots_and_claims_are_said_in_headings_and_tables():
    assert said("{a.b} and\n[x]{a.b < 1}\n===") == ["<a.b> and", "x (a.b < 1)", "==="]
    assert said("# {a.b} #\n\n| {a.b} | \\| [x]{a.b < 1} |\n|---|---|\n| {c.d}") == [
        *("# <a.b> #", "", r"| <a.b> | \| x (a.b < 1) |", "|---|---|", "| <c.d>")
    ]


def test_a_link_is_its_words_and_what_leads_to_its_address():
    assert said('[*a*\nb](x.html "t") {a.b} [c](<y>) `[c](d)` [e] ^[[f](g)]') == [
        "*a* b (x.html) <a.b> c (y) `[c](d)` [e] ^[f (g)]"
    ]
    assert said("# [a](b)\n\n| [c](d) |\n|---|") == ["# a (b)", "", "| c (d) |", "|---|"]


def test_a_link_by_a_name_stands_as_it_is_written():
    text = "[a][n], [n][], [n] and [n](x y)\n\n[n]: https://example.org"

    assert said(text) == text.split("\n")


def test_a_table_in_an_item_stands_under_its_mark():
    assert said("1. {table a.b}\n\n> {list c.d}") == [
        *("1. <table a.b>", "     second  line", "", "> <list c.d>", ">   second  line")
    ]


@pytest.mark.parametrize("mark", ["- ", "1. ", "> ", "> - ", "[^1]: ", "- - ", "   ", ": "])
def test_later_lines_stand_under_the_text(mark):
    made = said(f"word[^1]\n\n{mark}{LONG}".replace("\n\n: ", "\n: "))
    under = "".join(char if char in "> " else " " for char in mark)
    at = next(n for n, line in enumerate(made) if line.startswith(f"{mark}A sentence"))

    assert len(made) > at + 3
    assert max(map(len, made)) <= 72
    assert {line[: len(mark)] for line in made[at + 1 :]} == {under}


def test_lines_of_a_quote_and_a_lazy_item_are_one_paragraph():
    assert said("> one\n> two\nthree") == ["> one two three"]
    assert said("- one\ntwo\n    three") == ["- one two three"]


def test_a_second_paragraph_of_an_item_keeps_its_place():
    assert lines(f"- one\n\n  {LONG}")[2:4] == [
        "  A sentence of seven words stands here. A sentence of seven words",
        "  stands here. A sentence of seven words stands here. A sentence of",
    ]


@given(st.text(alphabet="ab *>-#`~|:=1.[]^\\\n\t", max_size=60))
def test_no_word_is_lost(text):
    inside = "".join(char for char in text if char.isalnum())

    assert "".join(c for c in "".join(said(text)) if c.isalnum()) == inside
