"""Prose is read once, whole, and in time that grows with its length."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.content import BareBrace, LineEnd, read
from retro.errors import ContentError

HOSTILE = st.text(alphabet="{}[]()<=%`~@ \n.ab1-^:|>!*#'", max_size=60)
PIECES = (
    *(
        "{a.b}",
        "[x",
        "]{a.b<1}",
        "](/y)",
        "^[",
        "]",
        "[^1]",
        "\n[^1]: ",
        "*",
        "<!-- ",
        "{list a.b}",
    ),
    *("`", "``", "\n```\n", "\n    ", "\n\n", "\n", "\n- ", "\n> ", "\n: ", "\\\n", "  \n", r"\{"),
    *("\n| a |\n|---|\n| {a.b} |", "| ", "\n===\n", "\n# ", "\n[x]: /y", "<https://e.org/{a}>"),
)
BUILT = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def marks(text):
    return [(type(mark), mark.start, mark.end) for mark in read(text).marks]


def test_a_brace_that_says_itself_and_the_end_of_a_line_have_places():
    assert marks("a \\{ b\\\nc  \nd\ne `\\{` \\* \\}") == [
        (BareBrace, 2, 4),
        (LineEnd, 6, 8),
        (LineEnd, 11, 12),
        (BareBrace, 24, 26),
    ]


def told(text):
    """Read a text; return nothing where it is refused."""
    try:
        return read(text, "file.md")
    except ContentError:
        return None


@given(HOSTILE | BUILT)
def test_a_text_that_is_refused_is_told_where_and_what_to_do(text):
    if told(text) is None:
        with pytest.raises(ContentError) as error:
            read(text, "file.md")
        line = int(error.value.where.removeprefix("file.md:"))

        assert 0 < line <= text.count("\n") + 1
        assert error.value.hint


def code(tokens):
    for token in tokens:
        if token.type in ("fence", "code_block", "code_inline"):
            yield token.content + token.info
        yield from code(token.children or ())


@given(HOSTILE | BUILT.map(lambda text: text.replace(r"\{", "")))
def test_each_brace_is_a_slot_or_a_claims_or_is_shown_as_code(text):
    if prose := told(text):
        shown = "".join(code(prose.tokens)).count("{")

        assert len(prose.slots) + len(prose.claims) + shown == text.count("{")


@given(HOSTILE | BUILT)
def test_each_mark_knows_its_place(text):
    prose = told(text)
    blocks = [block for block in prose.tokens if block.type == "inline"] if prose else []
    for block in blocks:
        for mark in block.meta.get("marks", ()):
            words = block.content[mark.start : mark.end]
            first, last = {"BareBrace": r"\{", "Slot": "{}", "Claim": "[}"}.get(
                type(mark).__name__, (words[:1], words[-1:])
            )
            assert (words[0], words[-1]) == (first, last)


def steps(text):
    """Count the calls of functions that it takes to read a text."""
    count = 0

    def count_call(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(count_call)
    try:
        told(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "[",
            "]",
            "[]",
            "[[",
            "`",
            "`x``",
            "{",
            "{a.b} ",
            "\\",
            "\\{",
            "^[",
            "![",
            "[^",
            "<",
            "*a",
        ),
        *("[x]{a.b<1} ", "[x]{a.b<", "]{a.b<1}", "[{a.b}](", "[x\n", "> x\n", "- ", "x\n: y\n\n"),
        *("[^1]: a\n", "[a]: b\n", "x  \n", "`{", "|", "| {a.b} |\n|---|\n"),
    ],
)
def test_twice_the_text_takes_twice_the_steps(piece):
    # A first reading fills caches; markdown-it looks no deeper than 20 levels.
    steps(piece * 50)
    few, many = steps(piece * 100), steps(piece * 200)

    assert many < 2.15 * few


@pytest.mark.parametrize(
    "text",
    [
        "".join("`" * n + "x" for n in range(1, 600)) + "`" * 20_000,
        "`" * 200_000,
        "{" + " " * 199_000,
        "[x]{a.b @ " + " x" * 40_000 + " < 1 " + " " * 40_000 + "}",
        "[x]{" + "a." * 90_000 + "<1}",
        "[x]{" + "<a" * 90_000 + "}",
        "[a" + "\n \n" * 60_000 + "]{a.b<1}",
        "x " * 100_000,
    ],
)
def test_long_hostile_text_is_read_in_no_time(text):
    told(text)
