"""Whatever a file says, it is read or refused, never a crash."""

from hypothesis import given
from hypothesis import strategies as st

from retro.content.node import Node
from retro.content.tree import parse
from retro.errors import ContentError

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
YAMLISH = st.text(alphabet="ab: -\n\t[]{},&*!?'\"|>%@`#<~é\x00\ufeff\u2028", max_size=60)


@given(WORDS | YAMLISH)
def test_any_text_is_read_or_refused_with_a_line_of_its_own(text):
    try:
        found = parse(text, "a.yaml")
    except ContentError as error:
        line = int(error.where.removeprefix("a.yaml:"))
        assert 1 <= line <= text.count("\n") + text.count("\u2028") + text.count("\x85") + 1
    else:
        assert isinstance(found, Node)


def test_lines_are_counted_from_where_the_text_stands_in_its_file():
    node = parse("a: 1\nb:\n  - x\n", "a.md", first=5)

    assert (node.line, node.under("b").line, node.under("b").items()[0].line) == (5, 6, 7)
    assert node.under("b").items()[0].value == "x"


def test_a_folded_value_stands_on_the_line_of_its_key():
    assert parse("a: >-\n  one\n  two\n", "a.yaml").under("a") == Node("a.yaml", 1, "one two")
