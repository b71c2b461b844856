"""Claims: what is one, what is none, and what to write instead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.content import read
from retro.content.comparison import Bound, Point, comparison
from retro.errors import ContentError

SIDES = st.sampled_from(["90", "-2.5", "61 %", "2016-03-09", "c.d", "c.d @ M-2"])
SIGNS = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
WORDS = st.text("aZ é漢\U0001f980.,;'\"()@#$%/>=", min_size=1).filter(str.strip)


def compared(text):
    return [str(claim) for claim in read(text).claims]


def test_a_claim_is_words_in_brackets_and_a_comparison():
    text = "We had\n[fewer than *90*\npatches]{backlog.verified < 90}."
    (claim,) = read(text, "file.md").claims

    assert claim.words() == "fewer than *90* patches"
    assert text[claim.start : claim.end] == text[7:-1]
    assert (claim.where, str(claim)) == ("file.md:3", "backlog.verified < 90")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("a.b<90", "a.b < 90"),
        ("  a.b  ≤\n 90 ", "a.b <= 90"),
        ("a.b ≥ 61%", "a.b >= 61 %"),
        ("a.b ≠ \N{MINUS SIGN}2.50", "a.b != -2.50"),
        ("a.b @ feature\nfreeze = 2016-03-09", "a.b @ feature freeze = 2016-03-09"),
        ("watch.nova-v2@start > c.d@M-2", "watch.nova-v2 @ start > c.d @ M-2"),
    ],
)
def test_a_comparison_has_a_normal_form(written, normal):
    assert compared(f"[x]{{{written}}}") == [normal]


def test_the_right_side_knows_what_it_is():
    assert comparison("a.b < 4.90").right == Bound(text="4.90", value=4.9, digits=2)
    assert comparison("a.b < 61 %").right == Bound(text="61 %", value=0.61, share=True)
    assert comparison("a.b < 2016-03-09").right.value == date(2016, 3, 9)
    assert comparison("a.b < c.d @ M-2").right == Point("c.d", "M-2")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("\n{a.b < 90}", 2, "a comparison stands here without words"),
        ("[words] {a.b < 90}", 1, "a comparison stands here without words"),
        ("[ ]{a.b < 90}", 1, "a comparison stands here without words"),
        ("[of one\n\nparagraph]{a.b < 90}", 3, "a comparison stands here without words"),
        ("[x]{a.b == 90}", 1, "“==” is no comparison"),
        ("[x]{1 < a.b < 90}", 1, "“< <” is no comparison"),
        ("[x]{90 > a.b}", 1, "“90” is no name of a number"),
        ("[x]{a.b < soon}", 1, "“soon” is nothing to compare with"),
        ("[x]{a.b <}", 1, "“” is nothing to compare with"),
        ("[x]{a.b < 2016-13-01}", 1, "“2016-13-01” is no day"),
        (f"[x]{{a.b < {'9' * 5000}}}", 1, f"“{'9' * 5000}” is nothing to compare with"),
        ("[a [b]{a.b < 1}\nc]{a.b > 2}", 1, "a claim stands inside the words of another"),
    ],
)
def test_what_is_no_claim_is_told_with_what_to_write(text, line, what):
    with pytest.raises(ContentError) as error:
        read(text, "file.md")

    assert error.value.where == f"file.md:{line}"
    assert error.value.what.partition("}: ")[2] == what
    assert error.value.hint


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("So\n[*more* than 50](flow.merged > 50).", "[*more* than 50]{flow.merged > 50}"),
        ("\n- [x]( a.b<=61% )", "[x]{a.b <= 61 %}"),
        ("\n[open](backlog.open @ M-2)", "{backlog.open @ M-2}"),
        ("\n![it](chart backlog.open)", "{chart backlog.open}"),
    ],
)
def test_a_number_in_the_place_of_an_address_is_told_with_what_is_meant(text, meaning):
    with pytest.raises(ContentError) as error:
        read(text, "file.md")

    assert (error.value.where, error.value.hint) == ("file.md:2", f"you mean {meaning}?")


@pytest.mark.parametrize(
    "text",
    [
        "[x](index.html)",
        "[x](backlog.html)",
        "[x](https://example.org/?a=b)",
        "[x](a.b/c.d)",
        "[x] (see > there)",
        "`[x](a.b > 5)`",
        r"\[x](a.b > 5)",
    ],
)
def test_an_address_and_what_is_no_comparison_are_let_alone(text):
    prose = read(text)

    assert (prose.slots, prose.claims) == ((), ())


@pytest.mark.parametrize(
    "text",
    ["`[x]{a.b < 1}`", "```\n[x]{a.b < 1}\n```", r"[x]\{a.b < 1}", r"`` ` [x]{a.b < 1} ``"],
)
def test_code_and_escapes_make_no_claim(text):
    assert compared(text) == []


@pytest.mark.parametrize(
    "words", ["see `]` here", r"a \] b", "a [b] c", "[link](https://example.org)", "{c.d} or more"]
)
def test_words_may_hold_markdown(words):
    text = f"[{words}]{{a.b < 1}}"

    assert [claim.words() for claim in read(text).claims] == [words]


def test_slots_in_words_are_slots_and_can_be_said():
    prose = read("So [{c.d} or\nless *than* {e.f}]{a.b @ M-2 <= 3}")
    (claim,) = prose.claims

    assert [slot.name for slot in prose.slots] == ["c.d", "e.f"]
    assert claim.words(lambda slot: slot.name.upper()) == "C.D or less *than* E.F"


def test_a_claim_is_no_link_even_if_one_is_defined_for_its_words():
    assert compared("[few]{a.b < 1}\n\n[few]: /x") == ["a.b < 1"]


@given(WORDS, SIGNS, SIDES, WORDS)
def test_whatever_is_written_as_a_claim_is_read_as_one(before, sign, side, words):
    text = f"x{before}[{words}]{{a.b {sign} {side}}}"
    (claim,) = read(text).claims

    assert str(claim) == f"a.b {sign} {side}"
    assert text[claim.words_start : claim.words_end] == words
